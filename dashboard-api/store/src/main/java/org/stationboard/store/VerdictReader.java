package org.stationboard.store;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Verdict;

/**
 * Verdicts exactly as they were published. Calls block on the database: use a worker thread. Safe for use by many
 * threads. All methods throw {@link StoreException}.
 */
public interface VerdictReader {
    /**
     * The verdicts given at day's turns and on changes of state, newest tick first, then by unit and standard id.
     *
     * @param standardId null for every standard
     * @param after where the page before ended, null for the first
     * @param limit most that are returned, at least 1
     */
    List<Verdict> history(
            Collection<String> unitIds, @Nullable String standardId, @Nullable VerdictCursor after, int limit);

    /** The first page. */
    default List<Verdict> history(Collection<String> unitIds, @Nullable String standardId, int limit) {
        return history(unitIds, standardId, null, limit);
    }

    /** The newest verdict of each unit and standard, by unit and standard id; null for every standard. */
    List<Verdict> now(Collection<String> unitIds, @Nullable String standardId);

    /**
     * Of each unit and standard the verdict that stood at a tick, by unit and standard id: the newest given at or before
     * it. One that says that a rule is not in force stands until another is given.
     *
     * @param standardId null for every standard
     * @param tick epoch minute
     */
    List<Verdict> standing(Collection<String> unitIds, @Nullable String standardId, long tick);
}
