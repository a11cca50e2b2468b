package org.stationboard.contract;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a published value stands, as a Kafka header carries it: three big-endian 8-byte integers in this order. One header
 * and not three: each costs its name again in every value, and values are many and small.
 *
 * @param partition of station-records
 * @param offset in that partition of the record that led to the value
 * @param tick epoch minute of the last tick before or at that offset
 */
public record Position(int partition, long offset, long tick) {
    /** The header's name. */
    public static final String HEADER = "at";

    private static final int SIZE = 3 * Long.BYTES;

    /** What a header's value says; null where there is none or it is none of ours. */
    public static @Nullable Position of(byte @Nullable [] header) {
        if (header == null || header.length != SIZE) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(header);
        return new Position((int) bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** The header's value. */
    public byte[] bytes() {
        return ByteBuffer.allocate(SIZE)
                .putLong(partition)
                .putLong(offset)
                .putLong(tick)
                .array();
    }
}
