package org.stationboard.streams.telemetry;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The sums of a unit's devices of one kind in one window. Immutable.
 *
 * @param version of the summary that was sent last; 0 = none was
 */
record UnitWindow(long version, long readings, long good, long passes, long clockAhead, long clockBehind, long late) {
    static final UnitWindow NONE = new UnitWindow(0, 0, 0, 0, 0, 0, 0);
    static final Serde<UnitWindow> SERDE = Serdes.serdeFrom(
            (topic, window) -> window == null ? null : window.bytes(),
            (topic, bytes) -> bytes == null ? null : of(bytes));

    private static final byte LAYOUT = 1;

    long failures() {
        return readings - good;
    }

    UnitWindow plus(DeviceWindow news) {
        return new UnitWindow(
                version,
                readings + news.readings(),
                good + news.good(),
                passes + news.passes(),
                clockAhead + news.clockAhead(),
                clockBehind + news.clockBehind(),
                late);
    }

    UnitWindow plusLate() {
        return new UnitWindow(version, readings, good, passes, clockAhead, clockBehind, late + 1);
    }

    UnitWindow nextVersion() {
        return new UnitWindow(version + 1, readings, good, passes, clockAhead, clockBehind, late);
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(1 + 7 * Long.BYTES)
                .put(LAYOUT)
                .putLong(version)
                .putLong(readings)
                .putLong(good)
                .putLong(passes)
                .putLong(clockAhead)
                .putLong(clockBehind)
                .putLong(late)
                .array();
    }

    private static UnitWindow of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Layout.requireVersion(buffer, LAYOUT);
        return new UnitWindow(
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong());
    }
}
