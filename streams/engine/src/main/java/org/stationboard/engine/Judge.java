package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.stationboard.contract.Keys;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.EngineTables.Table;
import org.stationboard.engine.Rules.Rule;

/** Gives verdicts at ticks and moves alerts at day's turns, for the units whose log key the partition orders. */
final class Judge {
    private static final byte[] FIRST = {0};
    private static final byte[] BEYOND = {(byte) 0xFF};
    private static final int INTERVALS_ON_HEAP = 4096;

    private final EngineTables tables;
    private final Output output;
    private final Cells cells;
    private final Levels levels;
    private final Feeds feeds;
    private final Rules rules;
    private final Predicate<String> ownsLogKey;
    private final Map<String, Judgement> judgements = new TreeMap<>();
    private final Map<Counts, ExactInterval> intervals = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Counts, ExactInterval> eldest) {
            return size() > INTERVALS_ON_HEAP;
        }
    };

    Judge(
            EngineTables tables,
            Output output,
            Cells cells,
            Levels levels,
            Feeds feeds,
            Rules rules,
            Predicate<String> ownsLogKey) {
        this.tables = tables;
        this.output = output;
        this.cells = cells;
        this.levels = levels;
        this.feeds = feeds;
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
            Verdict verdict = judge(unit, rule, on, tick, true);
            output.verdict(verdict, true);
            Judgement before =
                    judgements.get(Keys.judged(unit.getId(), rule.standard().id()));
            AlertLife alert = before == null ? AlertLife.BEGINNING : before.alert();
            AlertLife.Next next = alert.turn(rule.standard(), verdict);
            keep(new Judgement(verdict, next.life()));
            publish(next, verdict, tick);
        });
    }

    /** Judges everything between turns, on the day the tick lies in. */
    void everything(long on, long tick) {
        forAll(on, (unit, rule) -> between(unit, rule, on, tick));
    }

    /** Judges between turns what hangs on these proportions, levels and feeds. */
    void changed(NavigableSet<SeriesKey> series, List<FeedKey> changedFeeds, long on, long tick) {
        Optional<OrgTree> tree = rules.tree();
        if (tree.isEmpty()) {
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
        List<Judgement> orphans = new ArrayList<>(0);
        for (Judgement judgement : judgements.values()) {
            if (ended(judgement.verdict(), day).isPresent()) {
                orphans.add(judgement);
            }
        }
        for (Judgement orphan : orphans) {
            Verdict verdict = orphan.verdict();
            ended(verdict, day).ifPresent(reason -> publish(orphan.alert().end(reason), verdict, tick));
            String key = Keys.judged(verdict.getUnitId(), verdict.getStandardId());
            judgements.remove(key);
            tables.put(Table.JUDGEMENTS, key.getBytes(StandardCharsets.UTF_8), null);
        }
    }

    private Optional<AlertReason> ended(Verdict verdict, long day) {
        Optional<Rule> rule = rules.judged().stream()
                .filter(r -> r.standard().id().equals(verdict.getStandardId()))
                .findFirst();
        if (rule.isEmpty()) {
            return Optional.of(AlertReason.RULE_ENDED);
        }
        boolean alive = rules.tree()
                .flatMap(tree -> tree.unit(verdict.getUnitId(), day))
                .filter(unit -> judges(rule.get(), unit))
                .isPresent();
        return alive ? Optional.empty() : Optional.of(AlertReason.UNIT_CLOSED);
    }

    private void between(Unit unit, Rule rule, long on, long tick) {
        Verdict verdict = judge(unit, rule, on, tick, false);
        Judgement before =
                judgements.get(Keys.judged(unit.getId(), rule.standard().id()));
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

    private Verdict judge(Unit unit, Rule rule, long on, long tick, boolean turn) {
        Standard standard = rule.standard();
        if (standard.ofReport()) {
            return judgeReport(unit, rule, on, tick, turn);
        }
        String feed = Indicators.feed(standard.indicator());
        long from = Verdicts.windowFrom(on, standard.windowMonths());
        Counts sum =
                cells.series(new SeriesKey(unit.getId(), standard.indicator())).sum(from, on);
        long existed = rules.tree().flatMap(tree -> tree.firstDay(unit.getId())).orElse(from);
        Verdicts.Inputs inputs = new Verdicts.Inputs(
                unit.getId(),
                on,
                tick,
                turn,
                sum.n(),
                sum.d(),
                feeds.stale(unit.getLogKey(), feed),
                feeds.coverage(unit.getLogKey(), feed, Math.max(from, existed), on));
        ExactInterval interval = intervals.computeIfAbsent(sum, counts -> ExactInterval.of(counts.n(), counts.d()));
        return Verdicts.judge(standard, rule.digest(), inputs, interval);
    }

    /** A report gives its word for its period itself: coverage is whether one holds on the day. */
    private Verdict judgeReport(Unit unit, Rule rule, long on, long tick, boolean turn) {
        String indicator = rule.standard().indicator();
        Counts said = levels.at(new SeriesKey(unit.getId(), indicator), on);
        Verdicts.Inputs inputs = new Verdicts.Inputs(
                unit.getId(),
                on,
                tick,
                turn,
                said == null ? 0 : said.n(),
                said == null ? 0 : said.d(),
                feeds.stale(unit.getLogKey(), Indicators.feed(indicator)),
                new Coverage(said != null, List.of()));
        return Verdicts.judgeReport(rule.standard(), rule.digest(), inputs);
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
        return unit.getLevel() == rule.standard().level() && ownsLogKey.test(unit.getLogKey());
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
                    .build());
        }
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
