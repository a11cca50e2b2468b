package org.stationboard.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person did about an alert. Beside the alert's own life, never in it.
 *
 * @param transitionId the transition that the person saw
 * @param since epoch minute the alert became pending at: with unit and standard it names one alert
 * @param at by the machine's clock
 * @param words reason or comment; empty where none is asked for
 * @param ends of a silence: until when nothing is sent, exclusive; else null
 * @param assignee of an assignment: an account or a role; else null
 */
public record AlertAction(
        String transitionId,
        String unitId,
        String standardId,
        long since,
        Kind kind,
        Author author,
        Instant at,
        String words,
        @Nullable Instant ends,
        @Nullable String assignee) {
    /** What was done. */
    public enum Kind {
        ACKNOWLEDGED,
        SILENCED,
        ASSIGNED,
        COMMENTED
    }

    public AlertAction {
        if ((kind == Kind.SILENCED) != (ends != null)) {
            throw new IllegalArgumentException("ends: " + ends + " (expected: of a silence and of nothing else)");
        }
        if ((kind == Kind.ASSIGNED) != (assignee != null)) {
            throw new IllegalArgumentException("assignee: " + assignee + " (expected: of an assignment alone)");
        }
    }
}
