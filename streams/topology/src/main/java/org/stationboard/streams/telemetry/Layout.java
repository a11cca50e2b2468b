package org.stationboard.streams.telemetry;

import java.nio.ByteBuffer;
import org.stationboard.contract.v1.DeviceKind;

/** What the layouts of the stores share. Stateless. */
final class Layout {
    private Layout() {}

    static void requireVersion(ByteBuffer buffer, byte expected) {
        byte found = buffer.get();
        if (found != expected) {
            throw new IllegalArgumentException("store: layout " + found + " (expected: " + expected + ")");
        }
    }

    static DeviceKind kind(byte number) {
        DeviceKind kind = DeviceKind.forNumber(number);
        return kind == null ? DeviceKind.DEVICE_KIND_UNSPECIFIED : kind;
    }
}
