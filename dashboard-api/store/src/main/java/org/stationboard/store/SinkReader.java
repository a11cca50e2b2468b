package org.stationboard.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;

/**
 * Reads the topics from where the database says on, and hands over batches in which records stand before what rests on
 * them. Thrown away with the database connection. For the sink's thread alone.
 */
final class SinkReader {
    private static final Logger LOG = LoggerFactory.getLogger(SinkReader.class);
    private static final String RECORDS = Topic.STATION_RECORDS.topicName();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SinkProgress progress;
    private final EngineSet set;
    private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
    private boolean leftover;

    /** The database has read more of a topic than the broker holds: they are not of one log. */
    static final class DisagreementException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DisagreementException(TopicPartition partition, long next, long end) {
            super(partition + ": the database goes on at offset " + next + " (expected: at most the topic's end, " + end
                    + "); it belongs to another log, or the log lost its end");
        }
    }

    SinkReader(KafkaConsumer<byte[], byte[]> consumer, SinkProgress progress, EngineSet set) {
        this.set = set;
        this.consumer = consumer;
        this.progress = progress;
    }

    /** Goes to the stored offsets; commits a beginning for partitions that have none. */
    void seek(Connection connection, Set<TopicPartition> partitions) throws SQLException {
        consumer.assign(partitions);
        consumer.resume(consumer.paused());
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            Long next = progress.nextOffsets.get(partition);
            if (next == null) {
                progress.startAt(connection, partition, beginning);
            } else if (next < beginning) {
                LOG.warn("sink.gap {} removed before it was read: offsets {} to {}", partition, next, beginning - 1);
                progress.startAt(connection, partition, beginning);
            } else if (next > end) {
                throw new DisagreementException(partition, next, end);
            }
            consumer.seek(partition, progress.next(partition));
            Topic topic = SinkTopics.of(partition, set);
            if (topic != Topic.STATION_RECORDS && topic != Topic.DEAD_LETTERS) {
                lanes.put(partition, new Lane(topic, partition.partition()));
            }
        }
        connection.commit();
    }

    /** Reads what is there within the time; records go to the batch, the engine's values to their lanes. */
    int poll(Duration most, BatchBuilder batch) {
        int read = 0;
        for (ConsumerRecord<byte[], byte[]> value : consumer.poll(most)) {
            take(value, batch);
            read++;
        }
        return read;
    }

    private void take(ConsumerRecord<byte[], byte[]> value, BatchBuilder batch) {
        Lane lane = lanes.get(new TopicPartition(value.topic(), value.partition()));
        if (lane == null) {
            if (value.topic().equals(RECORDS)) {
                batch.stationRecord(value);
            } else {
                batch.deadLetter(value);
            }
            return;
        }
        Published published = Published.of(value);
        if (published == null) {
            batch.notUnderstood(value);
        } else {
            lane.add(published);
        }
    }

    /** Lets the lanes give what they may, stops reading the full ones, and says where to go on after the batch. */
    Map<TopicPartition, Long> release(BatchBuilder batch) {
        leftover = false;
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            long position = consumer.position(partition);
            Lane lane = lanes.get(partition);
            if (lane != null) {
                leftover |= lane.release(consumer.position(new TopicPartition(RECORDS, partition.partition())), batch);
                position = lane.firstOffset(position);
                holdBack(partition, lane);
            }
            if (position != progress.next(partition)) {
                next.put(partition, position);
            }
        }
        return next;
    }

    private void holdBack(TopicPartition partition, Lane lane) {
        boolean paused = consumer.paused().contains(partition);
        if (!paused && lane.full()) {
            consumer.pause(Set.of(partition));
        } else if (paused && !lane.full()) {
            // At once: the marker that frees what is held may be the very next value of the paused partition.
            consumer.resume(Set.of(partition));
        }
    }

    /** Whether the last batch left values in lanes that it could have taken. */
    boolean leftover() {
        return leftover;
    }

    /** Values on the broker that no batch holds yet, as far as the consumer has heard of them. */
    long lag() {
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong unread = consumer.currentLag(partition);
            Lane lane = lanes.get(partition);
            lag += unread.orElse(0) + (lane == null ? 0 : lane.size());
        }
        return lag;
    }
}
