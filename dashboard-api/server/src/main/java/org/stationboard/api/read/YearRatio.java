package org.stationboard.api.read;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.read.Figures.Asked;
import org.stationboard.api.read.Figures.Counted;
import org.stationboard.engine.Verdicts;
import org.stationboard.engine.trends.RateRatio;

/**
 * How many times the rate of the last twelve months is that of the twelve before, with its exact 99 % interval in parts per
 * million. Exact for events that come independently; calls come in clusters, so a standard that judges a decline divides by
 * their dispersion and is slower to be certain.
 *
 * @param ratioPpm null where the months before had none, and so has {@code upperPpm}
 * @param change DOWN, UP or UNDECIDED
 */
public record YearRatio(
        String from,
        String to,
        long now,
        long before,
        @Nullable Long ratioPpm,
        long lowerPpm,
        @Nullable Long upperPpm,
        String change) {
    private static final int MONTHS = 12;
    private static final double TAIL = 0.005;

    /** Null where the feeds do not cover both years. */
    static @Nullable YearRatio of(
            Asked asked, Figures figures, ControlCharts.Coverages covered, long existed, LocalDate on) {
        long from = Verdicts.windowFrom(on.toEpochDay(), MONTHS);
        long before = Verdicts.windowFrom(from - 1, MONTHS);
        if (before < existed || !covered.cover(before, on.toEpochDay())) {
            return null;
        }
        List<Counted> counts = figures.counted(
                asked,
                List.of(
                        new Period(LocalDate.ofEpochDay(from), on),
                        new Period(LocalDate.ofEpochDay(before), LocalDate.ofEpochDay(from - 1))));
        RateRatio ratio = RateRatio.of(
                counts.get(0).n(), counts.get(1).n(), (int) (on.toEpochDay() - from + 1), (int) (from - before), TAIL);
        return new YearRatio(
                LocalDate.ofEpochDay(from).toString(),
                on.toString(),
                ratio.now(),
                ratio.before(),
                orNull(ratio.ratioPpm()),
                ratio.lowerPpm(),
                orNull(ratio.upperPpm()),
                ratio.change().name());
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
