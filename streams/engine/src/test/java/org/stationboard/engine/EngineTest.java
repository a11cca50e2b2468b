package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.engine.EngineTables.Table;

class EngineTest {
    private static final String UNIT = "990101";
    private static final String OTHER = "990102";
    private Bench bench = new Bench();

    @BeforeEach
    void begin() {
        bench = Bench.withRules(City.register(), City.catalogue(12, 5, 700_000));
        bench.tick("2026-03-02T09:00");
    }

    @Test
    void publishesWholeFiguresAtTheTickAndNotBefore() {
        bench.take(City.alarm("a/1", UNIT, 1, "2026-03-02T09:00"));
        bench.take(City.alarm("a/2", UNIT, 1, "2026-03-02T09:00"));
        assertThat(bench.out.figures).isEmpty();
        bench.tick("2026-03-02T09:01");
        assertThat(bench.out.figures).hasSize(4);
        assertThat(bench.out.day(UNIT, "alarms", "2026-03-02").getNumerator()).isEqualTo(2);
        int before = bench.out.all.size();
        bench.tick("2026-03-02T09:02");
        assertThat(bench.out.all).hasSize(before);
        assertThat(bench.out.markers).hasSize(3);
    }

    @Test
    void aRecordOfAnyAgeLandsInThePeriodItBelongsTo() {
        bench.take(City.alarm("a/1", UNIT, 1, "2025-03-02T09:00"));
        bench.take(City.alarm("a/2", UNIT, 1, "2026-03-03T00:02"));
        bench.tick("2026-03-02T09:01");
        assertThat(bench.out.day(UNIT, "alarms", "2025-03-02").getNumerator()).isEqualTo(1);
        assertThat(bench.out.day(UNIT, "alarms", "2026-03-03").getNumerator()).isEqualTo(1);
    }

    @Test
    void duplicatesAndOlderVersionsChangeNothingAndAreCounted() {
        StationRecord second = City.settled("d/1", UNIT, "2026-03-01", DisputeOutcome.SUCCESS).toBuilder()
                .setVersion(2)
                .build();
        bench.take(second);
        bench.tick("2026-03-02T09:01");
        Map<String, Figure> before = new HashMap<>(bench.out.figures);
        bench.take(second);
        bench.take(City.settled("d/1", OTHER, "2026-02-20", DisputeOutcome.FAILURE));
        bench.tick("2026-03-02T09:02");
        assertThat(bench.out.figures).isEqualTo(before);
        TickMarker marker = bench.out.markers.get(bench.out.markers.size() - 1);
        assertThat(marker.getApplied()).isEqualTo(1);
        assertThat(marker.getSuperseded()).isEqualTo(1);
        assertThat(marker.getDuplicate()).isEqualTo(1);
        assertThat(marker.getConflicts()).isZero();
    }

    @Test
    void ofTwoRecordsOfOneVersionTheLargerUnsignedDigestWins() {
        StationRecord small = withDigest(City.alarm("a/1", UNIT, 1, "2026-03-02T08:00"), 7);
        StationRecord large = withDigest(City.alarm("a/1", OTHER, 1, "2026-03-02T08:00"), -7);
        for (List<StationRecord> order : List.of(List.of(small, large), List.of(large, small))) {
            begin();
            order.forEach(bench::take);
            bench.tick("2026-03-02T09:01");
            assertThat(bench.out.day(UNIT, "alarms", "2026-03-02").getNumerator())
                    .isZero();
            assertThat(bench.out.day(OTHER, "alarms", "2026-03-02").getNumerator())
                    .isEqualTo(1);
            assertThat(bench.out.markers.get(1).getConflicts()).isEqualTo(1);
        }
    }

    @Test
    void withdrawingTakesOutExactlyWhatTheRecordGave() {
        bench.take(City.settled("d/1", UNIT, "2026-03-01", DisputeOutcome.SUCCESS));
        bench.take(City.settled("d/2", UNIT, "2026-03-01", DisputeOutcome.SUCCESS));
        bench.tick("2026-03-02T09:01");
        bench.take(City.settled("d/2", UNIT, "2026-03-01", DisputeOutcome.SUCCESS).toBuilder()
                .setVersion(2)
                .setWithdrawn(true)
                .build());
        bench.tick("2026-03-02T09:02");
        Figure succeeded = bench.out.day(UNIT, "disputes.succeeded", "2026-03-01");
        assertThat(succeeded.getNumerator()).isEqualTo(1);
        assertThat(succeeded.getDenominator()).isEqualTo(1);
        assertThat(bench.out.day(UNIT, "disputes.open", "2026-03-01").getOpened())
                .isEqualTo(1);
    }

