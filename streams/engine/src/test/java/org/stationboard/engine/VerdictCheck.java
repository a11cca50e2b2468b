package org.stationboard.engine;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.engine.VerdictOracle.Said;

/** Holds every verdict and every alert's step of four engines to the oracle, tick by tick. */
final class VerdictCheck {
    private static final long FIVE_YEARS = 5 * 365;

    private final Partitions engines;
    private final HistoryOracle oracle;
    private final List<String> differences;
    private final int[] read = new int[Realm.PARTITIONS];
    private final int[] appendedRead = new int[Realm.PARTITIONS];
    private final Map<String, Verdict> last = new HashMap<>();
    /** What five years up to the running day summed to when it began. */
    private final Map<String, String> newDay = new HashMap<>();

    private final Map<ByteString, Said> byDigest = new HashMap<>();
    private FigureOracle figures = new FigureOracle(List.of());

    VerdictCheck(Partitions engines, HistoryOracle oracle, List<String> differences) {
        this.engines = engines;
        this.oracle = oracle;
        this.differences = differences;
    }

    /** The engines have lived these minutes. */
    void compare(long from, long to) {
        figures = oracle.figures();
        Map<Long, Map<String, Said>> turns = oracle.live(from, to, figures);
        Map<Long, Set<String>> given = new HashMap<>();
        for (int i = 0; i < Realm.PARTITIONS; i++) {
            Recording out = engines.outs.get(i);
            for (Verdict verdict : out.verdicts.subList(read[i], out.verdicts.size())) {
                boolean appended = appendedRead[i] < out.appended.size()
                        && out.appended.get(appendedRead[i]).equals(verdict);
                appendedRead[i] += appended ? 1 : 0;
                if (verdict.getTurn()) {
                    given.computeIfAbsent(verdict.getTick(), t -> new HashSet<>())
                            .add(pair(verdict));
                }
                take(verdict, appended, turns);
            }
            read[i] = out.verdicts.size();
        }
        turns.forEach((tick, said) -> {
            Set<String> open = new HashSet<>();
            said.forEach((pair, expected) -> {
                // That a rule is not in force is said once.
                if (expected.state() != VerdictState.NOT_IN_FORCE || !last.containsKey(pair)) {
                    open.add(pair);
                }
            });
            Set<String> turned = given.getOrDefault(tick, Set.of());
            if (!turned.containsAll(open) || !said.keySet().containsAll(turned)) {
                differ("turn " + tick + ": " + turned + " but " + said.keySet());
            }
        });
        compareStanding(to, turns.keySet());
        if (!turns.isEmpty()) {
            compareAlerts();
        }
    }

    private void take(Verdict verdict, boolean appended, Map<Long, Map<String, Said>> turns) {
        String pair = pair(verdict);
        Verdict before = last.put(pair, verdict);
        if (before != null && oracle.ended(pair, before.getTick(), verdict.getTick())) {
            before = null;
        }
        Said expected;
        boolean news = verdict.getTurn();
        if (verdict.getTurn()) {
            expected = turns.getOrDefault(verdict.getTick(), Map.of()).get(pair);
            if (verdict.getTick() != HistoryOracle.begins(verdict.getOn() + 1)) {
                differ("turn not at a day's end: " + verdict);
            }
        } else {
            expected = said(verdict);
            news = before == null
                    || before.getState() != verdict.getState()
                    || before.getLiteral() != verdict.getLiteral();
            if (verdict.getOn() != HistoryOracle.day(verdict.getTick() * 60)) {
                differ("not the tick's own day: " + verdict);
            }
        }
        if (!says(verdict, expected)) {
            differ(verdict + " but " + expected);
        }
        if (appended != news) {
            differ("appended " + appended + ": " + verdict + " after " + before);
        }
        Said one = byDigest.putIfAbsent(verdict.getInputDigest(), text(verdict));
        if (one != null && !one.equals(text(verdict))) {
            differ("one digest of inputs: " + verdict + " and " + one);
        }
    }

