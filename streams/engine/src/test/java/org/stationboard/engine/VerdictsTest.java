package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

class VerdictsTest {
    private static final Standard STANDARD =
            CatalogueLoader.load(City.catalogue(12, 20, 900_000)).standards().get(0);
    private static final Coverage COVERED = new Coverage(true, List.of());
    private static final long ON = City.day("2026-03-31");

    @Test
    void literalResultComparesWholeNumbers() {
        assertThat(Verdicts.literal(Comparator.GE, 900_000, 9, 10)).isEqualTo(Literal.LITERAL_MET);
        assertThat(Verdicts.literal(Comparator.GT, 900_000, 9, 10)).isEqualTo(Literal.LITERAL_MISSED);
        assertThat(Verdicts.literal(Comparator.LE, 900_000, 9, 10)).isEqualTo(Literal.LITERAL_MET);
        assertThat(Verdicts.literal(Comparator.LT, 900_000, 9, 10)).isEqualTo(Literal.LITERAL_MISSED);
        assertThat(Verdicts.literal(Comparator.GE, 333_333, 1, 3)).isEqualTo(Literal.LITERAL_MET);
        assertThat(Verdicts.literal(Comparator.GE, 333_334, 1, 3)).isEqualTo(Literal.LITERAL_MISSED);
        assertThat(Verdicts.literal(Comparator.GE, 900_000, 0, 0)).isEqualTo(Literal.LITERAL_NONE);
    }

    @Test
    void certaintyNeedsTheWholeIntervalOnOneSide() {
        ExactInterval interval = new ExactInterval(900_000, 950_000);
        assertThat(Verdicts.certainty(Comparator.GE, 900_000, interval)).isEqualTo(VerdictState.MET);
        assertThat(Verdicts.certainty(Comparator.GE, 900_001, interval)).isEqualTo(VerdictState.UNDECIDED);
        assertThat(Verdicts.certainty(Comparator.GE, 950_000, interval)).isEqualTo(VerdictState.UNDECIDED);
        assertThat(Verdicts.certainty(Comparator.GE, 950_001, interval)).isEqualTo(VerdictState.MISSED);
        assertThat(Verdicts.certainty(Comparator.GT, 900_000, interval)).isEqualTo(VerdictState.UNDECIDED);
        assertThat(Verdicts.certainty(Comparator.GT, 950_000, interval)).isEqualTo(VerdictState.MISSED);
        assertThat(Verdicts.certainty(Comparator.LE, 950_000, interval)).isEqualTo(VerdictState.MET);
        assertThat(Verdicts.certainty(Comparator.LE, 899_999, interval)).isEqualTo(VerdictState.MISSED);
        assertThat(Verdicts.certainty(Comparator.LT, 950_000, interval)).isEqualTo(VerdictState.UNDECIDED);
        assertThat(Verdicts.certainty(Comparator.LT, 900_000, interval)).isEqualTo(VerdictState.MISSED);
    }

    @Test
    void windowsAreRollingCalendarMonths() {
        assertThat(Verdicts.windowFrom(City.day("2026-03-31"), 12)).isEqualTo(City.day("2025-04-01"));
        assertThat(Verdicts.windowFrom(City.day("2024-02-29"), 12)).isEqualTo(City.day("2023-03-01"));
        assertThat(Verdicts.windowFrom(City.day("2026-07-31"), 5)).isEqualTo(City.day("2026-03-01"));
    }

    @Test
    void aSilentFeedGoesBeforeASmallSampleAndThatBeforeCertainty() {
        assertThat(judge(19, 19, true, COVERED).getState()).isEqualTo(VerdictState.STALE);
        assertThat(judge(19, 19, false, COVERED).getState()).isEqualTo(VerdictState.INSUFFICIENT);
        assertThat(judge(5, 20, false, COVERED).getState()).isEqualTo(VerdictState.MISSED);
        assertThat(judge(20, 20, false, COVERED).getState()).isEqualTo(VerdictState.UNDECIDED);
        assertThat(judge(300, 300, false, COVERED).getState()).isEqualTo(VerdictState.MET);
        Coverage unknown = new Coverage(false, List.of());
        assertThat(judge(300, 300, false, unknown).getState()).isEqualTo(VerdictState.INSUFFICIENT);
        Coverage hole = new Coverage(true, List.of(new Coverage.Days(ON - 9, ON - 9)));
        assertThat(judge(300, 300, false, hole).getState()).isEqualTo(VerdictState.INSUFFICIENT);
    }

    @Test
    void aVerdictCarriesItsCountsIntervalRuleAndInputs() {
        Verdict verdict = judge(18, 20, false, COVERED);
        assertThat(verdict.getLiteral()).isEqualTo(Literal.LITERAL_MET);
        assertThat(verdict.getLowerPpm()).isEqualTo(ExactInterval.of(18, 20).lowerPpm());
        assertThat(verdict.getUpperPpm()).isEqualTo(ExactInterval.of(18, 20).upperPpm());
        assertThat(verdict.getRuleDigest()).isEqualTo(STANDARD.digest());
        assertThat(verdict.getInputDigest())
                .isNotEqualTo(judge(17, 20, false, COVERED).getInputDigest());
        assertThat(verdict.getInputDigest())
                .isEqualTo(judge(18, 20, false, COVERED).getInputDigest());
        assertThat(judge(0, 0, false, COVERED).hasLowerPpm()).isFalse();
    }

    private static Verdict judge(long n, long d, boolean stale, Coverage coverage) {
        return Verdicts.judge(STANDARD, new Verdicts.Inputs("990101", ON, 1, true, n, d, stale, coverage));
    }
}
