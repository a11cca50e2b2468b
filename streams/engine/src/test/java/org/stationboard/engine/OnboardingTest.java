package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

/** A bureau brings its history before its first day: no verdict is certain before a standard's window is covered. */
class OnboardingTest {
    private static final String UNIT = "990101";
    private static final YearMonth FIRST = YearMonth.of(2024, 1);
    private static final List<VerdictState> CERTAIN = List.of(VerdictState.MET, VerdictState.MISSED);

    private final Bench bench = Bench.withRules(City.register(), City.catalogue(24, 10, 700_000));

    @Test
    void with23MonthsThereIsNoCertainVerdict() {
        importInOrder(23);
        assertThat(certain()).isEmpty();
        assertThat(bench.out.lastVerdict(UNIT, "N02").getDenominator()).isEqualTo(23 * 3 + 1);
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.INSUFFICIENT);
        assertThat(months()).isEqualTo(23);
    }

    @Test
    void theTurnThatCloses24MonthsGivesTheFirstCertainVerdict() {
        importInOrder(25);
        assertThat(certain()).allMatch(verdict -> verdict.getUnitId().equals(UNIT));
        assertThat(certain().stream().map(Verdict::getOn).min(Comparator.naturalOrder()))
                .contains(City.day("2025-12-31"));
        assertThat(certain().get(0).getTick()).isEqualTo(City.minute("2026-01-01T00:00"));
        assertThat(months()).isEqualTo(25);
    }

    @Test
    void ofAFeedThatNobodySendsNothingIsCovered() {
        assertThat(CoveredHistory.of(List.of(), City.minute("2026-01-01T00:00"), City.ZONE))
                .isEmpty();
    }

    /** Under the clock {@code wall} ticks go on while the oldest part of a history is in and the newest is not. */
    @Test
    void aHistoryThatIsAnnouncedIsNotJudgedBeforeItsMark() {
        bench.tick("2026-01-31T09:00");
        bench.take(City.mark("one/begin", "990100", "one", "dispute", "2024-01-01T09:00", "2024-01-01T09:00"));
        month(FIRST, DisputeOutcome.FAILURE, 20);
        bench.tick("2026-01-31T09:01");
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.INSUFFICIENT);
        assertThat(newest()).isEmpty();
        for (int i = 1; i < 25; i++) {
            month(FIRST.plusMonths(i), DisputeOutcome.SUCCESS, 20);
        }
        bench.take(City.tick(City.minute("2026-01-31T09:02"), City.minute("2026-02-01T00:00")));
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.INSUFFICIENT);
        bench.take(City.mark("one/all", "990100", "one", "dispute", "2024-01-01T00:00", "2026-02-01T00:00"));
        bench.tick("2026-02-01T00:01");
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.MET);
        assertThat(certain()).allMatch(verdict -> verdict.getState() == VerdictState.MET);
        assertThat(months()).isEqualTo(25);
    }

    @Test
    void aHistoryBeginsAfterItsLastHoleOfAWholeDay() {
        bench.tick("2026-01-31T09:00");
        bench.take(City.mark("one/a", "990100", "one", "dispute", "2024-01-01T00:00", "2024-06-01T00:00"));
        bench.take(City.mark("two/a", "990100", "two", "dispute", "2024-06-02T00:00", "2026-01-31T00:00"));
        bench.tick("2026-01-31T09:01");
        assertThat(newest()).contains(new CoveredHistory(City.day("2024-06-02"), City.day("2026-01-31")));
        assertThat(months()).isEqualTo(19);
        bench.take(City.mark("two/b", "990100", "two", "dispute", "2024-06-01T12:00", "2024-06-02T00:00"));
        bench.tick("2026-01-31T09:02");
        assertThat(newest()).contains(new CoveredHistory(City.day("2024-01-01"), City.day("2026-01-31")));
        assertThat(months()).isEqualTo(25);
    }

    @Test
    void aSourceThatFellSilentHasNoHistorySinceThen() {
        bench.tick("2024-01-01T09:00");
        month(FIRST, DisputeOutcome.SUCCESS, 20);
        bench.tick("2024-01-31T09:00");
        bench.take(City.tick(City.minute("2024-01-31T09:01"), City.minute("2024-03-01T00:00")));
        assertThat(newest()).contains(new CoveredHistory(City.day("2024-01-01"), City.day("2024-01-01")));
        assertThat(months()).isZero();
    }

    /** Three failures a month, each reported on its day, and every day's turn, as a replay under the clock log brings them. */
    private void importInOrder(int months) {
        bench.tick("2024-01-01T00:00");
        for (int i = 0; i < months; i++) {
            month(FIRST.plusMonths(i), DisputeOutcome.FAILURE, 3);
            LocalDate next = FIRST.plusMonths(i + 1L).atDay(1);
            bench.take(City.tick(bench.engine.lastTick() + 1, City.minute(next + "T00:00") - 1));
        }
        bench.tick(FIRST.plusMonths(months).atDay(1) + "T00:00");
        month(FIRST.plusMonths(months), DisputeOutcome.FAILURE, 1);
        bench.tick(FIRST.plusMonths(months).atDay(1) + "T00:01");
    }

    private void month(YearMonth month, DisputeOutcome outcome, int disputes) {
        for (int i = 0; i < disputes; i++) {
            StationRecord settled =
                    City.settled("one/" + month + i, UNIT, month.atDay(1 + i).toString(), outcome);
            bench.take(settled);
        }
    }

    private List<Verdict> certain() {
        return bench.out.verdicts.stream()
                .filter(verdict -> CERTAIN.contains(verdict.getState()))
                .toList();
    }

    private Optional<CoveredHistory> newest() {
        List<FeedState> states = bench.out.feeds.stream()
                .collect(Collectors.toMap(FeedState::getSource, state -> state, (one, other) -> other))
                .values()
                .stream()
                .toList();
        return CoveredHistory.of(states, bench.engine.lastTick(), City.ZONE);
    }

    private int months() {
        return newest().map(CoveredHistory::months).orElse(0);
    }
}
