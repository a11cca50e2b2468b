package org.stationboard.streams.backtest;

import java.util.List;

/**
 * What one set of rules said over the period.
 *
 * @param alerts those that fired in it, by day, unit and standard
 * @param tallies by standard and unit
 * @param records how many records of the log were read
 */
public record RuleRun(List<RaisedAlert> alerts, List<UnitTally> tallies, long records) {
    /** Copies the lists. */
    public RuleRun {
        alerts = List.copyOf(alerts);
        tallies = List.copyOf(tallies);
    }

    /** The alerts of this run that did not fire in the other one on the same day. */
    public List<RaisedAlert> alertsBeyond(RuleRun other) {
        return alerts.stream()
                .filter(alert -> other.alerts.stream().noneMatch(alert::firedAs))
                .toList();
    }
}
