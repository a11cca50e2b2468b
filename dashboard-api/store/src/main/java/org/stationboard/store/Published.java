package org.stationboard.store;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.PositionHeaders;

/**
 * A value the engine published, not decoded yet, with where it stands.
 *
 * @param topicOffset offset in its own topic
 * @param logOffset offset in the same partition of station-records of the record that led to it
 * @param tick epoch minute of the last tick at or before that record
 */
@SuppressWarnings("ArrayRecordComponent") // passed through as read; compared by ByteKey alone
record Published(byte[] key, byte[] value, int partition, long topicOffset, long logOffset, int tick) {
    /** Null when the value, its key or its position is absent. */
    static @Nullable Published of(ConsumerRecord<byte[], byte[]> taken) {
        @Nullable Header offset = taken.headers().lastHeader(PositionHeaders.OFFSET);
        @Nullable Header tick = taken.headers().lastHeader(PositionHeaders.TICK);
        if (taken.key() == null || taken.value() == null || !holdsLong(offset) || !holdsLong(tick)) {
            return null;
        }
        return new Published(
                taken.key(),
                taken.value(),
                taken.partition(),
                taken.offset(),
                ByteBuffer.wrap(offset.value()).getLong(),
                (int) ByteBuffer.wrap(tick.value()).getLong());
    }

    private static boolean holdsLong(@Nullable Header header) {
        return header != null && header.value() != null && header.value().length == Long.BYTES;
    }
}
