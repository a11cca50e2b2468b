package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.VerdictState;

/** Which transitions the verdicts of day's turns must lead to, as the design says: hold time, recovery, reasons. */
final class AlertOracle {
    private final Map<String, Life> lives = new HashMap<>();
    /** Transitions by unit and standard, in order. */
    final Map<String, List<String>> transitions = new HashMap<>();

    /** A turn gave this verdict of a unit's standard. */
    void turn(String pair, Target target, VerdictOracle.Said said, long tick) {
        Life life = lives.computeIfAbsent(pair, p -> new Life());
        boolean missed = said.state() == VerdictState.MISSED;
        switch (life.state) {
            case PENDING -> pending(pair, life, target, said, tick);
            case FIRING -> firing(pair, life, target, said, tick);
            default -> {
                if (missed) {
                    life.since = tick;
                    life.turns = 1;
                    move(pair, life, AlertState.PENDING, AlertReason.MISSED_WITH_CERTAINTY, tick);
                    fire(pair, life, target, tick);
                }
            }
        }
    }

    /** Its rule or unit has ended; nothing is remembered of it. */
    void end(String pair, AlertReason reason, long tick) {
        Life life = lives.remove(pair);
        if (life != null && (life.state == AlertState.PENDING || life.state == AlertState.FIRING)) {
            move(pair, life, AlertState.INACTIVE, reason, tick);
        }
    }

    private void pending(String pair, Life life, Target target, VerdictOracle.Said said, long tick) {
        if (said.state() == VerdictState.MISSED) {
            life.turns++;
            fire(pair, life, target, tick);
            return;
        }
        AlertReason reason = AlertReason.NOT_HELD;
        if (said.state() == VerdictState.STALE) {
            reason = AlertReason.FEED_SILENT;
        } else if (said.state() == VerdictState.NOT_IN_FORCE) {
            reason = AlertReason.RULE_ENDED;
        }
        move(pair, life, AlertState.INACTIVE, reason, tick);
    }

    private void firing(String pair, Life life, Target target, VerdictOracle.Said said, long tick) {
        boolean better = said.state() == VerdictState.MET
                || (said.state() == VerdictState.UNDECIDED && said.literal() == Literal.LITERAL_MET);
        boolean worse = said.state() == VerdictState.MISSED || (said.state() == VerdictState.UNDECIDED && !better);
        if (said.state() == VerdictState.NOT_IN_FORCE) {
            move(pair, life, AlertState.INACTIVE, AlertReason.RULE_ENDED, tick);
        } else if (better) {
            life.turns++;
            if (life.turns >= target.recovery()) {
                move(pair, life, AlertState.RESOLVED, AlertReason.RECOVERED, tick);
            }
        } else if (worse) {
            life.turns = 0;
        }
    }

    private void fire(String pair, Life life, Target target, long tick) {
        if (life.turns >= target.hold()) {
            move(pair, life, AlertState.FIRING, AlertReason.HELD, tick);
            life.turns = 0;
        }
    }

    private void move(String pair, Life life, AlertState to, AlertReason reason, long tick) {
        transitions
                .computeIfAbsent(pair, p -> new ArrayList<>())
                .add(text(id(pair, to, tick), life.state, to, reason, tick, life.since, life.turns));
        life.state = to;
        if (to == AlertState.INACTIVE || to == AlertState.RESOLVED) {
            life.turns = 0;
        }
    }

    static String text(AlertTransition move) {
        return text(
                move.getId(),
                move.getFrom(),
                move.getTo(),
                move.getReason(),
                move.getTick(),
                move.getSince(),
                move.getTurns());
    }

    private static String text(
            String id, AlertState from, AlertState to, AlertReason reason, long tick, long since, int turns) {
        return id + ' ' + from + '>' + to + ' ' + reason + " at " + tick + " since " + since + " after " + turns;
    }

    private static String id(String pair, AlertState to, long tick) {
        byte[] text = (pair + '|' + to + '|' + tick).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static final class Life {
        private AlertState state = AlertState.INACTIVE;
        private int turns;
        private long since;
    }
}
