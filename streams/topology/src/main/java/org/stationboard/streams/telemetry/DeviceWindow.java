package org.stationboard.streams.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;

/**
 * What one device sent in one window. Its bytes: a version, the kind, six numbers, the unit's id. Immutable.
 *
 * @param good readings that show no fault
 */
record DeviceWindow(
        String unitId, DeviceKind kind, long readings, long good, long passes, long clockAhead, long clockBehind) {
    static final DeviceWindow NONE = new DeviceWindow("", DeviceKind.DEVICE_KIND_UNSPECIFIED, 0, 0, 0, 0, 0);
    static final Serde<DeviceWindow> SERDE = Serdes.serdeFrom(
            (topic, window) -> window == null ? null : window.bytes(),
            (topic, bytes) -> bytes == null ? null : of(bytes));

    private static final byte VERSION = 1;
    private static final int FIXED = 2 + 5 * Long.BYTES;
    private static final long CLOCK_TOLERANCE_MILLIS = 5 * 60_000;

    long failures() {
        return readings - good;
    }

    /** This and one reading more. */
    DeviceWindow plus(Reading reading, DeviceRules.Rule rule) {
        long off = EventTime.millis(reading.getMeasuredAt()) - EventTime.millis(reading.getReceivedAt());
        return new DeviceWindow(
                reading.getUnitId(),
                reading.getKind(),
                readings + 1,
                good + (rule.failed(reading) ? 0 : 1),
                passes + Math.max(0, reading.getCount()),
                clockAhead + (off > CLOCK_TOLERANCE_MILLIS ? 1 : 0),
                clockBehind + (off < -CLOCK_TOLERANCE_MILLIS ? 1 : 0));
    }

    byte[] bytes() {
        byte[] unit = unitId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED + unit.length)
                .put(VERSION)
                .put((byte) kind.getNumber())
                .putLong(readings)
                .putLong(good)
                .putLong(passes)
                .putLong(clockAhead)
                .putLong(clockBehind)
                .put(unit)
                .array();
    }

    static DeviceWindow of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Layout.requireVersion(buffer, VERSION);
        DeviceKind kind = Layout.kind(buffer.get());
        String unit = new String(bytes, FIXED, bytes.length - FIXED, StandardCharsets.UTF_8);
        return new DeviceWindow(
                unit, kind, buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }
}
