package org.stationboard.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, never with what content.
 *
 * @param number rises by one or more; 0 before it is kept
 * @param operation the route's operationId
 * @param unitId the unit asked for; null where there was none
 * @param outcome ALLOWED or REFUSED
 */
public record AuditEntry(
        long number,
        Instant at,
        String account,
        String role,
        String operation,
        @Nullable String unitId,
        String outcome) {}
