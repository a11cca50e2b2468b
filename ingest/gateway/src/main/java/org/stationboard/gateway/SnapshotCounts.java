package org.stationboard.gateway;

/**
 * What a snapshot changed against the one before.
 *
 * @param added records that are new in it
 * @param changed records whose content is another
 * @param unchanged records that are not sent again
 * @param withdrawn records that are gone from the span the snapshot speaks of
 * @param kept records that are gone, but lie outside of that span: the snapshot does not speak of them
 * @param repeated rows whose id stood in the snapshot before; they are passed over
 */
public record SnapshotCounts(long added, long changed, long unchanged, long withdrawn, long kept, long repeated) {}
