package org.stationboard.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertTransition;

/**
 * Transitions of alerts exactly as they were published. Calls block on the database: use a worker thread. Safe for use
 * by many threads. All methods throw {@link StoreException}.
 */
public interface AlertReader {
    /**
     * Transitions, newest tick first, then by unit and standard id.
     *
     * @param standardId null for every standard
     * @param limit most that are returned, at least 1
     */
    List<AlertTransition> history(Collection<String> unitIds, @Nullable String standardId, int limit);

    /** The transition of that id. */
    Optional<AlertTransition> transition(String id);

    /** The newest transition of each unit and standard, by unit and standard id. */
    List<AlertTransition> now(Collection<String> unitIds);
}
