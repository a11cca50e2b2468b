package org.stationboard.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.stationboard.contract.EngineSet;

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
 * @param standbys copies of each table that other instances keep up to date, 0 to 3
 * @param leastTransactionVersion the brokers' {@code transaction.version} below which start-up is refused: 2 fences a
 *     writer that was given up at every transaction; less is for brokers that cannot be upgraded yet, and a crash may
 *     then leave values twice
 * @param engineSet whose topics it writes
 */
public record TopologySettings(
        String bootstrapServers,
        String applicationId,
        Path stateDir,
        int threads,
        Duration commitInterval,
        String instanceId,
        ZoneId zone,
        int standbys,
        int leastTransactionVersion,
        EngineSet engineSet) {
    private static final int MOST_STANDBYS = 3;
    private static final int FENCING = 2;
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
        if (standbys < 0 || standbys > MOST_STANDBYS) {
            throw new IllegalArgumentException("standbys: " + standbys + " (expected: 0.." + MOST_STANDBYS + ")");
        }
        if (leastTransactionVersion < 0 || leastTransactionVersion > FENCING) {
            throw new IllegalArgumentException(
                    "leastTransactionVersion: " + leastTransactionVersion + " (expected: 0.." + FENCING + ")");
        }
    }

    /** Settings with the days of Asia/Shanghai, no standbys, and brokers that fence. */
    public TopologySettings(
            String bootstrapServers,
            String applicationId,
            Path stateDir,
            int threads,
            Duration commitInterval,
            String instanceId) {
        this(
                bootstrapServers,
                applicationId,
                stateDir,
                threads,
                commitInterval,
                instanceId,
                DEFAULT_ZONE,
                0,
                FENCING,
                EngineSet.FIRST);
    }

    /** The same with so many copies of each table at other instances. */
    public TopologySettings withStandbys(int copies) {
        return new TopologySettings(
                bootstrapServers,
                applicationId,
                stateDir,
                threads,
                commitInterval,
                instanceId,
                zone,
                copies,
                leastTransactionVersion,
                engineSet);
    }

    /** The same with brokers of an older {@code transaction.version} allowed. */
    public TopologySettings withLeastTransactionVersion(int version) {
        return new TopologySettings(
                bootstrapServers,
                applicationId,
                stateDir,
                threads,
                commitInterval,
                instanceId,
                zone,
                standbys,
                version,
                engineSet);
    }

    /** The same as an application of its own that writes another set. */
    public TopologySettings of(EngineSet set) {
        return new TopologySettings(
                bootstrapServers,
                set.applicationId(applicationId),
                stateDir,
                threads,
                commitInterval,
                instanceId,
                zone,
                standbys,
                leastTransactionVersion,
                set);
    }
}
