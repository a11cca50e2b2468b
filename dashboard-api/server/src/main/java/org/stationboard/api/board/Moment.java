package org.stationboard.api.board;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.board.AlertRow.NamedUnit;
import org.stationboard.api.view.City;
import org.stationboard.api.view.Sum;
import org.stationboard.api.view.ViewState;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.Indicators;

/**
 * What a section is computed from: a unit at a moment of the view's clock. Lives only while the memory's lock is held.
 *
 * @param now the view's now: the machine's clock, or the newest tick under the clock {@code log}
 * @param today the local day of now, epoch day
 * @param end epoch minute that begins after the running minute; under the clock {@code log} the tick itself
 */
record Moment(ViewState state, City city, Around around, Unit unit, Instant now, long today, long end) {
    static final long WEEK_MINUTES = 7 * 24 * 60;
    /** Days of the charts and of the sums beside them, today among them. */
    static final int DAYS_SHOWN = 28;

    /**
     * What a board is computed from beside the live view's memory.
     *
     * @param counted when things were last counted that lie further back than the memory
     */
    record Around(Catalogue catalogue, LastCounts.Read counted, ApiSettings settings) {}

    static Moment of(ViewState state, City city, Around around, Unit unit, Instant machine) {
        Instant now = state.now(machine);
        long today = LocalDate.ofInstant(now, state.zone()).toEpochDay();
        long end = Math.floorDiv(now.minusMillis(1).getEpochSecond(), 60) + 1;
        return new Moment(state, city, around, unit, now, today, end);
    }

    Catalogue catalogue() {
        return around.catalogue();
    }

    /** The same moment for another unit. */
    Moment of(Unit other) {
        return new Moment(state, city, around, other, now, today, end);
    }

    City.Group group(long day) {
        return city.group(unit.getId(), day);
    }

    int[] numbers(long day) {
        return state.numbersOf(group(day).stationIds());
    }

    Sum day(String indicator, long day) {
        return state.day(indicator, day, numbers(day));
    }

    /** The count of a day: null where nothing was counted and no feed covers the day, for silence is not zero. */
    @Nullable
    Long count(String indicator, long day) {
        Sum sum = day(indicator, day);
        return sum.known() || covered(Indicators.feed(indicator), day) ? Long.valueOf(sum.numerator()) : null;
    }

    @Nullable
    Long today(String indicator) {
        return count(indicator, today);
    }

    /** The count of the 28 days up to today; null where none of them is known. */
    @Nullable
    Long last28(String indicator) {
        Long sum = null;
        for (long day = firstDay(); day <= today; day++) {
            Long count = count(indicator, day);
            if (count != null) {
                sum = (sum == null ? 0 : sum) + count;
            }
        }
        return sum;
    }

    /** Successes and eligible of a day; both null where nothing is known. */
    Part part(String indicator, long day) {
        Sum sum = day(indicator, day);
        return sum.known() || covered(Indicators.feed(indicator), day)
                ? new Part(sum.numerator(), sum.denominator())
                : Part.UNKNOWN;
    }

    /** Successes and eligible of the 28 days up to today. */
    Part part28(String indicator) {
        Part sum = Part.UNKNOWN;
        for (long day = firstDay(); day <= today; day++) {
            sum = sum.plus(part(indicator, day));
        }
        return sum;
    }

    /** What a report says of today; both null where none covers it. */
    Part level(String indicator, long day) {
        Sum sum = day(indicator, day);
        return sum.known() && sum.denominator() > 0 ? new Part(sum.numerator(), sum.denominator()) : Part.UNKNOWN;
    }

    /** What stands open; null where nobody covers it. */
    @Nullable
    Long stock(String indicator) {
        Sum sum = state.stock(indicator, numbers(today));
        return sum.known() || covered(Indicators.feed(indicator), today) ? Long.valueOf(sum.numerator()) : null;
    }

    /** First of the 28 days up to today. */
    long firstDay() {
        return today - DAYS_SHOWN + 1;
    }

    /** The 28 days up to today, oldest first, each as {@code row} makes it. */
    <T> List<T> days(LongFunction<T> row) {
        return LongStream.rangeClosed(firstDay(), today).mapToObj(row).toList();
    }

    /** The units directly under the unit, in register order; none under a station. */
    List<Moment> children() {
        return unit.getLevel() == UnitLevel.STATION
                ? List.of()
                : city.tree().children(unit.getId(), today).stream()
                        .map(this::of)
                        .toList();
    }

    NamedUnit named() {
        return new NamedUnit(unit.getId(), unit.getName());
    }

    boolean covered(String feed, long day) {
        return state.covered(feed, group(day).logKeys(), day);
    }

    /** Alarms today a week ago until this time of day; null where that is not known. */
    @Nullable
    Long alarmsSameTimeLastWeek() {
        long from = state.startOf(today - 7);
        if (!alarmMinutesKnown(from)) {
            return null;
        }
        long elapsed = end - state.startOf(today);
        return state.alarms(from, from + elapsed, numbers(today - 7));
    }

    /** Whether alarms are known by the minute from that epoch minute on. */
    boolean alarmMinutesKnown(long from) {
        return state.minutesKnownFrom(from) && count(Indicators.ALARMS, dayOf(from)) != null;
    }

    /** The local day that an epoch minute lies in. */
    long dayOf(long minute) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(minute * 60), state.zone())
                .toEpochDay();
    }
}
