package org.stationboard.allinone;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.stationboard.contract.Topic;
import org.stationboard.testkit.EmbeddedKafka;

/** What a stopped installation has published, read from its broker's files: values only, no positions. */
record PublishedLog(Map<String, String> figures, Map<String, List<String>> verdicts, Map<String, List<String>> alerts) {
    static PublishedLog read(Path data) {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data.resolve("broker"))) {
            Map<String, String> figures = new TreeMap<>();
            for (Topic topic : List.of(Topic.FIGURES, Topic.FIGURES_MINUTE)) {
                values(broker, topic).forEach((key, values) -> {
                    // Markers hold offsets, which a record sent again moves.
                    if (!key.startsWith("marker|")) {
                        figures.put(key, values.get(values.size() - 1));
                    }
                });
            }
            return new PublishedLog(figures, values(broker, Topic.VERDICTS), values(broker, Topic.ALERTS));
        }
    }

    /** Every value of each key, in order, as committed. */
    private static Map<String, List<String>> values(EmbeddedKafka broker, Topic topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        Map<String, List<String>> values = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    values.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
                            .add(HexFormat.of().formatHex(record.value()));
                }
            }
        }
        return values;
    }
}
