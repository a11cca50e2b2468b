package org.stationboard.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;

/** The topics that the sink reads. Immutable facts and look-ups; no state. */
final class SinkTopics {
    /** Records first; the rest rests on them. */
    static final List<Topic> READ = List.of(
            Topic.STATION_RECORDS,
            Topic.DEAD_LETTERS,
            Topic.FIGURES,
            Topic.FIGURES_MINUTE,
            Topic.VERDICTS,
            Topic.VERDICTS_NOW,
            Topic.ALERTS,
            Topic.FEEDS);

    private static final Duration LOOK_UP = Duration.ofSeconds(5);

    private SinkTopics() {}

    static Topic of(TopicPartition partition, EngineSet set) {
        return set.topic(partition.topic())
                .filter(READ::contains)
                .orElseThrow(() -> new IllegalArgumentException(
                        "topic: " + partition.topic() + " (expected: one the sink reads of " + set + ")"));
    }

    /** Which topics are not there yet, in the order of {@link #READ}; partition counts of the others go to {@code found}. */
    static List<Topic> missing(KafkaConsumer<?, ?> consumer, EngineSet set, EnumMap<Topic, Integer> found) {
        List<Topic> missing = new ArrayList<>();
        for (Topic topic : READ) {
            partitions(consumer, set.topicName(topic))
                    .ifPresentOrElse(count -> found.put(topic, count), () -> missing.add(topic));
        }
        return missing;
    }

    private static Optional<Integer> partitions(KafkaConsumer<?, ?> consumer, String topicName) {
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(topicName, LOOK_UP);
            return partitions == null || partitions.isEmpty() ? Optional.empty() : Optional.of(partitions.size());
        } catch (TimeoutException absentOrSilent) {
            // The client cannot tell a topic that is not there from a broker that does not answer; both may come.
            return Optional.empty();
        }
    }
}
