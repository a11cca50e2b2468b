package org.stationboard.streams;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.stationboard.contract.Topic;
import org.stationboard.testkit.EmbeddedKafka;

/** The bench's broker, alone in its JVM, until it is ended. */
final class BenchBroker {
    private BenchBroker() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedKafka broker = EmbeddedKafka.start(Path.of(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println("READY " + broker.bootstrapServers());
        Thread.sleep(Long.MAX_VALUE);
    }

    /** A consumer with the fetch settings the application has. */
    static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return consumer(bootstrapServers, Map.of());
    }

    static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", 2_000);
        settings.put("max.partition.fetch.bytes", 512 << 10);
        settings.put("fetch.max.bytes", 4 << 20);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The log's partitions. */
    static List<TopicPartition> log() {
        return partitions(Topic.STATION_RECORDS.topicName());
    }

    static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, BenchLog.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }
}
