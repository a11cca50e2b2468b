package org.stationboard.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What the streams application is started with. Immutable.
 *
 * @param bootstrapServers brokers, {@code host:port} separated by commas
 * @param applicationId group, transactions and internal topics carry it; another id is another engine on the same log
 * @param stateDir where the tables are kept on disk; may be lost, they are rebuilt from their changelogs
 * @param threads stream threads in this process, at most the log's partitions
 * @param commitInterval 100 to 500 milliseconds: how often what was done is committed and becomes visible
 * @param instanceId stays the same for this instance from start to start, so that a restart moves no partition
 * @param zone zone of local days
 */
public record TopologySettings(
        String bootstrapServers,
        String applicationId,
        Path stateDir,
        int threads,
        Duration commitInterval,
        String instanceId,
        ZoneId zone) {
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration SHORTEST_COMMIT = Duration.ofMillis(100);
    private static final Duration LONGEST_COMMIT = Duration.ofMillis(500);

    public TopologySettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
        }
        if (commitInterval.compareTo(SHORTEST_COMMIT) < 0 || commitInterval.compareTo(LONGEST_COMMIT) > 0) {
            throw new IllegalArgumentException("commitInterval: " + commitInterval + " (expected: 100 to 500 ms)");
        }
    }

    /** Settings with the days of Asia/Shanghai. */
    public TopologySettings(
            String bootstrapServers,
            String applicationId,
            Path stateDir,
            int threads,
            Duration commitInterval,
            String instanceId) {
        this(bootstrapServers, applicationId, stateDir, threads, commitInterval, instanceId, DEFAULT_ZONE);
    }
}
