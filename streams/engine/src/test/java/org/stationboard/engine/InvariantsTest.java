package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Announced;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Verdict;

/** What may never be published is noticed, in made-up values and from engines that are wrong. */
class InvariantsTest {
    @Test
    void figuresOfNegativeCountsOrMoreSuccessesThanTriesAreNoticed() {
        Figure.Builder share = Figure.newBuilder().setIndicator("disputes.succeeded");
        assertNoticed(share.setNumerator(3).setDenominator(2).build());
        assertNoticed(share.setNumerator(-1).setDenominator(2).build());
        assertNoticed(share.setNumerator(0).setDenominator(-1).build());
        Invariants.hold(share.setNumerator(2).setDenominator(2).build());
        Figure.Builder stock = Figure.newBuilder().setIndicator("disputes.open");
        assertNoticed(stock.setOpened(0).setClosed(-1).build());
        assertNoticed(stock.setOpened(-1).setClosed(0).build());
        Figure.Builder level = Figure.newBuilder().setIndicator("information.collected");
        Invariants.hold(level.setNumerator(3).setDenominator(2).build());
        assertNoticed(level.setNumerator(-3).build());
    }

    @Test
    void completenessBeyondOneIsNoticed() {
        Announced.Builder span = Announced.newBuilder().setFrom(0).setTo(1440).setAnnounced(2);
        Invariants.hold(FeedState.newBuilder().addAnnounced(span.setCounted(2)).build());
        assertThatThrownBy(() -> Invariants.hold(
                        FeedState.newBuilder().addAnnounced(span.setCounted(3)).build()))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Invariants.hold(
                        FeedState.newBuilder().addAnnounced(span.setCounted(-1)).build()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anIntervalThatDoesNotHoldItsShareIsNoticed() {
        Verdict.Builder verdict = Verdict.newBuilder().setNumerator(1).setDenominator(2);
        Invariants.hold(verdict.setLowerPpm(100).setUpperPpm(900_000).build());
        assertThatThrownBy(() -> Invariants.hold(verdict.setLowerPpm(500_001).build()))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Invariants.hold(
                        verdict.setLowerPpm(0).setUpperPpm(499_999).build()))
                .isInstanceOf(AssertionError.class);
    }

    /** Over tables that lose versions it takes out of cells what was never put in: it must stop, not publish. */
    @Test
    void anEngineThatForgetsVersionsStopsRatherThanPublishWhatCannotBe() {
        int stopped = 0;
        for (int seed = 1; seed <= 20; seed++) {
            Partitions engines = new Partitions(Dirty.LIMIT, () -> OtherTables.forgetful(5));
            try {
                for (HistoryStep step : new History(seed, false).log) {
                    engines.take(step.taken());
                    engines.publishLive();
                }
            } catch (IllegalStateException itself) {
                stopped++;
            }
        }
        assertThat(stopped).isPositive();
    }

    private static void assertNoticed(Figure figure) {
        assertThatThrownBy(() -> Invariants.hold(figure))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected: no negative count, 0 <= n <= d");
    }
}
