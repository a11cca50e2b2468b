package org.stationboard.store;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records that figures rest on: of each record the newest version that the newest complete tick of its partition
 * has taken, where that version counts in one of the units on one of the days. What each contributes is the engine's
 * to say; a version whose days surround the range may contribute nothing inside it. Calls block on the database: use a
 * worker thread. Safe for use by many threads. All methods throw {@link StoreException}.
 */
public interface EvidenceReader {
    /**
     * One page, by unit, first day and position.
     *
     * @param after {@link EvidencePage#next} of the page before, null for the first
     * @param limit most versions on the page, 1 to 10,000
     * @throws IllegalArgumentException when {@code after} is not a cursor of this store
     */
    EvidencePage page(EvidenceQuery query, @Nullable String after, int limit);

    /** Gives every version to the visitor, in the order of the pages and from one snapshot, never all in memory. */
    void scan(EvidenceQuery query, Consumer<StoredVersion> visitor);

    /**
     * Two scans, one after the other, of one snapshot: what the second finds beside the first has not moved in between.
     */
    void scan(
            EvidenceQuery first,
            Consumer<StoredVersion> firstVisitor,
            EvidenceQuery second,
            Consumer<StoredVersion> secondVisitor);
}
