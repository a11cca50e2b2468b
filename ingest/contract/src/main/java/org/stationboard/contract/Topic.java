package org.stationboard.contract;

import java.time.Duration;
import java.util.Map;

/**
 * The topics of the product, their partitioning and retention (design page, topics and records). The single writer of a
 * topic declares it at the broker with these settings.
 */
public enum Topic {
    /** Every record and control record, keyed by log key; kept for ever. Written by the gateway and the log keeper. */
    STATION_RECORDS("station-records", Partitioning.OF_THE_LOG, Keep.FOR_EVER),
    /** Readings of devices, keyed by device; the telemetry application reads them. Written by the gateway. */
    TELEMETRY("telemetry", Partitioning.OF_THE_LOG, 7),
    /** Refused input, keyed by source. Written by the gateway. */
    QUARANTINE("quarantine", Partitioning.SINGLE, 90),
    /** Records of the log that the engine could not take. Written by the topology. */
    DEAD_LETTERS("dead-letters", Partitioning.OF_THE_LOG, 90),
    /** Day figures of record and the tick markers. Written by the topology. */
    FIGURES("figures", Partitioning.OF_THE_LOG, Keep.COMPACTED),
    /**
     * Minute figures of record, the newest 256 MiB of a partition, far more than 40 days of it. By size, because their
     * time is the log's: of an import of old records a retention by time would drop each as it is written. Written by
     * the topology.
     */
    FIGURES_MINUTE("figures-minute", Partitioning.OF_THE_LOG, Keep.NEWEST_256_MIB),
    /** Provisional figures between ticks and the pulse: screens only. Written by the topology. */
    FIGURES_LIVE("figures-live", Partitioning.OF_THE_LOG, 2),
    /** Every verdict given at a day's turn or on a change of state. Written by the topology. */
    VERDICTS("verdicts", Partitioning.OF_THE_LOG, Keep.FOR_EVER),
    /** The newest verdict of each unit and standard. Written by the topology. */
    VERDICTS_NOW("verdicts-now", Partitioning.OF_THE_LOG, Keep.COMPACTED),
    /** Every transition of every alert. Written by the topology. */
    ALERTS("alerts", Partitioning.OF_THE_LOG, Keep.FOR_EVER),
    /** The newest transition of each unit and standard. Written by the topology. */
    ALERTS_NOW("alerts-now", Partitioning.OF_THE_LOG, Keep.COMPACTED),
    /** The newest state of each feed. Written by the topology. */
    FEEDS("feeds", Partitioning.OF_THE_LOG, Keep.COMPACTED),
    /** Last tick, clock mode, digests; written in the keeper's transaction. */
    LOG_HEAD("log-head", Partitioning.SINGLE, Keep.COMPACTED),
    /** The readings that came after the grace, keyed by device. Written by the telemetry application. */
    TELEMETRY_LATE("telemetry-late", Partitioning.OF_THE_LOG, 7),
    /** Where readings stand that could not be taken, keyed by topic. Written by the telemetry application. */
    TELEMETRY_DEAD("telemetry-dead", Partitioning.OF_THE_LOG, 90),
    /** Device summaries on their way to the gateway, keyed by unit and kind. Written by the telemetry application. */
    DEVICE_SUMMARIES("device-summaries", Partitioning.OF_THE_LOG, 7);

    /** Shortest age at which compaction may drop a value: a stopped sink misses no day's turn. */
    public static final Duration COMPACTION_LAG = Duration.ofDays(7);

    private final String topicName;
    private final Partitioning partitioning;
    /** Days a record is kept; {@link Keep#FOR_EVER} and {@link Keep#COMPACTED} stand for themselves. */
    private final int keptDays;

    Topic(String topicName, Partitioning partitioning, int keptDays) {
        this.topicName = topicName;
        this.partitioning = partitioning;
        this.keptDays = keptDays;
    }

    /** The name at the broker, kebab-case. */
    public String topicName() {
        return topicName;
    }

    /** Whether the station engine writes it: then each {@link EngineSet} has one of its own. */
    public boolean ofEngine() {
        return switch (this) {
            case DEAD_LETTERS,
                    FIGURES,
                    FIGURES_MINUTE,
                    FIGURES_LIVE,
                    VERDICTS,
                    VERDICTS_NOW,
                    ALERTS,
                    ALERTS_NOW,
                    FEEDS -> true;
            case STATION_RECORDS, TELEMETRY, QUARANTINE, LOG_HEAD, TELEMETRY_LATE, TELEMETRY_DEAD, DEVICE_SUMMARIES ->
                false;
        };
    }

    /** The partition count when the log has {@code logPartitions}. */
    public int partitions(int logPartitions) {
        return partitioning == Partitioning.SINGLE ? 1 : logPartitions;
    }

    /** The topic's settings at the broker, by Kafka's own names. */
    public Map<String, String> settings() {
        return switch (keptDays) {
            case Keep.FOR_EVER -> Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
            case Keep.NEWEST_256_MIB ->
                Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", Long.toString(256L << 20));
            case Keep.COMPACTED ->
                Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", Long.toString(COMPACTION_LAG.toMillis()));
            default ->
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        Long.toString(Duration.ofDays(keptDays).toMillis()));
        };
    }

    /** How many partitions a topic has. */
    private enum Partitioning {
        SINGLE,
        OF_THE_LOG
    }

    /** Special values of {@link #keptDays}. */
    private static final class Keep {
        static final int FOR_EVER = -1;
        static final int COMPACTED = 0;
        static final int NEWEST_256_MIB = -2;
    }
}
