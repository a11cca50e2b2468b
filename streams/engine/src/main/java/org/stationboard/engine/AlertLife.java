package org.stationboard.engine;

import java.util.List;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

/**
 * Where an alert stands between day's turns; its steps are pure.
 *
 * @param turns of a pending alert the turns in a row certainly missed; of a firing one the turns in a row recovering
 * @param since epoch minute it became pending at; 0 before the first time
 * @param fired how often it has fired since its rule began
 */
record AlertLife(AlertState state, int turns, long since, int fired) {
    static final AlertLife BEGINNING = new AlertLife(AlertState.INACTIVE, 0, 0, 0);

    /** What the alert does at a day's turn that gave this verdict; no moves where it stays. */
    Next turn(Standard standard, Verdict verdict) {
        boolean missed = verdict.getState() == VerdictState.MISSED;
        return switch (state) {
            case INACTIVE, RESOLVED, ALERT_STATE_UNSPECIFIED, UNRECOGNIZED ->
                missed ? begin(standard, verdict.getTick()) : stay(this);
            case PENDING -> missed ? hold(standard) : fallBack(verdict.getState());
            case FIRING -> recover(standard, verdict);
        };
    }

    /** What the alert does where its rule or unit has ended. */
    Next end(AlertReason reason) {
        return alive() ? inactive(reason) : stay(this);
    }

    /** Whether it is pending or firing. */
    boolean alive() {
        return state == AlertState.PENDING || state == AlertState.FIRING;
    }

    private Next begin(Standard standard, long tick) {
        AlertLife pending = new AlertLife(AlertState.PENDING, 1, tick, fired);
        Move move = new Move(state, AlertState.PENDING, AlertReason.MISSED_WITH_CERTAINTY, tick, 1, fired);
        if (standard.holdTurns() > 1) {
            return new Next(pending, List.of(move));
        }
        Next fired = pending.fire();
        return new Next(fired.life(), List.of(move, fired.moves().get(0)));
    }

    private Next hold(Standard standard) {
        AlertLife held = new AlertLife(state, turns + 1, since, fired);
        return held.turns >= standard.holdTurns() ? held.fire() : stay(held);
    }

    private Next fire() {
        Move move = new Move(state, AlertState.FIRING, AlertReason.HELD, since, turns, fired);
        return new Next(new AlertLife(AlertState.FIRING, 0, since, fired + 1), List.of(move));
    }

    private Next fallBack(VerdictState verdictState) {
        return switch (verdictState) {
            case STALE -> inactive(AlertReason.FEED_SILENT);
            case NOT_IN_FORCE -> inactive(AlertReason.RULE_ENDED);
            case MET, MISSED, UNDECIDED, INSUFFICIENT, NO_TARGET, VERDICT_STATE_UNSPECIFIED, UNRECOGNIZED ->
                inactive(AlertReason.NOT_HELD);
        };
    }

    private Next inactive(AlertReason reason) {
        Move move = new Move(state, AlertState.INACTIVE, reason, since, turns, fired);
        return new Next(new AlertLife(AlertState.INACTIVE, 0, since, fired), List.of(move));
    }

    private Next recover(Standard standard, Verdict verdict) {
        return switch (verdict.getState()) {
            case STALE, INSUFFICIENT -> stay(this);
            case MISSED -> stay(new AlertLife(state, 0, since, fired));
            case MET -> recovering(standard);
            // Of a sample that cannot tell, only the plan's own result counts as a turn for the better.
            case UNDECIDED ->
                verdict.getLiteral() == Literal.LITERAL_MET
                        ? recovering(standard)
                        : stay(new AlertLife(state, 0, since, fired));
            case NOT_IN_FORCE, NO_TARGET -> inactive(AlertReason.RULE_ENDED);
            case VERDICT_STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("verdict: " + verdict.getState() + " (expected: a known state)");
        };
    }

    private Next recovering(Standard standard) {
        AlertLife better = new AlertLife(state, turns + 1, since, fired);
        if (better.turns < standard.recoveryTurns()) {
            return stay(better);
        }
        Move move = new Move(state, AlertState.RESOLVED, AlertReason.RECOVERED, since, better.turns, fired);
        return new Next(new AlertLife(AlertState.RESOLVED, 0, since, fired), List.of(move));
    }

    private static Next stay(AlertLife life) {
        return new Next(life, List.of());
    }

    /** The alert afterwards, and the moves that led there in order. */
    record Next(AlertLife life, List<Move> moves) {}

    /** One transition, and how often the alert had fired before it. */
    record Move(AlertState from, AlertState to, AlertReason reason, long since, int turns, int firedBefore) {}
}
