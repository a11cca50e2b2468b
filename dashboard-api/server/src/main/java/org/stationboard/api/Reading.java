package org.stationboard.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Audience;
import org.stationboard.api.read.EvidenceQuestion;
import org.stationboard.api.read.Figures;
import org.stationboard.api.read.Known;
import org.stationboard.api.read.Period;
import org.stationboard.api.read.RelativeRange;
import org.stationboard.api.read.SpringFestival;
import org.stationboard.api.view.City;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;
import org.stationboard.engine.Standard;
import org.stationboard.engine.Verdicts;

/** What reading routes understand of a request: unit, standard, indicator, days and times; refuses what is not for all. */
final class Reading {
    private final LiveView view;
    private final StorePorts store;
    private final ApiSettings settings;

    Reading(LiveView view, StorePorts store, ApiSettings settings) {
        this.view = view;
        this.store = store;
        this.settings = settings;
    }

    /** Up to when what is known counts. */
    Known known(Request request) {
        return Known.of(request.text("known").orElse(null), settings.zone());
    }

    /** As known at the newest tick. */
    Known newest() {
        return new Known(null, settings.zone());
    }

    Figures figures(Known known) {
        return new Figures(store.figures(), view.city(), this::seriesOf, known);
    }

    EvidenceQuestion evidence() {
        return new EvidenceQuestion(view.city(), Parameters.of(settings.zone()));
    }

    private FeedSeries seriesOf(Figures.Asked asked) {
        String feed = Indicators.feed(asked.indicator());
        Set<String> logKeys =
                view.city().group(asked.unitId(), today().toEpochDay()).logKeys();
        return view.read(state -> FeedSeries.of(feed, state.feeds(logKeys), settings.zone()));
    }

    /** The local day of the newest tick; without ticks, of the machine's clock. */
    LocalDate today() {
        return view.read(state -> LocalDate.ofInstant(state.now(view.machineNow()), settings.zone()));
    }

    /** The day asked about; by default the last one that was over at what is known, else today. */
    LocalDate on(Request request, Known known) {
        LocalDate byDefault = known.lastDay().stream()
                .mapToObj(LocalDate::ofEpochDay)
                .findFirst()
                .orElseGet(this::today);
        String on = request.text("on").orElse(null);
        return Period.of(on, on, byDefault).to();
    }

    /** The days asked for: named by their distance, or from and to, which is the day asked about by default. */
    Period period(Request request, Known known) {
        Optional<String> range = request.text("range");
        if (range.isPresent()) {
            if (request.text("from").isPresent() || request.text("to").isPresent()) {
                throw new ProblemException(
                        ProblemCode.BAD_PARAMETER, "range: beside from or to (expected: one or the other)");
            }
            return RelativeRange.named(range.get()).from(on(request, known));
        }
        return Period.of(request.text("from").orElse(null), request.text("to").orElse(null), on(request, known));
    }

    /** The days of the year before: by the calendar, or as far from the Spring Festival. */
    static Period yearBefore(Request request, Period period) {
        return request.text("align").filter("spring-festival"::equals).isPresent()
                ? SpringFestival.yearBefore(period)
                : period.lastYear();
    }

    /** A stock and a level have no value after the clock's day. */
    Period withinClock(Figures.Asked asked, Period period) {
        boolean carried = Indicators.kind(asked.indicator())
                .filter(kind -> kind == IndicatorKind.STOCK || kind == IndicatorKind.LEVEL)
                .isPresent();
        LocalDate today = today();
        return carried && period.to().isAfter(today) && !period.from().isAfter(today)
                ? new Period(period.from(), today)
                : period;
    }

    /** Z06 to Z08 are for reviewers and auditors alone; until there are accounts they are for nobody here. */
    static String open(String indicator) {
        if (Audience.ofReviewers(indicator)) {
            throw new ProblemException(
                    ProblemCode.FOR_REVIEWERS, "indicator: " + indicator + " (expected: one that anybody may see)");
        }
        return indicator;
    }

    /** A record's time of day and its community never stand together. */
    String notACommunity(String unitId) {
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

    String unit(Request request) {
        String unitId = request.required("unit");
        if (!view.city().knows(unitId)) {
            throw Request.unknownUnit(unitId);
        }
        return unitId;
    }

    City city() {
        return view.city();
    }

    /** A unit that has stations under it. */
    Unit aboveStations(String unitId) {
        Unit unit = Request.known(view.city().unit(unitId, today().toEpochDay()), unitId);
        if (unit.getLevel() == UnitLevel.STATION || unit.getLevel() == UnitLevel.COMMUNITY) {
            throw new ProblemException(ProblemCode.BAD_PARAMETER, "unit: " + unitId + " (expected: a county or city)");
        }
        return unit;
    }

    /** A calendar month; by default the one before today's. */
    YearMonth month(Request request) {
        String text = request.text("month").orElse(null);
        try {
            return text == null ? YearMonth.from(today()).minusMonths(1) : YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new ProblemException(ProblemCode.BAD_DATE, "month: " + text + " (expected: a month as YYYY-MM)");
        }
    }

    /** Verdicts and alerts are the stations'; asked for a unit above, those of its stations are meant. */
    List<String> stationsOrSelf(String unitId) {
        List<String> stations = view.city().group(unitId, today().toEpochDay()).stationIds();
        return stations.isEmpty() ? List.of(unitId) : stations;
    }

    static Set<String> withItself(String unitId, List<String> units) {
        Set<String> all = new LinkedHashSet<>(units);
        all.add(unitId);
        return all;
    }

    /** The standard asked for, none where none is. */
    Optional<Standard> standard(Request request) {
        return request.text("standard")
                .map(id -> view.catalogue()
                        .standard(id)
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.UNKNOWN_STANDARD,
                                "standard: " + id + " (expected: an id of the catalogue)")));
    }

    /** The indicator asked for, by itself or by a standard. */
    String indicator(Request request, Optional<Standard> standard) {
        Optional<String> indicator = request.text("indicator");
        if (indicator.isPresent() == standard.isPresent()) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "indicator, standard: both or none (expected: one of the two)");
        }
        return open(indicator.orElseGet(() -> standard.orElseThrow().indicator()));
    }

    /** Whether the days are those of the standard's own window. */
    static boolean ownWindow(Request request, Optional<Standard> standard) {
        return standard.isPresent()
                && request.text("from").isEmpty()
                && request.text("to").isEmpty()
                && request.text("range").isEmpty();
    }

    /** The window of a standard that ends on the day asked about; without one, of the newest verdict. Blocks. */
    Period window(Request request, Standard standard, String unitId, Known known) {
        if (request.text("on").isPresent() || known.turn() != null) {
            LocalDate on = on(request, known);
            return standard.ofReport() ? new Period(on, on) : windowTo(standard, on);
        }
        return store.verdicts().now(stationsOrSelf(unitId), standard.id()).stream()
                .max(Comparator.comparingLong(Verdict::getTick))
                .map(verdict -> new Period(
                        LocalDate.ofEpochDay(verdict.getWindowFrom()), LocalDate.ofEpochDay(verdict.getWindowTo())))
                .orElseGet(() -> windowTo(standard, today()));
    }

    /** The one that a verdict on the day has. */
    private static Period windowTo(Standard standard, LocalDate on) {
        return new Period(LocalDate.ofEpochDay(Verdicts.windowFrom(on.toEpochDay(), standard.windowMonths())), on);
    }
}
