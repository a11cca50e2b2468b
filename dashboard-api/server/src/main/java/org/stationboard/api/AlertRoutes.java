package org.stationboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.alerts.AlertDesk;
import org.stationboard.api.alerts.AlertSettings;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.view.City;
import org.stationboard.store.AlertAction.Kind;
import org.stationboard.store.Author;

/** Alerts and what people do about them; awards held and proposals. Each runs on a worker. */
final class AlertRoutes {
    private static final Duration LONGEST_SILENCE = Duration.ofDays(90);
    private static final JsonMapper JSON = new JsonMapper();

    private final Vertx vertx;
    private final LiveView view;
    private final AlertDesk desk;
    private final WriteGate gate;
    private final ApiSettings settings;

    AlertRoutes(Vertx vertx, LiveView view, StorePorts store, ApiSettings settings, AlertSettings alerts) {
        this.vertx = vertx;
        this.view = view;
        this.desk = new AlertDesk(view, store, alerts.policy(), settings.zone());
        this.gate = new WriteGate(alerts);
        this.settings = settings;
    }

    void alerts(RoutingContext context) {
        Request request = Request.of(context);
        List<String> units = units(request);
        Optional<String> state = request.text("state");
        Optional<AlertDesk.Grouping> by =
                request.text("group").map(word -> AlertDesk.Grouping.valueOf(word.toUpperCase(Locale.ROOT)));
        onWorker(context, () -> desk.alerts(units, state, by));
    }

    void alert(RoutingContext context) {
        String id = context.pathParam("id");
        onWorker(context, () -> desk.life(id));
    }

    void acknowledge(RoutingContext context) {
        act(context, Kind.ACKNOWLEDGED, false);
    }

    void comment(RoutingContext context) {
        act(context, Kind.COMMENTED, true);
    }

    void silence(RoutingContext context) {
        act(context, Kind.SILENCED, true);
    }

    void assign(RoutingContext context) {
        act(context, Kind.ASSIGNED, false);
    }

    private void act(RoutingContext context, Kind kind, boolean wordsRequired) {
        JsonNode body = body(context);
        Author author = gate.author(context, body);
        String words = gate.words("words", body, wordsRequired);
        Instant until = kind == Kind.SILENCED ? until(body) : null;
        String to = kind == Kind.ASSIGNED ? assignee(body) : null;
        String id = context.pathParam("id");
        onWorker(context, () -> desk.act(id, new AlertDesk.Doing(kind, author, words, until, to)));
    }

    private String assignee(JsonNode body) {
        // Its form is the file's to check.
        return gate.code("to", body.path("to").asText());
    }

    private Instant until(JsonNode body) {
        Instant now = view.machineNow();
        Instant until = instant(body.path("until").asText());
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(LONGEST_SILENCE))) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER,
                    "until: not understood (expected: a time to come, at most " + LONGEST_SILENCE.toDays()
                            + " days ahead)");
        }
        return until;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    void awards(RoutingContext context) {
        List<String> units = units(Request.of(context));
        onWorker(context, () -> desk.awards(units));
    }

    void proposals(RoutingContext context) {
        List<String> units = units(Request.of(context));
        onWorker(context, () -> desk.proposals(units));
    }

    void decide(RoutingContext context) {
        JsonNode body = body(context);
        Author author = gate.author(context, body);
        String reason = gate.words("reason", body, true);
        boolean opened = body.path("decision").asText().equals("OPENED");
        String id = context.pathParam("id");
        onWorker(context, () -> desk.decide(id, opened, reason, author));
    }

    /** The body that the file has found valid. */
    private static JsonNode body(RoutingContext context) {
        ValidatedRequest valid = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        try {
            return JSON.readTree(valid.getBody().getJsonObject().encode());
        } catch (IOException notJson) {
            throw new ProblemException(ProblemCode.BAD_PARAMETER, "body: no JSON (expected: an object)");
        }
    }

    /** The unit and everything under it; of the whole register without unit. */
    private List<String> units(Request request) {
        City city = view.city();
        long today = view.read(state -> LocalDate.ofInstant(state.now(view.machineNow()), settings.zone()))
                .toEpochDay();
        Optional<String> unit = request.text("unit");
        if (unit.isEmpty()) {
            Set<String> all = new LinkedHashSet<>();
            city.unitsUpTo(today).forEach(each -> all.add(each.getId()));
            return List.copyOf(all);
        }
        String id = unit.get();
        if (!city.knows(id)) {
            throw Request.unknownUnit(id);
        }
        Set<String> under = new LinkedHashSet<>(List.of(id));
        under.addAll(city.group(id, today).stationIds());
        return List.copyOf(under);
    }

    private <T> void onWorker(RoutingContext context, Callable<T> work) {
        Request.of(context).answerFrom(vertx, work);
    }
}
