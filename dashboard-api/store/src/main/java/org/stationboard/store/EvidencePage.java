package org.stationboard.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the records behind a figure.
 *
 * @param versions by unit, first day and position
 * @param next where the next page goes on; null when this is the last
 */
public record EvidencePage(
        List<StoredVersion> versions, @Nullable String next) {
    public EvidencePage {
        versions = List.copyOf(versions);
    }
}
