package org.stationboard.gateway.telemetry;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What the telemetry intake is started with. Immutable.
 *
 * @param bootstrapServers Kafka's addresses, {@code host:port}, joined by commas
 * @param partitions of a new topic: as many as the log has
 * @param zone of local days
 * @param acknowledgement longest wait for Kafka's acknowledgement before the answer is 503
 */
public record TelemetrySettings(String bootstrapServers, int partitions, ZoneId zone, Duration acknowledgement) {
    /** Checks its bounds. */
    public TelemetrySettings {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: " + partitions + " (expected: at least 1)");
        }
        if (acknowledgement.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("acknowledgement: " + acknowledgement + " (expected: at least PT1S)");
        }
    }

    /** The defaults: days of Asia/Shanghai, 15 s for an acknowledgement. */
    public static TelemetrySettings of(String bootstrapServers, int partitions) {
        return new TelemetrySettings(bootstrapServers, partitions, ZoneId.of("Asia/Shanghai"), Duration.ofSeconds(15));
    }
}
