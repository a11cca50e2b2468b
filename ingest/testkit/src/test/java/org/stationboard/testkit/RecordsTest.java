package org.stationboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.StationRecord;

class RecordsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");

    @Test
    void digestSpeaksOfContentAndNotOfReceipt() {
        StationRecord.Builder alarm = Records.alarm("made/1", "990101", NOON);
        StationRecord early = Records.taken(alarm, NOON);
        StationRecord late = Records.taken(alarm, NOON.plusSeconds(60));
        assertThat(early.getContentDigest()).isEqualTo(late.getContentDigest());
        alarm.getAlarmBuilder().setPriority(1);
        assertThat(Records.taken(alarm, NOON).getContentDigest()).isNotEqualTo(early.getContentDigest());
    }

    @Test
    void laterStatesKeepWhatTheEarlierOneSaid() {
        StationRecord.Builder dispute = Records.dispute("made/2", "990101", NOON);
        StationRecord.Builder settled =
                Records.attempted(dispute, NOON.plus(Duration.ofDays(1)), DisputeOutcome.SUCCESS);
        StationRecord reopened = Records.taken(Records.reopened(settled, NOON.plus(Duration.ofDays(2))));
        assertThat(dispute.getDispute().getAttemptsList()).isEmpty();
        assertThat(settled.getDispute().getAttempts(0).hasReopenedAt()).isFalse();
        assertThat(reopened.getVersion()).isEqualTo(3);
        assertThat(reopened.getDispute().getAttempts(0).getOutcome()).isEqualTo(DisputeOutcome.SUCCESS);
    }

    @Test
    void tickAfterAnInstantStandsBehindIt() {
        assertThat(Records.tickAfter(Instant.ofEpochSecond(60))).isEqualTo(2);
        assertThat(Records.tickAfter(Instant.ofEpochSecond(59))).isEqualTo(1);
    }
}
