package org.stationboard.gateway;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's settings for every producer of the gateway: idempotent, acknowledged by all, giving up in bounded time. */
public final class ProducerSettings {
    private ProducerSettings() {}

    /**
     * Those of one producer.
     *
     * @param acknowledgement longest wait for Kafka's acknowledgement
     */
    public static Map<String, Object> durable(String brokers, Duration acknowledgement, String clientId) {
        int patience = (int) acknowledgement.toMillis();
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024),
                // A record of its own for each request would cost the broker more than the record does.
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 20),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, patience / 3)),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class));
    }
}
