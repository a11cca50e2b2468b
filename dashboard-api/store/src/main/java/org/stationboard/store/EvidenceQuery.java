package org.stationboard.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What evidence is asked for.
 *
 * @param unitIds the units whose figures the records moved
 * @param days local days that a record's contributions have to meet. For a stock the days begin at
 *     {@link #FIRST_DAY}: what is open today may have come years ago
 * @param known epoch minute of a day's turn: only what stood before it counts; null for the newest complete tick
 * @param changedSince only records of which a version came after that day's turn and is known; null for all
 */
public record EvidenceQuery(
        List<String> unitIds,
        BodyKind body,
        DayRange days,
        @Nullable Long known,
        @Nullable Long changedSince) {
    /** Earlier than any day of the log. */
    public static final long FIRST_DAY = -1_000_000;

    public EvidenceQuery {
        unitIds = List.copyOf(unitIds);
    }

    /** As known at the newest complete tick. */
    public EvidenceQuery(List<String> unitIds, BodyKind body, DayRange days) {
        this(unitIds, body, days, null, null);
    }
}
