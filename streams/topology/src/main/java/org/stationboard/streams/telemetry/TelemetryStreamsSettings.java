package org.stationboard.streams.telemetry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

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
 */
public record TelemetryStreamsSettings(
        String bootstrapServers, Path stateDir, String instanceId, URI gateway, ZoneId zone, Duration commitInterval) {
    static final String APPLICATION = "stationboard-telemetry";

    /** Settings with the days of Asia/Shanghai and a commit every 5 seconds. */
    public TelemetryStreamsSettings(String bootstrapServers, Path stateDir, String instanceId, URI gateway) {
        this(bootstrapServers, stateDir, instanceId, gateway, ZoneId.of("Asia/Shanghai"), Duration.ofSeconds(5));
    }
}
