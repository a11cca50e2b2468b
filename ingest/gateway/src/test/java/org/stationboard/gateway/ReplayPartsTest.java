package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

class ReplayPartsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static List<String> ids(Iterator<StationRecord> records) {
        List<String> ids = new ArrayList<>();
        records.forEachRemaining(record -> ids.add(record.getRecordId()));
        return ids;
    }

    private static RecordPile pile(int size) {
        RecordPile pile = new RecordPile();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < size; i++) {
            pile.add(Records.alarm("phone/" + i, "9101", START.plusMillis(random.nextInt(size / 3) * 400L))
                    .build());
        }
        return pile;
    }

    @Test
    void sortsByReportingTimeAndKeepsTheOrderOfEqualOnes() {
        RecordPile pile = pile(30_000);
        List<StationRecord> sorted = new ArrayList<>();
        pile.byTime().forEachRemaining(sorted::add);
        assertThat(sorted).hasSize(30_000);
        for (int i = 1; i < sorted.size(); i++) {
            Instant before = Records.instant(sorted.get(i - 1).getReportedAt());
            Instant after = Records.instant(sorted.get(i).getReportedAt());
            assertThat(before).isBeforeOrEqualTo(after);
            if (before.equals(after)) {
                assertThat(place(sorted.get(i - 1))).isLessThan(place(sorted.get(i)));
            }
        }
    }

    private static int place(StationRecord record) {
        return Integer.parseInt(record.getRecordId().substring("phone/".length()));
    }

    @Test
    void shufflesByTheSeedAlone() {
        RecordPile pile = pile(3_000);
        List<String> once = ids(pile.shuffled(7));
        assertThat(once).isEqualTo(ids(pile.shuffled(7))).isNotEqualTo(ids(pile.shuffled(8)));
        assertThat(new HashSet<>(once))
                .isEqualTo(new HashSet<>(ids(pile.asPut())))
                .hasSize(3_000);
    }

    @Test
    void readsOrdersAndSpeeds() {
        assertThat(ReplayOrder.parse("time")).isEqualTo(ReplayOrder.TIME);
        assertThat(ReplayOrder.parse("file")).isEqualTo(ReplayOrder.FILE);
        assertThat(ReplayOrder.parse("shuffle:42")).isEqualTo(new ReplayOrder(ReplayOrder.Kind.SHUFFLE, 42));
        assertThatThrownBy(() -> ReplayOrder.parse("shuffle"))
                .hasMessage("order: \"shuffle\" (expected: time, file or shuffle:SEED)");
        ReplaySettings settings = ReplaySettings.of(URI.create("http://127.0.0.1:1"), "a@b", ClockMode.LOG);
        assertThat(settings.withSpeed("60").speed()).hasValue(60);
        assertThat(settings.withSpeed("max").speed()).isEmpty();
        assertThatThrownBy(() -> settings.withSpeed("fast")).hasMessageContaining("expected: max, or a number");
        assertThatThrownBy(() -> settings.withSpeed("0")).hasMessageContaining("above 0");
    }

    @Test
    void keepsThePaceOfTheReportingTimes() {
        Replay.Pace pace = new Replay.Pace(60, 1_000, 5_000_000);
        assertThat(pace.waitMillis(1_000, 5_000_000)).isZero();
        assertThat(pace.waitMillis(1_600, 5_000_000)).isEqualTo(10_000);
        assertThat(pace.waitMillis(1_600, 5_011_000)).isNegative();
    }

    @Test
    void marksTheDaysThatWereRead() {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        FeedMarks marks = new FeedMarks("9", zone, Clock.fixed(Instant.parse("2026-01-03T02:00:00Z"), ZoneOffset.UTC));
        StationRecord first = Records.alarm("phone/1", "9101", Instant.parse("2026-01-01T15:00:00Z"))
                .build();
        assertThat(marks.see(first))
                .map(StationRecord::getFeedMark)
                .hasValueSatisfying(beginning -> assertThat(beginning.getFrom())
                        .isEqualTo(beginning.getTo())
                        .isEqualTo(first.getReportedAt()));
        assertThat(marks.see(first)).isEmpty();
        marks.see(Records.alarm("phone/2", "9101", Instant.parse("2026-01-02T17:00:00Z"))
                .build());
        marks.see(Records.dispute("desk/1", "9101", Instant.parse("2026-01-01T01:00:00Z"))
                .build());
        List<StationRecord> made = marks.marks();
        assertThat(made).extracting(StationRecord::getUnitId).containsOnly("9");
        FeedMark dispute = made.get(0).getFeedMark();
        assertThat(dispute.getSource() + ' ' + dispute.getFeed() + ' ' + dispute.getVersions())
                .isEqualTo("desk dispute 1");
        assertThat(Records.instant(dispute.getFrom())).isEqualTo("2025-12-31T16:00:00Z");
        assertThat(Records.instant(dispute.getTo())).isEqualTo("2026-01-01T16:00:00Z");
        FeedMark alarm = made.get(1).getFeedMark();
        assertThat(alarm.getVersions()).isEqualTo(3);
        // The last day is not over: nobody can say that all of it was sent.
        assertThat(Records.instant(alarm.getTo())).isEqualTo("2026-01-03T02:00:00Z");
    }
}
