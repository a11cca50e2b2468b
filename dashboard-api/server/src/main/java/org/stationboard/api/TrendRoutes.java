package org.stationboard.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.ControlCharts;
import org.stationboard.api.read.Figures;
import org.stationboard.api.read.Funnels;
import org.stationboard.api.read.Period;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Coverage;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Standard;

/** Control charts and funnels, computed from the store's figures. Each runs on a worker. */
final class TrendRoutes {
    private final Vertx vertx;
    private final LiveView view;
    private final ApiSettings settings;
    private final Reading reading;

    TrendRoutes(Vertx vertx, LiveView view, StorePorts store, ApiSettings settings) {
        this.vertx = vertx;
        this.view = view;
        this.settings = settings;
        this.reading = new Reading(view, store, settings);
    }

    void chart(RoutingContext context) {
        Request request = Request.of(context);
        Optional<Standard> named = reading.standard(request);
        Figures.Asked asked = asked(reading.indicator(request, named), reading.notACommunity(reading.unit(request)));
        Optional<Standard> standard = named.or(() -> judgedBy(asked.indicator()));
        ControlCharts charts = new ControlCharts(figures(), settings.zone());
        onWorker(context, () -> charts.answer(asked, standard, ground(asked), reading.today()));
    }

    void funnel(RoutingContext context) {
        Request request = Request.of(context);
        Figures.Asked asked = asked(request.required("indicator"), reading.notACommunity(reading.unit(request)));
        UnitClass unitClass = UnitClass.valueOf(request.required("class").toUpperCase(Locale.ROOT));
        LocalDate today = reading.today();
        String to = request.text("to").orElse(today.toString());
        Period period = Period.of(
                request.text("from")
                        .orElseGet(() -> Period.of(null, to, today)
                                .to()
                                .minusMonths(12)
                                .plusDays(1)
                                .toString()),
                to,
                today);
        List<Unit> stations = view.city()
                .classGroup(asked.unitId(), unitClass, period.toDay())
                .stations();
        Funnels funnels = new Funnels(figures());
        onWorker(
                context,
                () -> funnels.answer(
                        asked,
                        unitClass,
                        stations,
                        period,
                        (station, over) -> Coverage.of(
                                        series(asked.indicator(), Set.of(station.getLogKey()))
                                                .states(),
                                        over.fromDay(),
                                        Math.min(over.toDay(), today.toEpochDay()),
                                        settings.zone())
                                .complete()));
    }

    /** Of flows alone, and of nothing for reviewers alone. */
    private Figures.Asked asked(String indicator, String unitId) {
        Figures.Asked asked = new Figures.Asked(Reading.open(indicator), unitId);
        IndicatorKind kind = asked.kind();
        if (kind != IndicatorKind.COUNT && kind != IndicatorKind.PROPORTION) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "indicator: " + indicator + " (expected: a count or a share)");
        }
        return asked;
    }

    /** The first standard in force that judges the indicator by its months. */
    private Optional<Standard> judgedBy(String indicator) {
        return view.catalogue().standards().stream()
                .filter(Standard::inForce)
                .filter(each -> each.kind() == RuleKind.SHARE_RULE || each.kind() == RuleKind.DECLINE_RULE)
                .filter(each -> each.indicator().equals(indicator))
                .findFirst();
    }

    private ControlCharts.Ground ground(Figures.Asked asked) {
        long today = reading.today().toEpochDay();
        boolean station = view.city()
                .unit(asked.unitId(), today)
                .filter(unit -> unit.getLevel() == UnitLevel.STATION)
                .isPresent();
        long existed = station ? view.city().tree().firstDay(asked.unitId()).orElse(Long.MIN_VALUE) : Long.MIN_VALUE;
        Set<String> logKeys = view.city().group(asked.unitId(), today).logKeys();
        return new ControlCharts.Ground(
                existed, series(asked.indicator(), logKeys).states());
    }

    private Figures figures() {
        return reading.figures(reading.newest());
    }

    private FeedSeries series(String indicator, Set<String> logKeys) {
        String feed = Indicators.feed(indicator);
        return view.read(state -> FeedSeries.of(feed, state.feeds(logKeys), settings.zone()));
    }

    private <T> void onWorker(RoutingContext context, Callable<T> read) {
        Request.of(context).answerFrom(vertx, read);
    }
}
