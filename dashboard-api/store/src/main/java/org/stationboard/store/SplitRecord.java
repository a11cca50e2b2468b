package org.stationboard.store;

import java.util.List;

/**
 * A record that counts under more than one log key: it moved, and its source forgot to withdraw it where it was.
 *
 * @param unitIds the units under which it counts, one of each partition of the log
 */
public record SplitRecord(String recordId, List<String> unitIds) {
    public SplitRecord {
        unitIds = List.copyOf(unitIds);
    }
}
