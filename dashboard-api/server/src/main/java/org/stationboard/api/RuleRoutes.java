package org.stationboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.alerts.AlertSettings;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Period;
import org.stationboard.api.rules.RuleDesk;
import org.stationboard.api.rules.RulePorts;
import org.stationboard.api.rules.RuleWork;
import org.stationboard.store.Author;

/** The rules, drafts of them and what people do about those. Each runs on a worker. */
final class RuleRoutes implements AutoCloseable {
    static final String DRAFTS = "/api/v1/rules/drafts";
    /** A catalogue is some 45 KB. */
    static final long LONGEST_DRAFT = 512 << 10;

    private static final JsonMapper JSON = new JsonMapper();

    private final @Nullable RuleWork work;
    private final WriteGate gate;
    private @Nullable Vertx vertx;

    private RuleRoutes(@Nullable RuleWork work, AlertSettings settings) {
        this.work = work;
        this.gate = new WriteGate(settings);
    }

    RuleRoutes(RulePorts ports, AlertSettings settings, Clock clock) {
        this(new RuleWork(ports, clock), settings);
    }

    /** Where nobody can change the rules. */
    static RuleRoutes fixed() {
        return new RuleRoutes(null, AlertSettings.closed());
    }

    void start(Vertx runsOn) {
        vertx = runsOn;
        if (work != null) {
            work.start();
        }
    }

    void rules(RoutingContext context) {
        onWorker(context, RuleDesk::rules);
    }

    void text(RoutingContext context) {
        onWorker(context, RuleDesk::text);
    }

    void draft(RoutingContext context) {
        String id = context.pathParam("id");
        onWorker(context, desk -> desk.draft(id));
    }

    void add(RoutingContext context) {
        JsonNode body = body(context);
        Author author = gate.author(context, body);
        String reason = gate.words("reason", body, true);
        String text = body.path("text").asText();
        onWorker(context, desk -> desk.add(gate.code("text", text), reason, author));
    }

    void backtest(RoutingContext context) {
        JsonNode body = body(context);
        Author author = gate.author(context, body);
        Period period = Period.of(body.path("from").asText(), body.path("to").asText(), LocalDate.EPOCH);
        String id = context.pathParam("id");
        onWorker(context, desk -> desk.backtest(id, period, author));
    }

    void decide(RoutingContext context) {
        JsonNode body = body(context);
        Author author = gate.author(context, body);
        String reason = gate.words("reason", body, true);
        boolean approved = body.path("decision").asText().equals("APPROVED");
        if (approved != body.has("backtest")) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "backtest: not understood (expected: its number, of an approval alone)");
        }
        long backtest = body.path("backtest").asLong();
        String id = context.pathParam("id");
        onWorker(
                context,
                desk -> approved ? desk.approve(id, backtest, reason, author) : desk.decline(id, reason, author));
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

    private <T> void onWorker(RoutingContext context, Function<RuleDesk, T> ask) {
        if (work == null || vertx == null) {
            throw new ProblemException(
                    ProblemCode.NOT_YET_SUPPORTED, "rules: fixed here (expected: a server beside the log keeper)");
        }
        RuleDesk desk = work.desk();
        Request.of(context).answerFrom(vertx, () -> ask.apply(desk));
    }

    @Override
    public void close() {
        if (work != null) {
            work.close();
        }
    }
}
