package org.stationboard.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Cut;
import org.stationboard.api.read.Differences;
import org.stationboard.api.read.DurationBuckets;
import org.stationboard.api.read.DurationFigures;
import org.stationboard.api.read.Evidence;
import org.stationboard.api.read.Figures;
import org.stationboard.api.read.IndicatorList;
import org.stationboard.api.read.Known;
import org.stationboard.api.read.Known.Times;
import org.stationboard.api.read.MovementAnswer;
import org.stationboard.api.read.Period;
import org.stationboard.api.read.PublicReport;
import org.stationboard.api.read.StandardRow;
import org.stationboard.contract.v1.Unit;
import org.stationboard.engine.Standard;

/** Reads from the store: figures, evidence, and what changed since. Each runs on a worker. */
final class ProofRoutes {
    private static final int RECORDS_BY_DEFAULT = 1000;

    private final Vertx vertx;
    private final StorePorts store;
    private final Reading reading;

    ProofRoutes(Vertx vertx, LiveView view, StorePorts store, ApiSettings settings) {
        this.vertx = vertx;
        this.store = store;
        this.reading = new Reading(view, store, settings);
    }

    void figures(RoutingContext context) {
        Request request = Request.of(context);
        Figures.Asked asked = new Figures.Asked(Reading.open(request.required("indicator")), reading.unit(request));
        Known known = reading.known(request);
        Period period = reading.period(request, known);
        Cut cut = Cut.of(request.text("grain").orElse("range"));
        if (cut == Cut.MINUTE && known.turn() != null) {
            throw new ProblemException(
                    ProblemCode.NOT_YET_SUPPORTED, "known: given for minutes (expected: another grain)");
        }
        Figures figures = reading.figures(known);
        onWorker(context, () -> {
            Period within = reading.withinClock(asked, period);
            return figures.answer(asked, within, Reading.yearBefore(request, within), cut, times(period, known));
        });
    }

    /** Why a figure moved. */
    void movements(RoutingContext context) {
        Request request = Request.of(context);
        Figures.Asked asked = new Figures.Asked(Reading.open(request.required("indicator")), reading.unit(request));
        Known known = reading.known(request);
        Period period = reading.withinClock(asked, reading.period(request, known));
        boolean previous = request.text("against").filter("previous"::equals).isPresent();
        Period against = previous ? period.previous() : Reading.yearBefore(request, period);
        MovementAnswer.By by =
                MovementAnswer.By.valueOf(request.text("by").orElse("unit").toUpperCase(Locale.ROOT));
        MovementAnswer movements = new MovementAnswer(store.figures(), reading.figures(known), reading.city());
        onWorker(context, () -> movements.answer(asked, by, period, against));
    }

    /** What the people may be told of a month that is over. */
    void publicReport(RoutingContext context) {
        Request request = Request.of(context);
        Unit unit = reading.aboveStations(reading.unit(request));
        YearMonth month = reading.month(request);
        if (!month.isBefore(YearMonth.from(reading.today()))) {
            throw new ProblemException(ProblemCode.BAD_RANGE, "month: " + month + " (expected: one that is over)");
        }
        PublicReport report = new PublicReport(reading.city(), reading.figures(reading.newest()));
        onWorker(context, () -> report.answer(unit, month));
    }

    void durations(RoutingContext context) {
        Request request = Request.of(context);
        DurationBuckets.Of of = DurationFigures.of(request.required("of"));
        String unitId = reading.unit(request);
        Known newest = reading.newest();
        Period period = reading.period(request, newest);
        Cut cut = Cut.of(request.text("grain").orElse("range"));
        DurationFigures durations = new DurationFigures(reading.figures(newest));
        onWorker(context, () -> durations.answer(of, unitId, period, cut));
    }

    void indicators(RoutingContext context) {
        Request.of(context).answerRecord(IndicatorList.shipped());
    }

    void evidence(RoutingContext context) {
        Request request = Request.of(context);
        Proof proof = proof(request);
        Evidence evidence = new Evidence(store.evidence(), reading.figures(proof.known()), reading.evidence());
        unkept(context, () -> {
            Period period = period(request, proof);
            return evidence.answer(
                    proof.asked(),
                    period,
                    proof.known(),
                    times(period, proof.known()),
                    proof.standard().map(StandardRow::of),
                    proof.page());
        });
    }

    void differences(RoutingContext context) {
        Request request = Request.of(context);
        Proof proof = proof(request);
        Differences differences = new Differences(
                store.evidence(),
                reading.figures(proof.known()),
                reading.figures(reading.newest()),
                reading.evidence());
        unkept(context, () -> {
            Period period = period(request, proof);
            Times times = times(period, proof.known());
            return differences.answer(proof.asked(), period, proof.known(), times, proof.page());
        });
    }

    /** What both routes of proof are asked. */
    private record Proof(
            Figures.Asked asked, Optional<Standard> standard, Known known, boolean ownWindow, Evidence.Page page) {}

    private Proof proof(Request request) {
        String unitId = reading.unit(request);
        Optional<Standard> standard = reading.standard(request);
        String indicator = reading.indicator(request, standard);
        Evidence.Page page =
                Evidence.Page.after(request.text("after").orElse(null), request.number("limit", RECORDS_BY_DEFAULT));
        Known known = reading.known(request);
        // A day that cannot be read is refused here and not on the worker.
        reading.period(request, known);
        return new Proof(
                new Figures.Asked(indicator, reading.notACommunity(unitId)),
                standard,
                known,
                Reading.ownWindow(request, standard),
                page);
    }

    private Period period(Request request, Proof proof) {
        Period period = proof.ownWindow()
                ? reading.window(
                        request, proof.standard().orElseThrow(), proof.asked().unitId(), proof.known())
                : reading.period(request, proof.known());
        return reading.withinClock(proof.asked(), period);
    }

    private Times times(Period period, Known known) {
        return known.about(period.to(), store.ticks().completed());
    }

    /** What rests on single records is never kept by a browser. */
    private <T> void unkept(RoutingContext context, Callable<T> read) {
        Request.of(context).answerFrom(vertx, read);
    }

    private <T> void onWorker(RoutingContext context, Callable<T> read) {
        Request.of(context).answerTaggedFrom(vertx, read);
    }
}
