package org.stationboard.engine;

import com.google.protobuf.ByteString;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.Severity;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.trends.Direction;

/**
 * One standard of a catalogue: how it is judged, on what, against which target, and how an alert on it behaves.
 *
 * @param id as in the list of standards, such as N02; a standard of several parts has one for each, such as N09-1
 * @param clause the plan's clause, such as 三(三)
 * @param level the level of unit it judges
 * @param classes the classes of station it judges; empty where it judges every one
 * @param kind how it is judged
 * @param comparator as the plan's words say it; unspecified where the kind says it
 * @param targetPpm the target in parts per million; 0 where there is none
 * @param planTargetPpm the plan's own target where {@code targetPpm} replaces it for a demonstration
 * @param windowMonths length of the rolling window in calendar months; 0 where a report's period holds
 * @param minimumSample fewest eligible for a verdict; 1 where nothing is sampled
 * @param due of a quota the last day of the year it is in time on
 * @param reporting who reports it; absent where it is counted from records
 * @param severity of its alerts
 * @param rebased days on which a person began the chart of its months anew, in order
 * @param note why it is not in force, or what is open about it
 * @param holdTurns day's turns in a row certainly missed until an alert fires
 * @param recoveryTurns day's turns in a row not missed until a firing alert is resolved
 * @param inForce whether it is judged at all; else its verdict is NOT_IN_FORCE
 * @param validFrom first local day it is judged for, epoch day
 * @param validUntil last local day it is judged for, epoch day
 */
public record Standard(
        String id,
        String clause,
        Bilingual name,
        Bilingual text,
        RuleKind kind,
        String indicator,
        UnitLevel level,
        Set<UnitClass> classes,
        Comparator comparator,
        long targetPpm,
        @Nullable Long planTargetPpm,
        int windowMonths,
        int minimumSample,
        @Nullable MonthDay due,
        @Nullable Reporting reporting,
        Severity severity,
        int holdTurns,
        int recoveryTurns,
        boolean inForce,
        long validFrom,
        long validUntil,
        List<LocalDate> rebased,
        @Nullable Bilingual note,
        int version) {
    /** Copies list and set. */
    public Standard {
        rebased = List.copyOf(rebased);
        classes = Set.copyOf(classes);
    }

    /** Whether it judges what a report says of the day, and not what was counted in the window. */
    public boolean ofReport() {
        return Indicators.kind(indicator)
                .filter(found -> found == IndicatorKind.LEVEL)
                .isPresent();
    }

    /** Which way is good, by its comparator. */
    public Direction good() {
        return comparator == Comparator.GE || comparator == Comparator.GT
                ? Direction.HIGHER_IS_BETTER
                : Direction.LOWER_IS_BETTER;
    }

    /** Whether it is about units like this one. */
    public boolean judges(Unit unit) {
        return unit.getLevel() == level && (classes.isEmpty() || classes.contains(unit.getUnitClass()));
    }

    /** Whether it is judged for the local day. */
    public boolean inForceOn(long day) {
        return inForce && day >= validFrom && day <= validUntil;
    }

    /** Whether it has verdicts at all: figures of cases have none (X01). */
    public boolean hasVerdicts() {
        return !Indicators.trendOnly(indicator);
    }

    /** Whether it is judged at day's turns alone: a trend over years does not turn within a day. */
    public boolean atTurnsOnly() {
        return kind == RuleKind.DECLINE_RULE;
    }

    /** SHA-256 over the canonical text: every fact, one a line. Pins the rule a verdict was given by. */
    public ByteString digest() {
        return Sha256.of(String.join("\n", facts()));
    }

    /** Every key and its value, {@code key=value}, in a fixed order; a key that came later is there only where it says something. */
    public List<String> facts() {
        List<String> facts = new ArrayList<>(always());
        if (!classes.isEmpty()) {
            facts.add("classes=" + classes.stream().sorted().map(Enum::name).collect(Collectors.joining(",")));
        }
        return facts;
    }

    private List<String> always() {
        return List.of(
                "id=" + id,
                "clause=" + clause,
                "name.zh=" + name.zh(),
                "name.en=" + name.en(),
                "text.zh=" + text.zh(),
                "text.en=" + text.en(),
                "kind=" + kind,
                "indicator=" + indicator,
                "level=" + level,
                "comparator=" + comparator,
                "targetPpm=" + targetPpm,
                "planTargetPpm=" + (planTargetPpm == null ? "" : planTargetPpm),
                "windowMonths=" + windowMonths,
                "minimumSample=" + minimumSample,
                "due=" + (due == null ? "" : due),
                "reporting=" + (reporting == null ? "" : reporting.canonical()),
                "severity=" + severity,
                "holdTurns=" + holdTurns,
                "recoveryTurns=" + recoveryTurns,
                "inForce=" + inForce,
                "validFrom=" + validFrom,
                "validUntil=" + validUntil,
                "rebased=" + rebased,
                "note.zh=" + (note == null ? "" : note.zh()),
                "note.en=" + (note == null ? "" : note.en()),
                "version=" + version);
    }
}
