package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Keys;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Severity;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.engine.EngineTables.Table;
import org.stationboard.engine.Rules.Rule;
import org.stationboard.engine.VerdictDraft.Occasion;

/** Gives verdicts at ticks and moves alerts at day's turns, for the units whose log key the partition orders. */
final class Judge {
    private static final byte[] FIRST = {0};
    private static final byte[] BEYOND = {(byte) 0xFF};
    private final EngineTables tables;
    private final Output output;
    private final Assessor assessor;
    private final Rules rules;
    private final Predicate<String> ownsLogKey;
    private final Map<String, Judgement> judgements = new HashMap<>();

    Judge(EngineTables tables, Output output, Assessor assessor, Rules rules, Predicate<String> ownsLogKey) {
        this.tables = tables;
        this.output = output;
        this.assessor = assessor;
        this.rules = rules;
        this.ownsLogKey = ownsLogKey;
        tables.scan(
                Table.JUDGEMENTS,
                FIRST,
                BEYOND,
                (key, value) -> judgements.put(new String(key, StandardCharsets.UTF_8), Judgement.decoded(value)));
    }

    /** The day's turn at this tick closes the day before: everything is judged on it, and alerts move. */
    void turn(long on, long tick) {
        forAll(on, (unit, rule) -> {
            Judgement before =
                    judgements.get(Keys.judged(unit.getId(), rule.standard().id()));
            if (before != null && rests(before, rule, on)) {
                return;
            }
            Verdict verdict = assessor.judge(unit, rule, new Occasion(unit.getId(), on, tick, true));
            output.verdict(verdict, true);
            AlertLife alert = before == null ? AlertLife.BEGINNING : before.alert();
            AlertLife.Next next = alert.turn(rule.standard(), verdict);
            keep(new Judgement(verdict, next.life()));
            publish(next, verdict, tick);
        });
    }

    /** Judges everything between turns, on the day the tick lies in. */
    void everything(long on, long tick) {
        if (output.betweenTurns()) {
            forAll(on, (unit, rule) -> between(unit, rule, on, tick));
        }
    }

    /** Judges between turns what hangs on these proportions, levels and feeds. */
    void changed(NavigableSet<SeriesKey> series, List<FeedKey> changedFeeds, long on, long tick) {
        Optional<OrgTree> tree = rules.tree();
        if (tree.isEmpty() || !output.betweenTurns()) {
            return;
        }
        if (!changedFeeds.isEmpty()) {
            forAll(on, (unit, rule) -> {
                if (series.contains(new SeriesKey(unit.getId(), rule.standard().indicator()))
                        || changedFeeds.stream().anyMatch(feed -> hangsOn(unit, rule, feed))) {
                    between(unit, rule, on, tick);
                }
            });
            return;
        }
        for (SeriesKey key : series) {
            Optional<Unit> unit = tree.get().unit(key.unitId(), on);
            for (Rule rule : rules.judged()) {
                if (rule.standard().indicator().equals(key.indicator())
                        && unit.filter(u -> judges(rule, u)).isPresent()) {
                    between(unit.get(), rule, on, tick);
                }
            }
        }
    }

    /** Ends what has no rule or unit any more on the day: the alert falls back and nothing is kept. */
    void endOrphans(long day, long tick) {
        Map<String, Rule> byId = new HashMap<>();
        rules.judged().forEach(rule -> byId.put(rule.standard().id(), rule));
        List<Judgement> orphans = new ArrayList<>(0);
        for (Judgement judgement : judgements.values()) {
            if (ended(judgement.verdict(), byId, day) != null) {
                orphans.add(judgement);
            }
        }
        orphans.sort(Comparator.comparing(orphan ->
                Keys.judged(orphan.verdict().getUnitId(), orphan.verdict().getStandardId())));
        for (Judgement orphan : orphans) {
            Verdict verdict = orphan.verdict();
            AlertReason reason = ended(verdict, byId, day);
            if (reason != null) {
                publish(orphan.alert().end(reason), verdict, tick);
            }
            String key = Keys.judged(verdict.getUnitId(), verdict.getStandardId());
            judgements.remove(key);
            tables.put(Table.JUDGEMENTS, key.getBytes(StandardCharsets.UTF_8), null);
        }
    }

