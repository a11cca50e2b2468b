package org.stationboard.store;

import java.util.List;

/**
 * Award records: of each the version that counts by the ledger's rule, withdrawn ones left out. Calls block on the
 * database: use a worker thread. Safe for use by many threads. All methods throw {@link StoreException}.
 */
public interface AwardReader {
    /** All of them, held and ended, by unit and record id. */
    List<StoredVersion> awards();

    /** How many versions of award records the log has brought: a number that changes when anything about awards did. */
    long versions();
}
