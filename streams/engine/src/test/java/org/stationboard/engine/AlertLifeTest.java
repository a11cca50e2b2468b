package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stationboard.contract.v1.VerdictState.INSUFFICIENT;
import static org.stationboard.contract.v1.VerdictState.MET;
import static org.stationboard.contract.v1.VerdictState.MISSED;
import static org.stationboard.contract.v1.VerdictState.NOT_IN_FORCE;
import static org.stationboard.contract.v1.VerdictState.STALE;
import static org.stationboard.contract.v1.VerdictState.UNDECIDED;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

class AlertLifeTest {
    private static final Standard HOLD_3_RECOVER_4 =
            CatalogueLoader.load(City.catalogue(12, 20, 900_000)).standards().get(0);
    private static final Standard HOLD_1 = CatalogueLoader.load(
                    City.catalogue(12, 20, 900_000).replace("holdTurns: 3", "holdTurns: 1"))
            .standards()
            .get(0);

    @Test
    void firesAfterItsHoldTimeAndResolvesAfterItsRecoveryTime() {
        assertThat(live(MISSED, MISSED, MISSED, MET, MET, MET, MET))
                .containsExactly(
                        "0 INACTIVE>PENDING MISSED_WITH_CERTAINTY 1",
                        "2 PENDING>FIRING HELD 3",
                        "6 FIRING>RESOLVED RECOVERED 4");
    }

    @Test
    void aResolvedAlertMayBeginAgain() {
        assertThat(live(MISSED, MISSED, MISSED, MET, MET, MET, MET, MET, MISSED))
                .endsWith("8 RESOLVED>PENDING MISSED_WITH_CERTAINTY 1");
    }

    @Test
    void aPendingAlertThatIsNotHeldFallsBack() {
        assertThat(live(MISSED, MISSED, UNDECIDED)).endsWith("2 PENDING>INACTIVE NOT_HELD 2");
        assertThat(live(MISSED, INSUFFICIENT)).endsWith("1 PENDING>INACTIVE NOT_HELD 1");
        assertThat(live(MISSED, STALE)).endsWith("1 PENDING>INACTIVE FEED_SILENT 1");
        assertThat(live(MISSED, NOT_IN_FORCE)).endsWith("1 PENDING>INACTIVE RULE_ENDED 1");
    }

    @Test
    void silenceNeitherResolvesNorForgets() {
        assertThat(live(MISSED, MISSED, MISSED, MET, MET, STALE, INSUFFICIENT, STALE, MET))
                .hasSize(2);
        assertThat(live(MISSED, MISSED, MISSED, MET, MET, STALE, INSUFFICIENT, STALE, MET, MET))
                .endsWith("9 FIRING>RESOLVED RECOVERED 4");
    }

    @Test
    void aMissBeginsTheRecoveryAnew() {
        assertThat(live(MISSED, MISSED, MISSED, MET, MET, MET, MISSED, MET, MET, MET))
                .hasSize(2);
    }

    @Test
    void anUndecidedTurnCountsForTheBetterOnlyWithThePlansLiteralResult() {
        List<String> met = new Life(HOLD_3_RECOVER_4)
                .turns(Literal.LITERAL_MET, MISSED, MISSED, MISSED, UNDECIDED, UNDECIDED, UNDECIDED, UNDECIDED);
        assertThat(met).endsWith("6 FIRING>RESOLVED RECOVERED 4");
        List<String> missed = new Life(HOLD_3_RECOVER_4)
                .turns(Literal.LITERAL_MISSED, MISSED, MISSED, MISSED, MET, MET, MET, UNDECIDED, MET);
        assertThat(missed).hasSize(2);
    }

    @Test
    void aHoldTimeOfOneTurnFiresAtOnce() {
        assertThat(new Life(HOLD_1).turns(Literal.LITERAL_MISSED, MISSED))
                .containsExactly("0 INACTIVE>PENDING MISSED_WITH_CERTAINTY 1", "0 PENDING>FIRING HELD 1");
    }

    @Test
    void endsWithItsRuleOrUnitOnlyWhileItIsAlive() {
        AlertLife pending = AlertLife.BEGINNING
                .turn(HOLD_3_RECOVER_4, verdict(MISSED, 0, Literal.LITERAL_MISSED))
                .life();
        assertThat(pending.end(AlertReason.UNIT_CLOSED).moves()).hasSize(1);
        assertThat(AlertLife.BEGINNING.end(AlertReason.UNIT_CLOSED).moves()).isEmpty();
    }

    private static List<String> live(VerdictState... states) {
        return new Life(HOLD_3_RECOVER_4).turns(Literal.LITERAL_MISSED, states);
    }

    private static Verdict verdict(VerdictState state, long tick, Literal literal) {
        return Verdict.newBuilder()
                .setState(state)
                .setTick(tick)
                .setLiteral(literal)
                .build();
    }

    private record Life(Standard standard) {
        List<String> turns(Literal literal, VerdictState... states) {
            List<String> moves = new ArrayList<>();
            AlertLife life = AlertLife.BEGINNING;
            for (int i = 0; i < states.length; i++) {
                AlertLife.Next next = life.turn(standard, verdict(states[i], i, literal));
                for (AlertLife.Move move : next.moves()) {
                    moves.add(i + " " + move.from() + ">" + move.to() + " " + move.reason() + " " + move.turns());
                }
                life = next.life();
            }
            return moves;
        }
    }
}
