package org.stationboard.store;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Position;

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
        @Nullable Header header = taken.headers().lastHeader(Position.HEADER);
        @Nullable Position position = header == null ? null : Position.of(header.value());
        if (taken.key() == null || taken.value() == null || position == null) {
            return null;
        }
        return new Published(taken.key(), taken.value(), taken.partition(), taken.offset(), position.offset(), (int)
                position.tick());
    }
}
