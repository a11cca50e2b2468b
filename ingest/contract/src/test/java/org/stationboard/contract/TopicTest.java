package org.stationboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicTest {
    private static final String WEEK = "604800000";

    @Test
    void namesTheTopicsOfTheTable() {
        assertThat(Arrays.stream(Topic.values()).map(Topic::topicName))
                .containsExactly(
                        "station-records",
                        "telemetry",
                        "quarantine",
                        "dead-letters",
                        "figures",
                        "figures-minute",
                        "figures-live",
                        "verdicts",
                        "verdicts-now",
                        "alerts",
                        "alerts-now",
                        "feeds",
                        "log-head",
                        "telemetry-late",
                        "telemetry-dead",
                        "device-summaries");
    }

    @Test
    void givesTheLogsPartitionCountToAllButTheSingleOnes() {
        assertThat(Arrays.stream(Topic.values())
                        .filter(topic -> topic.partitions(12) == 1)
                        .collect(Collectors.toList()))
                .isEqualTo(List.of(Topic.QUARANTINE, Topic.LOG_HEAD));
        assertThat(Topic.STATION_RECORDS.partitions(12)).isEqualTo(12);
        assertThat(Topic.DEAD_LETTERS.partitions(12)).isEqualTo(12);
    }

    @Test
    void keepsTheLogAndTheJudgementsForEver() {
        for (Topic topic : List.of(Topic.STATION_RECORDS, Topic.VERDICTS, Topic.ALERTS)) {
            assertThat(topic.settings())
                    .containsOnly(
                            entry("cleanup.policy", "delete"),
                            entry("retention.ms", "-1"),
                            entry("retention.bytes", "-1"));
        }
    }

    @Test
    void compactsWhatHasANewestValueAfterAWeek() {
        for (Topic topic : List.of(Topic.FIGURES, Topic.VERDICTS_NOW, Topic.ALERTS_NOW, Topic.FEEDS, Topic.LOG_HEAD)) {
            assertThat(topic.settings())
                    .containsOnly(entry("cleanup.policy", "compact"), entry("min.compaction.lag.ms", WEEK));
        }
    }

    @Test
    void dropsTheRestAfterItsDays() {
        assertThat(Topic.FIGURES_LIVE.settings()).containsEntry("retention.ms", "172800000");
        assertThat(Topic.FIGURES_MINUTE.settings())
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "268435456");
        assertThat(Topic.TELEMETRY.settings()).containsEntry("retention.ms", WEEK);
        assertThat(Topic.TELEMETRY.settings()).containsEntry("retention.ms", WEEK);
        assertThat(Topic.QUARANTINE.settings()).containsEntry("retention.ms", "7776000000");
        assertThat(Topic.DEAD_LETTERS.settings()).containsEntry("retention.ms", "7776000000");
    }
}
