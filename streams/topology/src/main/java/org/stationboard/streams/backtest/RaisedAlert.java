package org.stationboard.streams.backtest;

import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.Severity;

/**
 * An alert that fired. Days are epoch days, the days whose turn moved it.
 *
 * @param firedOn the day judged when it fired
 * @param endedOn the day it was resolved or fell back; absent where it stands at the end of the period
 * @param ending why it ended; unspecified where it stands
 */
public record RaisedAlert(
        String unitId,
        String standardId,
        Severity severity,
        long firedOn,
        @Nullable Long endedOn,
        AlertReason ending) {
    /** Days it stood, up to the end of the period at most. */
    public long days(long periodTo) {
        return (endedOn == null ? periodTo + 1 : endedOn) - firedOn;
    }

    /** Whether both say that the same unit's alert on the same standard fired on the same day. */
    boolean firedAs(RaisedAlert other) {
        return unitId.equals(other.unitId) && standardId.equals(other.standardId) && firedOn == other.firedOn;
    }
}