    @Test
    void aMoveAcrossLogKeysCountsOnceWhicheverPartitionIsAhead() {
        Bench south = new Bench();
        south.take(City.control(City.register()));
        bench.take(City.alarm("a/1", UNIT, 1, "2026-03-02T08:00"));
        bench.take(City.alarm("a/1", UNIT, 2, "2026-03-02T08:00").toBuilder()
                .setWithdrawn(true)
                .build());
        south.take(City.alarm("a/1", "990201", 2, "2026-03-02T08:00").toBuilder()
                .setMovedFrom(UNIT)
                .build());
        bench.tick("2026-03-02T09:01");
        south.tick("2026-03-02T09:01");
        assertThat(bench.out.day(UNIT, "alarms", "2026-03-02").getNumerator()).isZero();
        assertThat(south.out.day("990201", "alarms", "2026-03-02").getNumerator())
                .isEqualTo(1);
    }

    @Test
    void whatItCannotTakeGoesToTheDeadLettersAndTheLogGoesOn() {
        StationRecord noVersion = City.alarm("a/1", UNIT, 0, "2026-03-02T08:00");
        StationRecord noBody =
                City.head("a/2", UNIT, 1, City.instant("2026-03-02T08:00")).build();
        StationRecord noTime = City.head("d/1", UNIT, 1, City.instant("2026-03-02T08:00"))
                .setDispute(Dispute.newBuilder())
                .build();
        StationRecord noId = City.alarm("", UNIT, 1, "2026-03-02T08:00");
        for (StationRecord poison : List.of(noVersion, noBody, noTime, noId)) {
            bench.take(poison);
        }
        bench.engine.dead(90, "UNREADABLE", "bytes (expected: a StationRecord)");
        bench.engine.process(City.alarm("a/3", UNIT, 1, "2026-03-02T08:00"), 91);
        bench.engine.process(City.tick(City.minute("2026-03-02T09:01")), 92);
        assertThat(bench.out.letters)
                .extracting(letter -> letter.getReason() + ' ' + letter.getExpected())
                .containsExactly(
                        "MALFORMED version: 0 (expected: >= 1)",
                        "UNKNOWN_TYPE body: absent (expected: one this engine knows)",
                        "MALFORMED dispute.registered_at: absent (expected: a time)",
                        "MALFORMED record_id: (expected: an id without | or control characters)",
                        "UNREADABLE bytes (expected: a StationRecord)");
        TickMarker marker = bench.out.markers.get(1);
        assertThat(marker.getDead()).isEqualTo(5);
        assertThat(marker.getApplied()).isEqualTo(1);
        assertThat(marker.getOffset()).isEqualTo(92);
    }

    @Test
    void theClockNeverGoesBack() {
        bench.tick("2026-03-02T09:00");
        bench.tick("2026-03-02T08:59");
        assertThat(bench.out.markers).hasSize(1);
        assertThat(bench.out.letters).hasSize(2).allMatch(l -> l.getReason().equals("TICK_BACKWARDS"));
        bench.take(StationRecord.newBuilder()
                .setControl(Control.getDefaultInstance())
                .build());
        assertThat(bench.out.letters).hasSize(3);
        assertThat(bench.engine.lastTick()).isEqualTo(City.minute("2026-03-02T09:00"));
    }

    @Test
    void aStocksValueIsCarriedToEachNewDay() {
        bench.take(City.dispute("d/1", UNIT, 1, "2026-02-27T10:00", Dispute.newBuilder()));
        bench.take(City.tick(City.minute("2026-03-02T09:01"), City.minute("2026-03-04T08:00")));
        for (String day : List.of("2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04")) {
            assertThat(bench.out.day(UNIT, "disputes.open", day).getNumerator())
                    .as(day)
                    .isEqualTo(1);
        }
        assertThat(bench.out.day(UNIT, "disputes.open", "2026-03-05")).isEqualTo(Figure.getDefaultInstance());
        assertThat(bench.out.day(UNIT, "disputes.open", "2026-02-27").getOpened())
                .isEqualTo(1);
        assertThat(bench.out.day(UNIT, "disputes.open", "2026-03-04").getOpened())
                .isZero();
    }

    @Test
    void aDisputeBecomesOverdueWhenTheClockReachesTheDayAfterItsDueDay() {
        Dispute.Builder due = Dispute.newBuilder().setDueAt(City.time(City.instant("2026-03-03T12:00")));
        bench.take(City.dispute("d/1", UNIT, 1, "2026-03-01T10:00", due));
        bench.take(City.tick(City.minute("2026-03-02T09:01"), City.minute("2026-03-03T23:59")));
        assertThat(bench.out.day(UNIT, "disputes.overdue", "2026-03-04")).isEqualTo(Figure.getDefaultInstance());
        bench.tick("2026-03-04T00:00");
        assertThat(bench.out.day(UNIT, "disputes.overdue", "2026-03-04").getNumerator())
                .isEqualTo(1);
    }

