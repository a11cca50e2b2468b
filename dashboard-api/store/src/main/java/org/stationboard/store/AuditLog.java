package org.stationboard.store;

import java.util.List;

/** Who did what; only ever added to. Every call blocks; any thread. */
public interface AuditLog {
    /** Keeps an entry; it stands when this returns. */
    void add(AuditEntry entry);

    /**
     * The newest entries, newest first.
     *
     * @param before only those with a smaller number
     */
    List<AuditEntry> newest(long before, int limit);
}
