package org.stationboard.gateway.telemetry;

import java.util.Map;
import org.stationboard.contract.Reject;

/**
 * Readings since the process began: received = accepted + refused.
 *
 * @param refusedByReason reasons that were met
 */
public record TelemetryBalance(long received, long accepted, long refused, Map<Reject, Long> refusedByReason) {
    public TelemetryBalance {
        refusedByReason = Map.copyOf(refusedByReason);
    }
}