    @Test
    void aFullDirtySetIsPublishedByTheRecordThatFillsIt() {
        bench.take(City.settled("d/0", UNIT, "2026-03-01", DisputeOutcome.SUCCESS));
        bench.tick("2026-03-02T09:01");
        bench.out.figures.clear();
        int records = 0;
        while (bench.out.figures.isEmpty()) {
            // Six new cells for the first; each after it has the day's alarms and family in common with it.
            bench.take(City.alarm(
                    "a/" + records,
                    UNIT,
                    1,
                    City.instant("2026-03-02T08:00").minusSeconds(60L * records),
                    "c" + records,
                    AlarmFamily.HELP));
            records++;
        }
        assertThat(bench.out.figures.size()).isBetween(Dirty.LIMIT, Dirty.LIMIT + 3);
        bench.take(City.settled("d/1", UNIT, "2026-03-01", DisputeOutcome.SUCCESS));
        int verdicts = bench.out.verdicts.size();
        fill("b/");
        assertThat(bench.out.figures.size()).isGreaterThan(Dirty.LIMIT);
        bench.restart();
        assertThat(bench.out.verdicts).hasSize(verdicts);
        bench.tick("2026-03-02T09:02");
        // Its cells were published long before; that it must be judged was kept, also through a restart.
        assertThat(bench.out.lastVerdict(UNIT, "N02").getDenominator()).isEqualTo(2);
        assertThat(bench.out.feeds.get(bench.out.feeds.size() - 1).getRecords()).isEqualTo(2);
        assertThat(bench.tables.size(Table.DIRTY)).isZero();
        assertThat(bench.out.markers.get(2).getApplied()).isEqualTo(records + 2 + Dirty.LIMIT);
    }

    private void fill(String prefix) {
        for (int i = 0; i < Dirty.LIMIT; i++) {
            bench.take(City.alarm(prefix + i, OTHER, 1, "2026-03-02T08:00"));
        }
    }

    @Test
    void livePublishesWhatChangedOfTheNewestTwoDaysAndTheStocks() {
        bench.take(City.alarm("a/1", UNIT, 1, "2026-03-01T00:00"));
        bench.take(City.alarm("a/2", UNIT, 1, "2026-02-28T23:59"));
        bench.take(City.dispute("d/1", UNIT, 1, "2026-02-01T10:00", Dispute.newBuilder()));
        List<Figure> all = live();
        assertThat(all)
                .extracting(f -> f.getIndicator() + ' ' + f.getGrain() + ' ' + f.getNumerator())
                .containsExactlyInAnyOrder(
                        "alarms DAY 1",
                        "alarms MINUTE 1",
                        "alarms.category.noise DAY 1",
                        "alarms.family.help DAY 1",
                        "disputes.open DAY 1");
        assertThat(live()).isEmpty();
        bench.take(City.alarm("a/3", UNIT, 1, "2026-03-02T00:00"));
        bench.take(City.alarm("a/4", UNIT, 1, "2026-02-28T20:00"));
        assertThat(live()).hasSize(4);
        bench.take(City.dispute("d/1", UNIT, 2, "2026-01-31T10:00", Dispute.newBuilder()));
        assertThat(live()).singleElement().matches(f -> f.getIndicator().equals("disputes.open"));
        bench.restart();
        assertThat(live()).hasSize(9);
        bench.take(City.tick(City.minute("2026-03-02T09:01"), City.minute("2026-03-03T00:00")));
        assertThat(live()).singleElement().matches(f -> f.getStart() == City.day("2026-03-03"));
        assertThat(bench.tables.size(Table.DIRTY)).isZero();
    }

    @Test
    void saysNothingLiveBeforeTheFirstTick() {
        Bench young = new Bench();
        young.take(City.alarm("a/1", UNIT, 1, "2026-03-02T08:00"));
        List<Figure> live = new ArrayList<>();
        young.engine.publishLive(live::add);
        assertThat(live).isEmpty();
        young.tick("2026-03-02T09:00");
        young.engine.publishLive(live::add);
        assertThat(live).hasSize(4);
    }

    @Test
    void knowsTheLastOffsetAndTickAlsoAfterARestart() {
        assertThat(new Bench().engine.lastOffset()).isEqualTo(-1);
        bench.engine.process(City.alarm("a/1", UNIT, 1, "2026-03-02T08:00"), 77);
        bench.restart();
        assertThat(bench.engine.lastOffset()).isEqualTo(77);
        assertThat(bench.engine.lastTick()).isEqualTo(City.minute("2026-03-02T09:00"));
    }

    private List<Figure> live() {
        List<Figure> live = new ArrayList<>();
        bench.engine.publishLive(live::add);
        return live;
    }

    private static StationRecord withDigest(StationRecord stationRecord, long digest) {
        return stationRecord.toBuilder().setContentDigest(digest).build();
    }
}
