package org.stationboard.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.Pulse;
import org.stationboard.contract.v1.TickMarker;

class CellsTest {
    @Test
    void theNewestPositionWinsWhateverComesFirst() {
        CellColumn column = new CellColumn();
        assertThat(column.put(3, 7, 0, Position.ofLive(100))).isTrue();
        assertThat(column.put(3, 5, 0, Position.ofRecord(99))).isFalse();
        assertThat(column.numerator(3)).isEqualTo(7);
        assertThat(column.put(3, 6, 0, Position.ofRecord(100)))
                .as("of record at the same place")
                .isTrue();
        assertThat(column.numerator(3)).isEqualTo(6);
        assertThat(column.known(2)).isFalse();
        assertThat(column.known(4_000)).isFalse();
    }

    @Test
    void aLiveValueEqualToTheOneOfRecordChangesNothing() {
        CellColumn column = new CellColumn();
        column.put(0, 6, 9, Position.ofRecord(100));
        assertThat(column.put(0, 6, 9, Position.ofLive(120))).isFalse();
        assertThat(Position.provisional(column.position(0), 100)).isFalse();
        assertThat(column.put(0, 7, 9, Position.ofLive(121))).isTrue();
        assertThat(Position.provisional(column.position(0), 100)).isTrue();
        assertThat(Position.provisional(column.position(0), 121))
                .as("a tick after it")
                .isFalse();
    }

    @Test
    void daysOlderThanTheChartsAreForgottenAndOldCategoriesBefore() {
        DayCells days = new DayCells();
        days.moveTo(100, 100);
        assertThat(days.put("alarms", 69, 0, 1, 0, 1)).isFalse();
        assertThat(days.put("alarms", 70, 0, 1, 0, 1)).isTrue();
        assertThat(days.put("alarms.category.theft", 98, 0, 1, 0, 1)).isFalse();
        assertThat(days.put("alarms.category.theft", 99, 0, 1, 0, 1)).isTrue();
        assertThat(days.indicators("alarms.category.", 99)).containsExactly("alarms.category.theft");

        days.moveTo(101, 101);
        assertThat(days.column("alarms", 70)).isNull();
        assertThat(days.indicators("alarms.category.", 99)).isEmpty();
    }

    @Test
    void aPartitionThatIsAheadLosesNothingToTheOneBehind() {
        DayCells days = new DayCells();
        days.moveTo(100, 160);
        assertThat(days.put("alarms", 160, 0, 5, 0, 1)).isTrue();
        days.moveTo(160, 160);
        assertThat(Sum.of(days.column("alarms", 160), new int[] {0}).numerator())
                .isEqualTo(5);
    }

    @Test
    void keepsTheMinutesOfAPartitionThatIsAheadUnderTheLogClock() {
        ViewState state = new ViewState(ZoneId.of("Asia/Shanghai"));
        state.daysLoaded();
        state.head(LogHead.newBuilder()
                .setPartitions(2)
                .setMode(ClockMode.LOG)
                .setTick(30_000_000)
                .build());
        state.marker(marker(0, 20_000_000));
        state.marker(marker(1, 20_010_000));
        state.advance(Instant.EPOCH);
        assertThat(state.now(Instant.EPOCH).getEpochSecond()).isEqualTo(20_000_000L * 60);
        Figure ahead = Figure.newBuilder()
                .setUnitId("u")
                .setIndicator("alarms")
                .setGrain(Grain.MINUTE)
                .setStart(20_009_999)
                .setNumerator(3)
                .build();
        state.figure(ahead, new ViewState.Origin(1, 5, 20_010_000), false, 0);
        state.marker(marker(0, 20_010_000));
        state.advance(Instant.EPOCH);
        assertThat(state.alarms(20_009_000, 20_010_000, state.numbersOf(List.of("u"))))
                .isEqualTo(3);
    }

    @Test
    void theLogClockIsNotTurnedBackWhileHistoryIsRead() {
        ViewState state = new ViewState(ZoneId.of("Asia/Shanghai"));
        state.head(LogHead.newBuilder()
                .setPartitions(1)
                .setMode(ClockMode.LOG)
                .setTick(20_000_000)
                .build());
        state.marker(marker(0, 19_950_000));
        assertThat(state.now(Instant.EPOCH).getEpochSecond()).isEqualTo(20_000_000L * 60);
        assertThat(state.completedTick()).isEmpty();
        state.marker(marker(0, 19_999_999));
        state.daysLoaded();
        assertThat(state.completedTick()).hasValue(19_999_999);
    }

