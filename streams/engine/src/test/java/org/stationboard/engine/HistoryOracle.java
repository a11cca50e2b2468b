package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.StationRecord;

/** All that must come of a history: final versions, balances, and what figures, feeds, verdicts and alerts say of them. */
final class HistoryOracle {
    private static final long EIGHT_HOURS = 8 * 3600L;

    /** partition|record id to the latest version: a ledger is a partition's, and log keys may share one. */
    private final Map<String, StationRecord> finals = new TreeMap<>();

    final RulesOracle rules = new RulesOracle();
    final FeedOracle feeds = new FeedOracle(rules);
    final AlertOracle alerts = new AlertOracle();
    /** Of each partition applied, superseded, duplicate, dead, conflicts. */
    final long[][] balances = new long[Realm.PARTITIONS][5];

    /** unit|standard to the turns after which it was not judged. */
    final Map<String, TreeSet<Long>> ended = new TreeMap<>();

    long firstTick;
    long lastTick;

    void see(HistoryStep step) {
        if (step.taken().hasControl()) {
            rules.await(step);
            return;
        }
        StationRecord record = step.taken();
        int partition = Realm.partition(Realm.logKey(record.getUnitId()));
        long[] balance = balances[partition];
        if (step.dead()) {
            balance[3]++;
            return;
        }
        StationRecord before = finals.get(partition + "|" + record.getRecordId());
        boolean tie = before != null && before.getVersion() == record.getVersion();
        int byDigest = before == null ? 1 : Long.compareUnsigned(record.getContentDigest(), before.getContentDigest());
        boolean same = tie && byDigest == 0;
        boolean newer = before == null || record.getVersion() > before.getVersion();
        boolean latest = tie ? byDigest > 0 : newer;
        if (latest) {
            finals.put(partition + "|" + record.getRecordId(), record);
        }
        int older = same ? 2 : 1;
        balance[latest ? 0 : older]++;
        balance[4] += tie && !same ? 1 : 0;
        feeds.hear(record, !same, latest, lastTick);
    }

    FigureOracle figures() {
        return new FigureOracle(finals.values());
    }

    /** Lives the minutes; gives what the turns among them must say, by tick, unit and standard. */
    Map<Long, Map<String, VerdictOracle.Said>> live(long from, long to, FigureOracle figures) {
        firstTick = firstTick == 0 ? from : firstTick;
        rules.begin(from);
        Map<Long, Map<String, VerdictOracle.Said>> turns = new TreeMap<>();
        for (long day = day(from * 60); begins(day) <= to; day++) {
            if (begins(day) >= from) {
                turns.put(begins(day), turn(day, figures));
            }
        }
        lastTick = to;
        return turns;
    }

    private Map<String, VerdictOracle.Said> turn(long day, FigureOracle figures) {
        long tick = begins(day);
        VerdictOracle verdicts = new VerdictOracle(figures, feeds, rules, firstTick);
        Map<String, VerdictOracle.Said> said = new TreeMap<>();
        for (Map.Entry<String, Target> each : rules.at(tick).judged(day - 1)) {
            String pair = pair(each);
            VerdictOracle.Said verdict = verdicts.said(each.getKey(), each.getValue(), day - 1, tick);
            said.put(pair, verdict);
            alerts.turn(pair, each.getValue(), verdict, tick);
        }
        rules.turned(tick);
        endOrphans(day, tick);
        return said;
    }

    /** What was judged and has no rule, or no station, on the new day. */
    private void endOrphans(long day, long tick) {
        List<String> alive = new ArrayList<>();
        rules.now().judged(day).forEach(each -> alive.add(pair(each)));
        List<Target> targets = rules.now().targets();
        for (int county = 0; county < Realm.COUNTIES; county++) {
            for (int i = 0; i < Realm.STATIONS; i++) {
                for (String id : HistoryRules.IDS) {
                    String pair = Realm.station(county, i) + '|' + id;
                    boolean ruled = targets != null && targets.stream().anyMatch(t -> t.id().equals(id));
                    if (!alive.contains(pair)) {
                        ended.computeIfAbsent(pair, p -> new TreeSet<>()).add(tick);
                        alerts.end(pair, ruled ? AlertReason.UNIT_CLOSED : AlertReason.RULE_ENDED, tick);
                    }
                }
            }
        }
    }

    /** Whether a judgement given at a tick has ended, with its rule or unit, before another tick. */
    boolean ended(String pair, long from, long before) {
        return !ended.getOrDefault(pair, new TreeSet<>())
                .subSet(from, true, before, false)
                .isEmpty();
    }

    /** Ids alive in two partitions or more. */
    List<String> split() {
        Map<String, Integer> alive = new TreeMap<>();
        finals.values().stream()
                .filter(record -> !record.getWithdrawn() && !record.hasFeedMark())
                .forEach(record -> alive.merge(record.getRecordId(), 1, Integer::sum));
        return alive.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    static String pair(Map.Entry<String, Target> judged) {
        return judged.getKey() + '|' + judged.getValue().id();
    }

    static LocalDate day(Timestamp time) {
        return LocalDate.ofEpochDay(day(time.getSeconds()));
    }

    /** The epoch day a second lies on: eight hours ahead of Greenwich on every day since 1992. */
    static long day(long second) {
        return Math.floorDiv(second + EIGHT_HOURS, 86_400L);
    }

    /** The epoch minute a day begins with. */
    static long begins(long day) {
        return (day * 86_400L - EIGHT_HOURS) / 60;
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
