package org.stationboard.gateway;

import java.util.Map;
import org.stationboard.contract.Reject;

/** What came in since the process began: {@code received = accepted + refused}. */
public record IngestBalance(long received, long accepted, long refused, Map<Reject, Long> refusedByReason) {
    /** Checks the balance. */
    public IngestBalance {
        refusedByReason = Map.copyOf(refusedByReason);
        if (received != accepted + refused) {
            throw new IllegalArgumentException(
                    "received: " + received + " (expected: accepted " + accepted + " + refused " + refused + ")");
        }
    }
}
