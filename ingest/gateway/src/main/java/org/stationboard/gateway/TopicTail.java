package org.stationboard.gateway;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the end of one partition, committed records only, and is done. Stateless; blocks. */
final class TopicTail {
    private TopicTail() {}

    /** Offsets of a partition: the first there is, and the next to be written. */
    record Span(long begin, long end) {}

    /** Gives the records of the last {@code newest} offsets in order; throws where that takes too long. */
    static Span read(
            GatewaySettings settings,
            TopicPartition partition,
            long newest,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config(settings, partition))) {
            List<TopicPartition> one = List.of(partition);
            consumer.assign(one);
            long begin = requireNonNull(consumer.beginningOffsets(one).get(partition));
            long end = requireNonNull(consumer.endOffsets(one).get(partition));
            consumer.seek(partition, Math.max(begin, end - newest));
            long deadline = System.nanoTime()
                    + settings.acknowledgement().multipliedBy(2).toNanos();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(partition + ": not read to its end in time");
                }
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
            return new Span(begin, end);
        }
    }

    private static Map<String, Object> config(GatewaySettings settings, TopicPartition partition) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "stationboard-" + partition.topic() + "-tail",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) settings.acknowledgement().toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) settings.acknowledgement().toMillis(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }
}