    @Test
    void minutesAreKnownOnlyWhereTheyAreKept() {
        MinuteCells minutes = new MinuteCells();
        minutes.moveTo(1_000_000);
        assertThat(minutes.keeps(1_000_000 - MinuteCells.KEPT)).isTrue();
        assertThat(minutes.keeps(1_000_000 - MinuteCells.KEPT - 1)).isFalse();
        minutes.moveTo(1_000_001);
        assertThat(minutes.keeps(1_000_000 - MinuteCells.KEPT)).isFalse();
    }

    @Test
    void minutesLeaveTheRingAndComeBackEmpty() {
        MinuteCells minutes = new MinuteCells();
        minutes.moveTo(1_000_000);
        assertThat(minutes.put(1_000_000, 2, 5, Position.ofRecord(1))).isTrue();
        assertThat(minutes.put(1_000_000 - MinuteCells.KEPT, 2, 4, Position.ofRecord(1)))
                .isTrue();
        assertThat(minutes.put(1_000_000 - MinuteCells.KEPT - 1, 2, 4, Position.ofRecord(1)))
                .isFalse();
        assertThat(minutes.put(1_000_000, 2, 4, Position.ofRecord(0)))
                .as("older")
                .isFalse();
        assertThat(minutes.sum(999_000, 1_000_001, 2)).isEqualTo(5);
        assertThat(minutes.sum(999_000, 1_000_000, 2)).isZero();

        minutes.moveTo(1_000_001);
        assertThat(minutes.sum(0, 999_999, 2)).isZero();
        int[] counts = new int[3];
        minutes.addTo(counts, 999_999, 2);
        assertThat(counts).containsExactly(0, 5, 0);

        minutes.moveTo(2_000_000);
        assertThat(minutes.sum(1_980_000, 2_000_001, 2)).isZero();
    }

    @Test
    void aWholeRingOfEveryMinuteAddsUp() {
        MinuteCells minutes = new MinuteCells();
        for (long minute = 50_000; minute < 80_000; minute++) {
            minutes.moveTo(minute);
            minutes.put(minute, 0, 1, Position.ofRecord(minute));
        }
        assertThat(minutes.sum(79_999 - MinuteCells.KEPT, 80_000, 0)).isEqualTo(MinuteCells.KEPT + 1);
    }

    @Test
    void aTickIsCompleteWhenAllPartitionsHaveIt() {
        Partitions partitions = new Partitions();
        partitions.put(LogHead.newBuilder().setPartitions(2).setTick(12).build());
        partitions.put(marker(0, 12));
        assertThat(partitions.completedTick()).isEmpty();
        partitions.put(marker(1, 10));
        assertThat(partitions.completedTick()).hasValue(10);
        partitions.put(marker(1, 9));
        assertThat(partitions.completedTick()).as("never back").hasValue(10);
    }

    @Test
    void thePulseIsTheOldestPartitions() {
        Partitions partitions = new Partitions();
        partitions.put(LogHead.newBuilder().setPartitions(2).build());
        partitions.put(Pulse.newBuilder()
                .setPartition(0)
                .setPublishedAt(5_000)
                .setLag(70)
                .build());
        assertThat(partitions.oldestPulseAt()).isEmpty();
        partitions.put(Pulse.newBuilder()
                .setPartition(1)
                .setPublishedAt(3_000)
                .setLag(30)
                .build());
        assertThat(partitions.oldestPulseAt()).hasValue(3_000);
        assertThat(partitions.lag()).hasValue(70);
    }

    @Test
    void aFeedWithoutMarksCoversFromItsFirstRecordUntilItFallsSilent() {
        Feeds feeds = new Feeds();
        FeedState state = FeedState.newBuilder()
                .setSource("a")
                .setFeed("alarm")
                .setLogKey("k")
                .setRecords(1)
                .setFirstReported(100)
                .setLastHeard(200)
                .build();
        feeds.put(state);
        assertThat(feeds.cover("alarm", List.of("k"), 90, 100)).isFalse();
        assertThat(feeds.cover("alarm", List.of("k"), 500, 600)).isTrue();
        assertThat(feeds.cover("dispute", List.of("k"), 500, 600)).isFalse();
        feeds.put(state.toBuilder().setStale(true).build());
        assertThat(feeds.cover("alarm", List.of("k"), 500, 600)).isFalse();
        assertThat(feeds.cover("alarm", List.of("k"), 150, 160)).isTrue();
    }

    private static TickMarker marker(int partition, long tick) {
        return TickMarker.newBuilder()
                .setPartition(partition)
                .setTick(tick)
                .setOffset(tick)
                .build();
    }
}
