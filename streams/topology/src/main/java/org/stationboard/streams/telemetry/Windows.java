package org.stationboard.streams.telemetry;

import java.time.Duration;

/**
 * The windows of telemetry: tumbling, ten minutes, aligned to the epoch, named by their index {@code [i * size, (i + 1) *
 * size)}. Times are milliseconds. A window takes readings until {@link #GRACE} after its end. Stateless.
 */
final class Windows {
    static final int MINUTES = 10;
    static final Duration SIZE = Duration.ofMinutes(MINUTES);
    static final Duration GRACE = Duration.ofMinutes(10);
    /** How long a device is known after it was last heard of. */
    static final long KNOWN = Duration.ofDays(7).dividedBy(SIZE);

    private static final long SIZE_MILLIS = SIZE.toMillis();

    private Windows() {}

    static long index(long time) {
        return Math.floorDiv(time, SIZE_MILLIS);
    }

    static long start(long index) {
        return index * SIZE_MILLIS;
    }

    /** From here on a reading of the window is late. */
    static long closesAt(long index) {
        return start(index + 1) + GRACE.toMillis();
    }

    /** The newest window that is closed at a time. */
    static long lastClosed(long time) {
        return index(time - GRACE.toMillis()) - 1;
    }
}
