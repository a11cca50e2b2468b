package org.stationboard.engine;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.UnitLevel;

/**
 * One standard of a catalogue: an indicator, its target and window, and how an alert on it behaves.
 *
 * @param id as in the list of standards, such as N02
 * @param clause the plan's clause, such as 三(三)
 * @param level the level of unit it judges
 * @param targetPpm the target in parts per million
 * @param planTargetPpm the plan's own target where {@code targetPpm} replaces it for a demonstration
 * @param windowMonths length of the rolling window in calendar months; of a report without meaning, its period holds
 * @param minimumSample fewest eligible for a verdict; 1 of a report
 * @param holdTurns day's turns in a row certainly missed until an alert fires
 * @param recoveryTurns day's turns in a row not missed until a firing alert is resolved
 * @param inForce whether it is judged; else its verdict is NOT_IN_FORCE
 */
public record Standard(
        String id,
        String clause,
        Bilingual name,
        Bilingual text,
        String indicator,
        UnitLevel level,
        Comparator comparator,
        long targetPpm,
        @Nullable Long planTargetPpm,
        int windowMonths,
        int minimumSample,
        int holdTurns,
        int recoveryTurns,
        boolean inForce,
        int version) {
    /** Whether it judges what a report says of the day, and not what was counted in the window. */
    public boolean ofReport() {
        return Indicators.kind(indicator)
                .filter(kind -> kind == IndicatorKind.LEVEL)
                .isPresent();
    }

    /** SHA-256 over the canonical text: every key in a fixed order, one a line. Pins the rule a verdict was given by. */
    public ByteString digest() {
        String canonical = String.join(
                "\n",
                "id=" + id,
                "clause=" + clause,
                "name.zh=" + name.zh(),
                "name.en=" + name.en(),
                "text.zh=" + text.zh(),
                "text.en=" + text.en(),
                "indicator=" + indicator,
                "level=" + level,
                "comparator=" + comparator,
                "targetPpm=" + targetPpm,
                "planTargetPpm=" + (planTargetPpm == null ? "" : planTargetPpm),
                "windowMonths=" + windowMonths,
                "minimumSample=" + minimumSample,
                "holdTurns=" + holdTurns,
                "recoveryTurns=" + recoveryTurns,
                "inForce=" + inForce,
                "version=" + version);
        return Sha256.of(canonical);
    }
}
