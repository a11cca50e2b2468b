package org.stationboard.gateway;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What the gateway and its log keeper need to know.
 *
 * @param bootstrapServers Kafka's addresses, {@code host:port}, joined by commas
 * @param partitions partitions of a new log; a log that exists must have as many
 * @param zone of the log's local days
 * @param keeperId Kafka's transactional id of the log keeper: one for each log, so that a new keeper shuts the old out
 * @param acknowledgement longest wait for Kafka's acknowledgement before the answer is 503
 * @param clockTolerance how far the machine's clock may be off the brokers'
 */
public record GatewaySettings(
        String bootstrapServers,
        int partitions,
        ZoneId zone,
        String keeperId,
        Duration acknowledgement,
        Duration clockTolerance) {
    /** Partitions of a log where nothing else is said. */
    public static final int DEFAULT_PARTITIONS = 4;

    /** Checks its bounds. */
    public GatewaySettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers: empty (expected: host:port)");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: " + partitions + " (expected: at least 1)");
        }
        if (acknowledgement.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("acknowledgement: " + acknowledgement + " (expected: at least PT1S)");
        }
    }

    /** The defaults: 4 partitions, days of Asia/Shanghai, 15 s for an acknowledgement, 5 s for the clock. */
    public static GatewaySettings of(String bootstrapServers) {
        return new GatewaySettings(
                bootstrapServers,
                DEFAULT_PARTITIONS,
                ZoneId.of("Asia/Shanghai"),
                "stationboard-log-keeper",
                Duration.ofSeconds(15),
                Duration.ofSeconds(5));
    }

    /** The same with another partition count. */
    public GatewaySettings withPartitions(int count) {
        return new GatewaySettings(bootstrapServers, count, zone, keeperId, acknowledgement, clockTolerance);
    }
}
