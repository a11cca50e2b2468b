package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Interval;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.VerdictState;

class FeedsTest {
    private static final String UNIT = "990101";
    private Bench bench = new Bench();

    @BeforeEach
    void begin() {
        bench = Bench.withRules(City.register(), City.catalogue(3, 10, 700_000));
        bench.take(City.controlRhythm("dispute", 60));
    }

    @Test
    void aFeedTurnsStaleTheMinuteItsRhythmIsOverAndLiveWhenHeardAgain() {
        bench.tick("2026-03-02T09:00");
        bench.take(City.settled("one/1", UNIT, "2026-03-01", DisputeOutcome.SUCCESS));
        bench.tick("2026-03-02T09:01");
        bench.take(City.tick(City.minute("2026-03-02T09:02"), City.minute("2026-03-02T10:00")));
        assertThat(last().getStale()).isFalse();
        assertThat(last().getLastHeard()).isEqualTo(City.minute("2026-03-02T09:00"));
        bench.tick("2026-03-02T10:01");
        assertThat(last().getStale()).isTrue();
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.STALE);
        assertThat(bench.out.lastVerdict("990103", "N03").getState()).isEqualTo(VerdictState.STALE);
        assertThat(bench.out.lastVerdict("990201", "N02").getState()).isEqualTo(VerdictState.INSUFFICIENT);
        // A duplicate says that the source still speaks.
        bench.take(City.settled("one/1", UNIT, "2026-03-01", DisputeOutcome.SUCCESS));
        bench.tick("2026-03-02T10:02");
        assertThat(last().getStale()).isFalse();
        assertThat(last().getRecords()).isEqualTo(1);
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.INSUFFICIENT);
    }

    @Test
    void aCounterThatIsClosedOnSundayIsNotStaleOnSunday() {
        bench.take(City.control(Rhythm.newBuilder()
                .setFeed("dispute")
                .setAllowedSilenceMinutes(60)
                .setOpenFrom(8 * 60)
                .setOpenTo(18 * 60)
                .setOpenDays(0b0111111)));
        bench.tick("2026-02-28T18:00");
        bench.take(City.settled("one/1", UNIT, "2026-02-28", DisputeOutcome.SUCCESS));
        bench.tick("2026-02-28T18:01");
        bench.take(City.tick(City.minute("2026-02-28T18:02"), City.minute("2026-03-02T08:59")));
        assertThat(last().getStale()).isFalse();
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.INSUFFICIENT);
        bench.tick("2026-03-02T09:00");
        assertThat(last().getStale()).isTrue();
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.STALE);
    }

    @Test
    void silenceIsCountedFromTheFirstTickAtTheEarliest() {
        bench.take(City.settled("one/1", UNIT, "2026-03-01", DisputeOutcome.SUCCESS));
        bench.tick("2026-03-02T09:00");
        assertThat(last().getLastHeard()).isZero();
        assertThat(last().getStale()).isFalse();
        bench.take(City.tick(City.minute("2026-03-02T09:01"), City.minute("2026-03-02T10:00")));
        assertThat(last().getStale()).isFalse();
        bench.tick("2026-03-02T10:01");
        assertThat(last().getStale()).isTrue();
    }

    @Test
    void aFeedWithoutARhythmIsNeverStale() {
        bench.take(City.alarm("one/1", UNIT, 1, "2026-03-02T08:00"));
        bench.tick("2026-03-02T09:00");
        bench.take(City.tick(City.minute("2026-03-02T09:01"), City.minute("2026-03-20T09:00")));
        assertThat(last().getStale()).isFalse();
        assertThat(last().getFeed()).isEqualTo("alarm");
    }

    @Test
    void marksJoinIntoOneSpan() {
        bench.take(mark("1", "2026-01-01T00:00", "2026-01-10T00:00"));
        bench.take(mark("2", "2026-01-20T00:00", "2026-02-01T00:00"));
        bench.take(mark("3", "2026-01-05T00:00", "2026-01-20T00:00"));
        bench.take(mark("5", "2026-02-01T00:00", "2026-02-02T00:00"));
        bench.take(mark("4", "2026-02-02T00:00", "2026-02-02T00:00"));
        bench.tick("2026-03-02T09:00");
        assertThat(last().getMarks()).isTrue();
        assertThat(last().getCoveredList())
                .containsExactly(Interval.newBuilder()
                        .setFrom(City.minute("2026-01-01T00:00"))
                        .setTo(City.minute("2026-02-02T00:00"))
                        .build());
        assertThat(last().getRecords()).isZero();
    }

    @Test
    void withoutAKnownSourceThereIsNoEvidence() {
        bench.tick("2026-03-02T09:00");
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.INSUFFICIENT);
    }

    @Test
    void aHoleOfAWholeDayInTheWindowIsNotCovered() {
        assertThat(stateWith(mark("1", "2025-01-01T00:00", "2026-03-02T00:00"))).isEqualTo(VerdictState.MISSED);
        assertThat(stateWith(
                        mark("1", "2025-01-01T00:00", "2026-01-09T23:00"),
                        mark("2", "2026-01-11T00:00", "2026-03-02T00:00")))
                .isEqualTo(VerdictState.INSUFFICIENT);
        assertThat(stateWith(
                        mark("1", "2025-01-01T00:00", "2026-01-10T00:01"),
                        mark("2", "2026-01-11T23:59", "2026-03-02T00:00")))
                .isEqualTo(VerdictState.MISSED);
        // Before the window a hole is nobody's business.
        assertThat(stateWith(
                        mark("1", "2025-01-01T00:00", "2025-11-20T00:00"),
                        mark("2", "2025-12-03T08:00", "2026-03-02T00:00")))
                .isEqualTo(VerdictState.MISSED);
    }

    @Test
    void coverageMayNotBeginLaterThanTheWindow() {
        assertThat(stateWith(mark("1", "2025-12-03T23:00", "2026-03-02T00:00"))).isEqualTo(VerdictState.MISSED);
        assertThat(stateWith(mark("1", "2025-12-04T00:00", "2026-03-02T00:00"))).isEqualTo(VerdictState.INSUFFICIENT);
    }

    @Test
    void whatFollowsTheLastMarkIsLeftToTheRhythm() {
        assertThat(stateWith(mark("1", "2025-01-01T00:00", "2026-01-02T00:00"))).isEqualTo(VerdictState.MISSED);
    }

    @Test
    void severalSourcesCoverTogether() {
        assertThat(stateWith(
                        City.mark("one/m", UNIT, "one", "dispute", "2025-01-01T00:00", "2026-01-09T00:00"),
                        City.mark("two/m", UNIT, "two", "dispute", "2026-01-09T00:00", "2026-03-02T00:00")))
                .isEqualTo(VerdictState.MISSED);
        assertThat(stateWith(
                        City.mark("one/m", UNIT, "one", "dispute", "2025-01-01T00:00", "2026-01-09T00:00"),
                        City.mark("two/m", UNIT, "two", "alarm", "2026-01-09T00:00", "2026-03-02T00:00"),
                        City.mark("two/n", UNIT, "two", "dispute", "2026-01-11T00:00", "2026-03-02T00:00")))
                .isEqualTo(VerdictState.INSUFFICIENT);
    }

    @Test
    void aSourceThatNeverMarksCoversFromItsFirstRecordOn() {
        begin();
        fail("2025-12-03");
        assertThat(judged()).isEqualTo(VerdictState.MISSED);
        begin();
        fail("2025-12-04");
        assertThat(judged()).isEqualTo(VerdictState.INSUFFICIENT);
    }

    @Test
    void aYoungUnitNeedsCoverFromItsFirstDay() {
        bench = new Bench();
        Register.Builder young = City.register().toBuilder();
        for (Unit.Builder unit : young.getUnitsBuilderList()) {
            unit.setValidFrom(unit.getId().equals(UNIT) ? City.day("2026-01-15") : unit.getValidFrom());
        }
        bench.take(City.control(young.build()));
        bench.take(City.controlCatalogue(City.catalogue(3, 10, 700_000)));
        bench.take(mark("1", "2026-01-15T00:00", "2026-03-02T00:00"));
        fail("2026-02-01");
        assertThat(judged()).isEqualTo(VerdictState.MISSED);
    }

    @Test
    void aMarkThatIsTakenBackGivesNoWord() {
        bench.take(mark("1", "2025-01-01T00:00", "2026-03-02T00:00").toBuilder()
                .setWithdrawn(true)
                .build());
        bench.tick("2026-03-02T09:00");
        assertThat(last().getMarks()).isFalse();
    }

    private VerdictState stateWith(StationRecord... marks) {
        begin();
        List.of(marks).forEach(bench::take);
        fail("2026-02-01");
        return judged();
    }

    /** Ten disputes that failed on the day, reported as they were registered. */
    private void fail(String day) {
        for (int i = 0; i < 10; i++) {
            bench.take(City.settled("one/" + i, UNIT, day, DisputeOutcome.FAILURE));
        }
    }

    /** What the day's turn says of 2026-03-02; the window begins on 2025-12-03. */
    private VerdictState judged() {
        bench.tick("2026-03-02T23:59");
        bench.tick("2026-03-03T00:00");
        assertThat(bench.out.lastVerdict(UNIT, "N02").getWindowFrom()).isEqualTo(City.day("2025-12-03"));
        return bench.out.lastVerdict(UNIT, "N02").getState();
    }

    private static StationRecord mark(String id, String from, String to) {
        return City.mark("one/m" + id, "990100", "one", "dispute", from, to);
    }

    private FeedState last() {
        return bench.out.feeds.get(bench.out.feeds.size() - 1);
    }
}
