package org.stationboard.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Audience;
import org.stationboard.api.read.Cut;
import org.stationboard.api.read.DurationBuckets;
import org.stationboard.api.read.DurationFigures;
import org.stationboard.api.read.Evidence;
import org.stationboard.api.read.Figures;
import org.stationboard.api.read.IndicatorList;
import org.stationboard.api.read.Period;
import org.stationboard.api.read.StandardRow;
import org.stationboard.api.read.VerdictRow;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;
import org.stationboard.engine.Standard;
import org.stationboard.engine.Verdicts;

/** Reads from the store: figures, verdicts, evidence. Each runs on a worker. */
final class ProofRoutes {
    private static final int VERDICTS_BY_DEFAULT = 100;
    private static final int RECORDS_BY_DEFAULT = 1000;

    private final Vertx vertx;
    private final LiveView view;
    private final StorePorts store;
    private final ApiSettings settings;

    ProofRoutes(Vertx vertx, LiveView view, StorePorts store, ApiSettings settings) {
        this.vertx = vertx;
        this.view = view;
        this.store = store;
        this.settings = settings;
    }

    void figures(RoutingContext context) {
        Request request = Request.of(context).withoutTimeTravel();
        Figures.Asked asked =
                new Figures.Asked(open(request.required("indicator")), knownUnit(request.required("unit")));
        Period period = period(request);
        Cut cut = Cut.of(request.text("grain").orElse("range"));
        Figures figures = figures();
        onWorker(context, () -> figures.answer(asked, withinClock(asked, period), cut));
    }

    void durations(RoutingContext context) {
        Request request = Request.of(context);
        DurationBuckets.Of of = DurationFigures.of(request.required("of"));
        String unitId = knownUnit(request.required("unit"));
        Period period = period(request);
        Cut cut = Cut.of(request.text("grain").orElse("range"));
        DurationFigures durations = new DurationFigures(figures());
        onWorker(context, () -> durations.answer(of, unitId, period, cut));
    }

    void indicators(RoutingContext context) {
        Request.of(context).answerRecord(IndicatorList.shipped());
    }

    void verdicts(RoutingContext context) {
        Request request = Request.of(context).withoutTimeTravel();
        String unitId = knownUnit(request.required("unit"));
        List<String> units = stationsOrSelf(unitId);
        Optional<Standard> standard = request.text("standard").map(this::standard);
        if (standard.isPresent() && !Audience.open(standard.get())) {
            throw new ProblemException(
                    ProblemCode.FOR_REVIEWERS,
                    "standard: " + standard.get().id() + " (expected: one that anybody may see)");
        }
        boolean newest = request.text("newest").filter("true"::equals).isPresent();
        int limit = request.number("limit", VERDICTS_BY_DEFAULT);
        String standardId = standard.map(Standard::id).orElse(null);
        onWorker(context, () -> {
            List<Verdict> found = newest
                    ? store.verdicts().now(withItself(unitId, units), standardId)
                    : store.verdicts().history(units, standardId, limit);
            return new VerdictsAnswer(found.stream()
                    .filter(verdict -> !Audience.forReviewers(verdict.getStandardId()))
                    .map(VerdictRow::of)
                    .toList());
        });
    }

    void evidence(RoutingContext context) {
        Request request = Request.of(context).withoutTimeTravel();
        String unitId = knownUnit(request.required("unit"));
        Optional<Standard> standard = request.text("standard").map(this::standard);
        Figures.Asked asked = new Figures.Asked(open(indicator(request, standard)), notACommunity(unitId));
        Evidence.Page page =
                Evidence.Page.after(request.text("after").orElse(null), request.number("limit", RECORDS_BY_DEFAULT));
        boolean window = standard.isPresent()
                && request.text("from").isEmpty()
                && request.text("to").isEmpty();
        Period asGiven = period(request);
        Evidence evidence = new Evidence(store.evidence(), figures(), view.city(), Parameters.of(settings.zone()));
        onWorker(context, () -> {
            Period period = window ? window(standard.orElseThrow(), unitId) : asGiven;
            return evidence.answer(asked, withinClock(asked, period), standard.map(StandardRow::of), page);
        });
    }

