package org.stationboard.store;

import java.util.List;

/**
 * What evidence is asked for.
 *
 * @param unitIds the units whose figures the records moved
 * @param days local days that a record's contributions have to meet. For a stock the days begin at
 *     {@link #FIRST_DAY}: what is open today may have come years ago
 */
public record EvidenceQuery(List<String> unitIds, BodyKind body, DayRange days) {
    /** Earlier than any day of the log. */
    public static final long FIRST_DAY = -1_000_000;

    public EvidenceQuery {
        unitIds = List.copyOf(unitIds);
    }
}
