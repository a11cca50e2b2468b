package org.stationboard.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertTransition;

/**
 * Something that people are to be told of an alert: one for each transition to or from FIRING, one for each level an
 * alert is escalated to.
 *
 * @param id the transition's; of an escalation with the level behind it. What is told twice carries the same one
 * @param level of an escalation the level of unit it goes up to; else null
 * @param written by the database's clock
 */
public record Notice(String id, Kind kind, @Nullable Level level, AlertTransition transition, Instant written) {
    /** What is told. */
    public enum Kind {
        FIRING,
        ENDED,
        ESCALATED
    }

    /** Whom an escalated alert goes up to. */
    public enum Level {
        COUNTY,
        CITY
    }
}
