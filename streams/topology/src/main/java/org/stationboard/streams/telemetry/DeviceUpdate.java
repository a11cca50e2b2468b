package org.stationboard.streams.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * News of one device on its way to its unit: what it has sent in a window so far, or one late reading for it. Immutable.
 *
 * @param window index of the window
 * @param late a late reading: {@code sum} is then empty but for unit and kind
 */
record DeviceUpdate(String device, long window, boolean late, DeviceWindow sum) {
    static final Serde<DeviceUpdate> SERDE = Serdes.serdeFrom(
            (topic, update) -> update == null ? null : update.bytes(),
            (topic, bytes) -> bytes == null ? null : of(bytes));

    private static final byte VERSION = 1;

    /** Groups the updates of a unit's devices of one kind. */
    String unitKey() {
        return sum.unitId() + '|' + DeviceRules.code(sum.kind());
    }

    private byte[] bytes() {
        byte[] id = device.getBytes(StandardCharsets.UTF_8);
        byte[] counts = sum.bytes();
        return ByteBuffer.allocate(11 + id.length + counts.length)
                .put(VERSION)
                .put((byte) (late ? 1 : 0))
                .putLong(window)
                .put((byte) id.length)
                .put(id)
                .put(counts)
                .array();
    }

    private static DeviceUpdate of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Layout.requireVersion(buffer, VERSION);
        boolean late = buffer.get() == 1;
        long window = buffer.getLong();
        byte[] id = new byte[buffer.get()];
        buffer.get(id);
        byte[] counts = new byte[buffer.remaining()];
        buffer.get(counts);
        return new DeviceUpdate(new String(id, StandardCharsets.UTF_8), window, late, DeviceWindow.of(counts));
    }
}
