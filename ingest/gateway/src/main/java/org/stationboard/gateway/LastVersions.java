package org.stationboard.gateway;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.StationRecord;

/**
 * Of records of which several rising versions stand one after the other, as a mapping's steps make them, the last: what a
 * snapshot says of the record. One thread.
 */
final class LastVersions implements Iterator<StationRecord> {
    private final Iterator<StationRecord> versions;
    private @Nullable StationRecord ahead;

    LastVersions(Iterator<StationRecord> versions) {
        this.versions = versions;
    }

    @Override
    public boolean hasNext() {
        return ahead != null || versions.hasNext();
    }

    @Override
    public StationRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more records");
        }
        StationRecord last = ahead == null ? versions.next() : ahead;
        ahead = null;
        while (versions.hasNext()) {
            StationRecord following = versions.next();
            if (!following.getRecordId().equals(last.getRecordId()) || following.getVersion() <= last.getVersion()) {
                ahead = following;
                return last;
            }
            last = following;
        }
        return last;
    }
}
