package org.stationboard.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.DeadLetter;

/** Reads the records of the log that the engine could not take. Safe for use by many threads; blocks. */
final class DeadLetters {
    private static final int WINDOWS = 20;

    private final GatewaySettings settings;
    private final String topic;

    /** @param set of the engine that readers follow */
    DeadLetters(GatewaySettings settings, EngineSet set) {
        this.settings = settings;
        this.topic = set.topicName(Topic.DEAD_LETTERS);
    }

    /**
     * One dead letter.
     *
     * @param at milliseconds since 1970, when the engine wrote it
     * @param partition of the log, and {@code offset} in it: where the record stands
     * @param expected never holds the record's values
     */
    record Letter(long at, int partition, long offset, String reason, String expected) {}

    /** Letters, the newest first, and by partition where the next page begins; empty where there is no more. */
    record Page(List<Letter> letters, Map<Integer, Long> next) {}

    private record Found(Letter letter, int partition, long place) {}

    /** @param before by partition the place in the topic to begin before; all from the end where it is empty */
    Page page(Map<Integer, Long> before, int limit) {
        List<Found> found = new ArrayList<>();
        Map<Integer, Long> next = new TreeMap<>();
        int partitions = TopicTail.partitions(settings, topic);
        for (int partition = 0; partition < partitions; partition++) {
            if (before.isEmpty() || before.containsKey(partition)) {
                long from = before.getOrDefault(partition, Long.MAX_VALUE);
                long more = read(partition, from, limit, found);
                if (more > 0) {
                    next.put(partition, more);
                }
            }
        }
        found.sort(Comparator.comparingLong((Found one) -> one.letter().at()).reversed());
        // What is not shown now begins the next page of its partition.
        for (int i = found.size() - 1; i >= limit; i--) {
            next.merge(found.get(i).partition(), found.get(i).place() + 1, Math::max);
        }
        List<Letter> letters = found.stream().limit(limit).map(Found::letter).toList();
        return new Page(letters, next);
    }

    private long read(int partition, long before, int limit, List<Found> found) {
        int already = found.size();
        return TopicTail.backwards(settings, new TopicPartition(topic, partition), before, WINDOWS, record -> {
            found.add(new Found(letter(record), partition, record.offset()));
            return found.size() - already < limit;
        });
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> record) {
        try {
            DeadLetter letter = DeadLetter.parseFrom(record.value());
            return new Letter(
                    record.timestamp(),
                    letter.getPartition(),
                    letter.getOffset(),
                    letter.getReason(),
                    letter.getExpected());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("dead-letters: offset " + record.offset() + " (expected: a DeadLetter)", e);
        }
    }
}
