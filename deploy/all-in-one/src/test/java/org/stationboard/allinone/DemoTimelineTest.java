package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

final class DemoTimelineTest {
    private static final Instant ANCHOR = Instant.parse("2026-11-24T04:00:00Z");
    private static final Instant RECORDED = Instant.parse("2018-10-01T00:00:00Z");
    private static final Duration HISTORY = Duration.ofDays(70);

    /** One call each six hours over 13 weeks, in the opposite order. */
    private static RecordedSource calls() {
        List<StationRecord> calls = new ArrayList<>();
        for (int number = 13 * 7 * 4 - 1; number >= 0; number--) {
            Timestamp at = timestamp(RECORDED.plus(Duration.ofHours(6L * number)));
            calls.add(StationRecord.newBuilder()
                    .setRecordId("calls/" + number)
                    .setVersion(1)
                    .setOccurredAt(at)
                    .setReportedAt(at)
                    .setAlarm(Alarm.newBuilder().setCalledAt(at))
                    .build());
        }
        return RecordedSource.of(calls.iterator());
    }

    /** Disputes registered each day over 13 weeks, each settled 20 days later. */
    private static RecordedSource disputes() {
        List<StationRecord> versions = new ArrayList<>();
        for (int number = 0; number < 13 * 7; number++) {
            Instant registered = RECORDED.plus(Duration.ofDays(number));
            Dispute.Builder dispute = Dispute.newBuilder().setRegisteredAt(timestamp(registered));
            StationRecord.Builder version = StationRecord.newBuilder()
                    .setRecordId("disputes/" + number)
                    .setVersion(1)
                    .setReportedAt(timestamp(registered))
                    .setDispute(dispute);
            versions.add(version.build());
            Instant settled = registered.plus(Duration.ofDays(20));
            dispute.addAttempts(MediationAttempt.newBuilder().setConcludedAt(timestamp(settled)));
            versions.add(version.setVersion(2)
                    .setReportedAt(timestamp(settled))
                    .setDispute(dispute)
                    .build());
        }
        return RecordedSource.of(versions.iterator());
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    }

    private static List<StationRecord> drain(Iterator<StationRecord> records) {
        List<StationRecord> drained = new ArrayList<>();
        records.forEachRemaining(drained::add);
        return drained;
    }

    @Test
    void historyEndsAtTheAnchorInOrderOfReportingWithIdsOfItsOwn() {
        DemoTimeline timeline =
                new DemoTimeline(List.of(DemoSource.real(calls()), DemoSource.real(disputes())), ANCHOR, HISTORY);

        List<StationRecord> history = drain(timeline.history(Instant.EPOCH));

        assertThat(history).hasSize(Math.toIntExact(timeline.historySize()));
        assertThat(history)
                .isSortedAccordingTo((left, right) -> Long.compare(
                        left.getReportedAt().getSeconds(), right.getReportedAt().getSeconds()));
        long last = history.get(history.size() - 1).getReportedAt().getSeconds();
        assertThat(last).isBetween(ANCHOR.getEpochSecond() - 6 * 3600, ANCHOR.getEpochSecond());
        long first = history.get(0).getReportedAt().getSeconds();
        assertThat(first).isGreaterThanOrEqualTo(ANCHOR.minus(HISTORY).getEpochSecond());
        Set<String> ids = new HashSet<>();
        history.forEach(version -> ids.add(version.getRecordId() + "#" + version.getVersion()));
        assertThat(ids).hasSameSizeAs(history);
    }

    @Test
    void shiftsByWholeWeeksSoThatNightStaysNight() {
        DemoTimeline timeline = new DemoTimeline(List.of(DemoSource.real(calls())), ANCHOR, HISTORY);

        for (StationRecord version : drain(timeline.history(Instant.EPOCH))) {
            int number = Integer.parseInt(
                    version.getRecordId().substring("calls/".length()).split("-", -1)[0]);
            long recordedAt = RECORDED.plus(Duration.ofHours(6L * number)).getEpochSecond();
            long shift = version.getReportedAt().getSeconds() - recordedAt;
            assertThat(shift % Duration.ofDays(7).toSeconds()).isZero();
            assertThat(version.getAlarm().getCalledAt()).isEqualTo(version.getReportedAt());
            assertThat(version.getOccurredAt()).isEqualTo(version.getReportedAt());
        }
    }

    @Test
    void laysEachSourceOverItselfFourTimes() {
        DemoTimeline timeline = new DemoTimeline(List.of(DemoSource.real(calls())), ANCHOR, Duration.ofDays(28));

        // Four calls a day at four layers over four weeks.
        assertThat(timeline.historySize()).isBetween(4L * 4 * 28 - 4, 4L * 4 * 28 + 4);
    }

    @Test
    void goesOnAfterTheAnchorWithoutHoleOrRepeat() {
        DemoTimeline timeline =
                new DemoTimeline(List.of(DemoSource.real(calls()), DemoSource.real(disputes())), ANCHOR, HISTORY);
        Set<String> versions = new HashSet<>();
        drain(timeline.history(Instant.EPOCH))
                .forEach(version -> versions.add(version.getRecordId() + "#" + version.getVersion()));

        long calls = 0;
        Instant from = ANCHOR;
        for (int step = 0; step < 40 * 24; step++) {
            Instant to = from.plus(Duration.ofHours(1));
            for (StationRecord version : timeline.live(from, to)) {
                assertThat(version.getReportedAt().getSeconds()).isGreaterThan(from.getEpochSecond());
                assertThat(version.getReportedAt().getSeconds()).isLessThanOrEqualTo(to.getEpochSecond());
                assertThat(versions.add(version.getRecordId() + "#" + version.getVersion()))
                        .as(version.getRecordId())
                        .isTrue();
                calls += version.hasAlarm() ? 1 : 0;
            }
            from = to;
        }
        assertThat(calls).isBetween(40L * 16 - 16, 40L * 16 + 16);
    }

    @Test
    void settlesLiveTheDisputesThatWereOpenAtTheAnchor() {
        DemoTimeline timeline = new DemoTimeline(List.of(DemoSource.real(disputes())), ANCHOR, HISTORY);
        Set<String> open = new HashSet<>();
        for (StationRecord version : drain(timeline.history(Instant.EPOCH))) {
            if (version.getVersion() == 1) {
                open.add(version.getRecordId());
            } else {
                open.remove(version.getRecordId());
            }
        }
        assertThat(open).isNotEmpty();

        timeline.live(ANCHOR, ANCHOR.plus(Duration.ofDays(21))).stream()
                .filter(version -> version.getVersion() == 2)
                .forEach(version -> open.remove(version.getRecordId()));

        assertThat(open).isEmpty();
    }
}
