package org.stationboard.streams.backtest;

import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.RuleKind;

/**
 * What was said of a unit under one standard at the day's turns of the period.
 *
 * @param turns how many verdicts were given while the standard was in force
 * @param missed how many of them were certain misses
 * @param sample what the last of them rested on: eligible in its window, of a decline divided by the dispersion
 * @param targetPpm the target the last of them was held against, parts per million
 * @param minimumSample fewest eligible for a verdict
 */
public record UnitTally(
        String unitId,
        String standardId,
        RuleKind kind,
        Comparator comparator,
        long turns,
        long missed,
        long sample,
        long targetPpm,
        long minimumSample) {
    /** Whether chance decides with it: only of a sample can be said how often it misleads. */
    public boolean sampled() {
        return kind == RuleKind.SHARE_RULE || kind == RuleKind.DECLINE_RULE;
    }
}
