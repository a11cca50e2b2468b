package org.stationboard.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Audience;
import org.stationboard.api.read.Known;
import org.stationboard.api.read.Known.Times;
import org.stationboard.api.read.Rejudging;
import org.stationboard.api.read.VerdictRow;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Standard;
import org.stationboard.store.VerdictCursor;

/** Verdicts: those that were given, and those that the same rules give of a past day by what is known since. */
final class VerdictRoutes {
    private static final int VERDICTS_BY_DEFAULT = 100;

    private final Vertx vertx;
    private final LiveView view;
    private final StorePorts store;
    private final ApiSettings settings;
    private final Reading reading;

    VerdictRoutes(Vertx vertx, LiveView view, StorePorts store, ApiSettings settings) {
        this.vertx = vertx;
        this.view = view;
        this.store = store;
        this.settings = settings;
        this.reading = new Reading(view, store, settings);
    }

    private record Answer(
            @Nullable Times times,
            List<VerdictRow> verdicts,
            @Nullable String next) {}

    void verdicts(RoutingContext context) {
        Request request = Request.of(context);
        String unitId = reading.unit(request);
        Optional<Standard> standard = reading.standard(request);
        if (standard.isPresent() && !Audience.open(standard.get())) {
            throw new ProblemException(
                    ProblemCode.FOR_REVIEWERS,
                    "standard: " + standard.get().id() + " (expected: one that anybody may see)");
        }
        String standardId = standard.map(Standard::id).orElse(null);
        boolean newest = request.text("newest").filter("true"::equals).isPresent();
        int limit = request.number("limit", VERDICTS_BY_DEFAULT);
        VerdictCursor after = request.text("after").map(VerdictRoutes::cursor).orElse(null);
        List<String> units = reading.stationsOrSelf(unitId);
        Set<String> all = Reading.withItself(unitId, units);
        boolean asksOfADay =
                request.text("on").isPresent() || request.text("known").isPresent();
        Known known = reading.known(request);
        LocalDate on = reading.on(request, known);
        request.answerTaggedFrom(vertx, () -> {
            if (asksOfADay) {
                return ofDay(List.copyOf(all), standard, on, known);
            }
            return newest
                    ? new Answer(null, rows(store.verdicts().now(all, standardId)), null)
                    : history(units, standardId, after, limit);
        });
    }

    private static VerdictCursor cursor(String text) {
        try {
            return VerdictCursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.BAD_PARAMETER, String.valueOf(e.getMessage()));
        }
    }

    private Answer history(List<String> units, @Nullable String standardId, @Nullable VerdictCursor after, int limit) {
        List<Verdict> found = store.verdicts().history(units, standardId, after, limit);
        String next = found.size() < limit
                ? null
                : VerdictCursor.after(found.get(found.size() - 1)).text();
        return new Answer(null, rows(found), next);
    }

    private Answer ofDay(List<String> units, Optional<Standard> standard, LocalDate on, Known known) {
        OptionalLong completed = store.ticks().completed();
        Times times = known.about(on, completed);
        if (known.lastDay().isPresent() && known.lastDay().getAsLong() < on.toEpochDay()) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER,
                    "on: " + on + " (expected: a day that was over at " + times.known() + ")");
        }
        if (!times.recomputed()) {
            long tick = known.tickOr(completed.orElse(0));
            String standardId = standard.map(Standard::id).orElse(null);
            return new Answer(times, rows(store.verdicts().standing(units, standardId, tick)), null);
        }
        List<Standard> standards = standard.map(List::of).orElseGet(() -> everyStandard(units));
        Rejudging again = new Rejudging(store.figures(), store.evidence(), view.city(), settings.zone(), this::sources);
        long tick = known.tickOr(completed.orElse(0));
        return new Answer(
                times,
                rows(standards.stream()
                        .flatMap(one -> again.verdicts(one, units, on, known, tick).stream())
                        .toList()),
                null);
    }

    private List<Standard> everyStandard(List<String> units) {
        if (units.size() > 1) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER,
                    "standard: absent (expected: one, where a past day of more than one station is judged again)");
        }
        return view.catalogue().standards().stream().filter(Audience::open).toList();
    }

    private Collection<FeedState> sources(String logKey, String feed) {
        return view.read(state -> state.feeds(Set.of(logKey)).stream()
                .filter(source -> source.getFeed().equals(feed))
                .toList());
    }

    private static List<VerdictRow> rows(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> !Audience.forReviewers(verdict.getStandardId()))
                .map(VerdictRow::of)
                .toList();
    }
}