    private record VerdictsAnswer(List<VerdictRow> verdicts) {}

    private <T> void onWorker(RoutingContext context, Callable<T> read) {
        vertx.executeBlocking(read, false)
                .onSuccess(answer -> Request.of(context).answerRecord(answer))
                .onFailure(context::fail);
    }

    private Figures figures() {
        return new Figures(store.figures(), view.city(), settings.zone(), this::seriesOf);
    }

    private FeedSeries seriesOf(Figures.Asked asked) {
        String feed = Indicators.feed(asked.indicator());
        Set<String> logKeys =
                view.city().group(asked.unitId(), today().toEpochDay()).logKeys();
        return view.read(state -> FeedSeries.of(feed, state.feeds(logKeys), settings.zone()));
    }

    private Period period(Request request) {
        return Period.of(request.text("from").orElse(null), request.text("to").orElse(null), today());
    }

    /** A stock and a level have no value after the clock's day. */
    private Period withinClock(Figures.Asked asked, Period period) {
        boolean carried = Indicators.kind(asked.indicator())
                .filter(kind -> kind == IndicatorKind.STOCK || kind == IndicatorKind.LEVEL)
                .isPresent();
        LocalDate today = today();
        return carried && period.to().isAfter(today) && !period.from().isAfter(today)
                ? new Period(period.from(), today)
                : period;
    }

    /** The local day of the newest tick; without ticks, of the machine's clock. */
    private LocalDate today() {
        return view.read(state -> LocalDate.ofInstant(state.now(view.machineNow()), settings.zone()));
    }

    /** Z06 to Z08 are for reviewers and auditors alone; until there are accounts they are for nobody here. */
    private static String open(String indicator) {
        if (Audience.ofReviewers(indicator)) {
            throw new ProblemException(
                    ProblemCode.FOR_REVIEWERS, "indicator: " + indicator + " (expected: one that anybody may see)");
        }
        return indicator;
    }

    /** A record's time of day and its community never stand together. */
    private String notACommunity(String unitId) {
        boolean community = view.city()
                .unit(unitId, today().toEpochDay())
                .filter(unit -> unit.getLevel() == UnitLevel.COMMUNITY)
                .isPresent();
        if (community) {
            throw new ProblemException(
                    ProblemCode.NOT_YET_SUPPORTED, "unit: a community (expected: a station or a unit above)");
        }
        return unitId;
    }

    private String knownUnit(String unitId) {
        if (!view.city().knows(unitId)) {
            throw Request.unknownUnit(unitId);
        }
        return unitId;
    }

    /** Verdicts and alerts are the stations'; asked for a unit above, those of its stations are meant. */
    private List<String> stationsOrSelf(String unitId) {
        List<String> stations = view.city().group(unitId, today().toEpochDay()).stationIds();
        return stations.isEmpty() ? List.of(unitId) : stations;
    }

    private static Set<String> withItself(String unitId, List<String> units) {
        Set<String> all = new LinkedHashSet<>(units);
        all.add(unitId);
        return all;
    }

    private Standard standard(String id) {
        return view.catalogue()
                .standard(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNKNOWN_STANDARD, "standard: " + id + " (expected: an id of the catalogue)"));
    }

    private static String indicator(Request request, Optional<Standard> standard) {
        Optional<String> indicator = request.text("indicator");
        if (indicator.isPresent() == standard.isPresent()) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "indicator, standard: both or none (expected: one of the two)");
        }
        return indicator.orElseGet(() -> standard.orElseThrow().indicator());
    }

    /** The window of the newest verdict; where there is none yet, the one that a verdict of today would have. */
    private Period window(Standard standard, String unitId) {
        return store.verdicts().now(stationsOrSelf(unitId), standard.id()).stream()
                .max(Comparator.comparingLong(Verdict::getTick))
                .map(verdict -> new Period(
                        LocalDate.ofEpochDay(verdict.getWindowFrom()), LocalDate.ofEpochDay(verdict.getWindowTo())))
                .orElseGet(() -> new Period(
                        LocalDate.ofEpochDay(Verdicts.windowFrom(today().toEpochDay(), standard.windowMonths())),
                        today()));
    }
}
