package org.stationboard.store;

import java.util.Collection;
import java.util.List;

/**
 * What people did about alerts. Nothing is ever changed or taken away. Calls block on the database: use a worker thread.
 * Safe for use by many threads. All methods throw {@link StoreException}.
 */
public interface AlertActions {
    /** Keeps the action; it stands when this returns. */
    void add(AlertAction action);

    /** Everything done about alerts of these units, oldest first. */
    List<AlertAction> of(Collection<String> unitIds);
}