    private @Nullable AlertReason ended(Verdict verdict, Map<String, Rule> byId, long day) {
        Rule rule = byId.get(verdict.getStandardId());
        if (rule == null) {
            return AlertReason.RULE_ENDED;
        }
        Optional<Unit> unit = rules.tree().flatMap(tree -> tree.unit(verdict.getUnitId(), day));
        return unit.isPresent() && judges(rule, unit.get()) ? null : AlertReason.UNIT_CLOSED;
    }

    /** Whether it was said that the rule is not in force, and still is not: that is said once. */
    private static boolean rests(Judgement before, Rule rule, long on) {
        Verdict last = before.verdict();
        return last.getState() == VerdictState.NOT_IN_FORCE
                && !before.alert().alive()
                && !rule.standard().inForceOn(on)
                && last.getRuleDigest().equals(rule.digest());
    }

    private void between(Unit unit, Rule rule, long on, long tick) {
        Judgement before =
                judgements.get(Keys.judged(unit.getId(), rule.standard().id()));
        if (before != null && (rule.standard().atTurnsOnly() || rests(before, rule, on))) {
            return;
        }
        Verdict verdict = assessor.judge(unit, rule, new Occasion(unit.getId(), on, tick, false));
        if (before == null) {
            output.verdict(verdict, true);
            keep(new Judgement(verdict, AlertLife.BEGINNING));
            return;
        }
        Verdict last = before.verdict();
        if (last.toBuilder().setTick(tick).build().equals(verdict)) {
            return;
        }
        boolean append = last.getState() != verdict.getState() || last.getLiteral() != verdict.getLiteral();
        output.verdict(verdict, append);
        keep(new Judgement(verdict, before.alert()));
    }

    private void forAll(long day, Pair action) {
        Optional<OrgTree> tree = rules.tree();
        if (tree.isEmpty()) {
            return;
        }
        for (Unit unit : tree.get().unitsOn(day)) {
            for (Rule rule : rules.judged()) {
                if (judges(rule, unit)) {
                    action.take(unit, rule);
                }
            }
        }
    }

    private boolean judges(Rule rule, Unit unit) {
        return rule.standard().judges(unit) && rule.standard().hasVerdicts() && ownsLogKey.test(unit.getLogKey());
    }

    private static boolean hangsOn(Unit unit, Rule rule, FeedKey feed) {
        return unit.getLogKey().equals(feed.logKey())
                && Indicators.feed(rule.standard().indicator()).equals(feed.feed());
    }

    private void publish(AlertLife.Next next, Verdict verdict, long tick) {
        for (AlertLife.Move move : next.moves()) {
            output.alert(AlertTransition.newBuilder()
                    .setId(transitionId(verdict, move, tick))
                    .setUnitId(verdict.getUnitId())
                    .setStandardId(verdict.getStandardId())
                    .setFrom(move.from())
                    .setTo(move.to())
                    .setReason(move.reason())
                    .setTick(tick)
                    .setSince(move.since())
                    .setTurns(move.turns())
                    .setVerdict(verdict)
                    .setSeverity(severity(verdict.getStandardId()))
                    .setFiredBefore(move.firedBefore())
                    .build());
        }
    }

    /** The standard's; of a rule that has ended its last is not known any more. */
    private Severity severity(String standardId) {
        return rules.judged().stream()
                .map(Rule::standard)
                .filter(standard -> standard.id().equals(standardId))
                .map(Standard::severity)
                .findFirst()
                .orElse(Severity.SEVERITY_UNSPECIFIED);
    }

    private static String transitionId(Verdict verdict, AlertLife.Move move, long tick) {
        String text = String.join(
                "|", verdict.getUnitId(), verdict.getStandardId(), move.to().name(), Long.toString(tick));
        byte[] first16 = Sha256.of(text).substring(0, 16).toByteArray();
        return HexFormat.of().formatHex(first16);
    }

    private void keep(Judgement judgement) {
        Verdict verdict = judgement.verdict();
        String key = Keys.judged(verdict.getUnitId(), verdict.getStandardId());
        judgements.put(key, judgement);
        tables.put(Table.JUDGEMENTS, key.getBytes(StandardCharsets.UTF_8), judgement.encoded());
    }

    @FunctionalInterface
    private interface Pair {
        void take(Unit unit, Rule rule);
    }
}
