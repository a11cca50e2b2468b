package org.stationboard.streams.telemetry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the telemetry application is started with. Immutable.
 *
 * @param bootstrapServers brokers, {@code host:port} separated by commas
 * @param stateDir where its tables are kept on disk; may be lost, they are rebuilt from their changelogs
 * @param instanceId stays the same for this instance from start to start
 * @param gateway where the gateway answers, without a path
 * @param zone zone of local days
 * @param commitInterval how often what was done is committed: summaries can wait, and a long interval lets a device's
 *     readings melt into one update
 * @param key what the gateway asks for; empty where it asks for none
 */
public record TelemetryStreamsSettings(
        String bootstrapServers,
        Path stateDir,
        String instanceId,
        URI gateway,
        ZoneId zone,
        Duration commitInterval,
        Optional<String> key) {
    static final String APPLICATION = "stationboard-telemetry";

    /** Settings with the days of Asia/Shanghai and a commit every 5 seconds. */
    public TelemetryStreamsSettings(String bootstrapServers, Path stateDir, String instanceId, URI gateway) {
        this(
                bootstrapServers,
                stateDir,
                instanceId,
                gateway,
                ZoneId.of("Asia/Shanghai"),
                Duration.ofSeconds(5),
                Optional.empty());
    }

    /** These with a key for the gateway. */
    public TelemetryStreamsSettings withKey(String other) {
        return new TelemetryStreamsSettings(
                bootstrapServers, stateDir, instanceId, gateway, zone, commitInterval, Optional.of(other));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TelemetryStreamsSettings[gateway=" + gateway + ", instanceId=" + instanceId + "]";
    }
}
