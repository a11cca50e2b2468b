package org.stationboard.api.view;

/**
 * Where in its partition of the log a shown value stands, as one number: the newest wins, and of two at the same offset
 * the one of record. A unit's values all come from one partition, so positions of one cell compare.
 */
final class Position {
    /** Older than every position. */
    static final long NONE = -1;

    private Position() {}

    /** A value published at a tick. */
    static long ofRecord(long offset) {
        return offset * 2 + 1;
    }

    /** A value published between ticks. */
    static long ofLive(long offset) {
        return offset * 2;
    }

    /** Whether the value was published between ticks, after the tick at {@code markerOffset}. */
    static boolean provisional(long position, long markerOffset) {
        return position != NONE && (position & 1) == 0 && (position >> 1) > markerOffset;
    }
}
