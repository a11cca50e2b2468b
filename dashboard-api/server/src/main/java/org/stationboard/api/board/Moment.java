package org.stationboard.api.board;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.view.City;
import org.stationboard.api.view.Sum;
import org.stationboard.api.view.ViewState;
import org.stationboard.contract.v1.Unit;
import org.stationboard.engine.Catalogue;

/**
 * What a section is computed from: a unit at a moment of the view's clock. Lives only while the memory's lock is held.
 *
 * @param now the view's now: the machine's clock, or the newest tick under the clock {@code log}
 * @param today the local day of now, epoch day
 * @param end epoch minute that begins after the running minute; under the clock {@code log} the tick itself
 */
record Moment(ViewState state, City city, Catalogue catalogue, Unit unit, Instant now, long today, long end) {
    static final long WEEK_MINUTES = 7 * 24 * 60;

    static Moment of(ViewState state, City city, Catalogue catalogue, Unit unit, Instant machine) {
        Instant now = state.now(machine);
        long today = LocalDate.ofInstant(now, state.zone()).toEpochDay();
        long end = Math.floorDiv(now.minusMillis(1).getEpochSecond(), 60) + 1;
        return new Moment(state, city, catalogue, unit, now, today, end);
    }

    /** The same moment for another unit. */
    Moment of(Unit other) {
        return new Moment(state, city, catalogue, other, now, today, end);
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
    Long count(String indicator, String feed, long day) {
        Sum sum = day(indicator, day);
        return sum.known() || covered(feed, day) ? Long.valueOf(sum.numerator()) : null;
    }

    boolean covered(String feed, long day) {
        return state.covered(feed, group(day).logKeys(), day);
    }

    /** Alarms today a week ago until this time of day; null where that is not known. */
    @Nullable
    Long alarmsSameTimeLastWeek() {
        long day = today - 7;
        if (!alarmMinutesKnown(day)) {
            return null;
        }
        long elapsed = end - state.startOf(today);
        return state.alarms(state.startOf(day), state.startOf(day) + elapsed, numbers(day));
    }

    /** Whether that day's alarms are known by the minute. */
    boolean alarmMinutesKnown(long day) {
        return state.hasOldMinutes() && (day("alarms", day).known() || covered("alarm", day));
    }

    /** The local day that an epoch minute lies in. */
    long dayOf(long minute) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(minute * 60), state.zone())
                .toEpochDay();
    }
}
