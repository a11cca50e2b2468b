package org.stationboard.gateway;

import java.util.Map;

/**
 * What became of a replay: {@code read = accepted + refused}. Marks are not among them.
 *
 * @param refusedByReason names of the refusal's reasons
 */
public record ReplaySummary(long read, long accepted, long refused, Map<String, Long> refusedByReason) {
    /** Checks the balance. */
    public ReplaySummary {
        refusedByReason = Map.copyOf(refusedByReason);
        if (read != accepted + refused) {
            throw new IllegalArgumentException(
                    "read: " + read + " (expected: accepted " + accepted + " + refused " + refused + ")");
        }
    }

    /** Whether every record was accepted: a process ends with 0 then, else with 1. */
    public boolean complete() {
        return refused == 0;
    }
}