    /** What was said last must still be what there is to say. */
    private void compareStanding(long minute, Set<Long> turns) {
        long day = HistoryOracle.day(minute * 60);
        boolean turned = !turns.isEmpty();
        boolean atTurn = turns.contains(minute);
        VerdictOracle verdicts = new VerdictOracle(figures, oracle.feeds, oracle.rules, oracle.firstTick);
        if (turned) {
            newDay.clear();
        }
        for (Map.Entry<String, Target> each : oracle.rules.at(minute).judged(atTurn ? day - 1 : day)) {
            String pair = HistoryOracle.pair(each);
            Verdict verdict = last.get(pair);
            if (verdict == null || oracle.ended(pair, verdict.getTick(), minute)) {
                // A unit whose first day is running may wait for that day's turn.
                if (oracle.rules.at(minute).judged(day - 1).contains(each)) {
                    differ("not judged: " + pair + " at " + minute);
                }
                continue;
            }
            if (!says(verdict, verdicts.said(each.getKey(), each.getValue(), verdict.getOn(), minute))) {
                differ("at " + minute + " still " + verdict);
            }
            String indicator = each.getValue().indicator();
            String today = Arrays.toString(figures.sum(each.getKey(), indicator, day - FIVE_YEARS, day));
            boolean judged = verdict.getState() != VerdictState.NOT_IN_FORCE;
            if (judged && !newDay.computeIfAbsent(pair, p -> today).equals(today) && verdict.getOn() < day) {
                differ("not judged again: " + verdict + " but " + today);
            }
        }
    }

    private void compareAlerts() {
        Map<String, List<String>> moves = new HashMap<>();
        for (Recording out : engines.outs) {
            for (AlertTransition move : out.alerts) {
                moves.computeIfAbsent(move.getUnitId() + '|' + move.getStandardId(), p -> new ArrayList<>())
                        .add(AlertOracle.text(move));
            }
        }
        if (!moves.equals(oracle.alerts.transitions)) {
            differ("alerts: " + moves + " but " + oracle.alerts.transitions);
        }
    }

    private Said said(Verdict verdict) {
        List<Target> targets = oracle.rules.at(verdict.getTick()).targets();
        Target target = (targets == null ? List.<Target>of() : targets)
                .stream()
                        .filter(t -> t.id().equals(verdict.getStandardId()))
                        .findFirst()
                        .orElseThrow();
        return new VerdictOracle(figures, oracle.feeds, oracle.rules, oracle.firstTick)
                .said(verdict.getUnitId(), target, verdict.getOn(), verdict.getTick());
    }

    /** Bounds may lie a millionth further out than they must. */
    private static boolean says(Verdict verdict, @Nullable Said said) {
        if (said == null) {
            return false;
        }
        boolean bounds = verdict.hasLowerPpm() == said.d() > 0
                && said.lower() - verdict.getLowerPpm() >= 0
                && said.lower() - verdict.getLowerPpm() <= 1
                && verdict.getUpperPpm() - said.upper() >= 0
                && verdict.getUpperPpm() - said.upper() <= 1;
        return bounds
                && verdict.getState() == said.state()
                && verdict.getLiteral() == said.literal()
                && verdict.getNumerator() == said.n()
                && verdict.getDenominator() == said.d()
                && verdict.getWindowFrom() == said.from()
                && verdict.getWindowTo() == verdict.getOn();
    }

    private static Said text(Verdict verdict) {
        return new Said(
                verdict.getState(),
                verdict.getLiteral(),
                verdict.getNumerator(),
                verdict.getDenominator(),
                verdict.getLowerPpm(),
                verdict.getUpperPpm(),
                verdict.getWindowFrom());
    }

    private static String pair(Verdict verdict) {
        return verdict.getUnitId() + '|' + verdict.getStandardId();
    }

    private void differ(String difference) {
        if (differences.size() < 20) {
            differences.add(difference);
        }
    }
}
