package org.stationboard.streams.telemetry;

import com.google.protobuf.Timestamp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.stationboard.contract.v1.Reading;

/**
 * The event time of a reading: when the device measured it, and never later than its receipt. A clock that runs ahead
 * would otherwise move stream time for every device of its partition and make their readings late. Stateless.
 */
public final class EventTime implements TimestampExtractor {
    /** Made by Streams. */
    public EventTime() {}

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.value() instanceof Reading reading ? of(reading) : record.timestamp();
    }

    static long of(Reading reading) {
        return Math.min(millis(reading.getMeasuredAt()), millis(reading.getReceivedAt()));
    }

    static long millis(Timestamp time) {
        return time.getSeconds() * 1_000 + time.getNanos() / 1_000_000;
    }
}
