package org.stationboard.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.engine.SplitRecords.Split;
import org.stationboard.engine.SplitRecords.Standing;

/** Runs a history through four engines and holds all they publish to the oracle, after each tick and live between. */
final class HistoryCheck {
    private static final Set<String> CARRIED = Set.of(
            "disputes.open",
            "disputes.overdue",
            "cases.open",
            "custody.out",
            "custody.overdue",
            "awards.held",
            "information.collected");

    private final History history;
    private final Partitions engines;
    private final HistoryOracle oracle = new HistoryOracle();
    private final VerdictCheck verdicts;
    /** The newest register of the log, which is what readers sum by. */
    private Realm realm = Realm.founded();

    private final List<String> differences = new ArrayList<>();
    /** Feeds read so far, of each partition. */
    private final Map<String, FeedState> feeds = new HashMap<>();

    private final int[] feedsRead = new int[Realm.PARTITIONS];

    HistoryCheck(History history, int dirtyLimit) {
        this.history = history;
        this.engines = new Partitions(dirtyLimit, InMemoryTables::new);
        this.verdicts = new VerdictCheck(engines, oracle, differences);
    }

    /** What differs; nothing where all is right. Figures are compared at the end and, if told, in the middle. */
    List<String> differences(boolean atHalf) {
        int at = 0;
        boolean middle = !atHalf;
        for (HistoryStep step : history.log) {
            boolean check = step.tick() && !middle && at > history.log.size() / 2;
            if (check) {
                compareLive();
                middle = true;
            }
            take(step);
            if (check) {
                compareFigures();
            }
            at++;
        }
        compareLive();
        compareFigures();
        compareBalances();
        compareSplits();
        return differences;
    }

    /** How many records a source left alive under two log keys. */
    int splits() {
        return oracle.split().size();
    }

    private void take(HistoryStep step) {
        realm = step.realm() == null ? realm : step.realm();
        engines.take(step.taken());
        if (step.tick()) {
            long to = step.taken().getControl().getTick().getMinute();
            verdicts.compare(step.taken().getControl().getTick().getFromMinute(), to);
            compareFeeds(to);
        } else {
            oracle.see(step);
        }
        engines.publishLive();
    }

    private void compareFigures() {
        long today = HistoryOracle.day(oracle.lastTick * 60);
        long firstDay = LocalDate.ofEpochDay(today).minusYears(6).toEpochDay();
        long firstMinute = HistoryOracle.begins(today - 35);
        Map<String, long[]> expected =
                oracle.figures().all(LocalDate.ofEpochDay(firstDay), LocalDate.ofEpochDay(today));
        Map<String, Figure> figures = engines.figures();
        for (String key : union(expected.keySet(), figures.keySet())) {
            long start = start(key);
            boolean aged = start < (minutes(key) ? firstMinute : firstDay);
            if (!aged) {
                compare("figure", key, figures.get(key), expected.get(key));
            }
        }
        Predicate<String> kept = key -> start(key) >= (minutes(key) ? firstMinute : firstDay);
        expected.keySet().removeIf(kept.negate());
        figures.keySet().removeIf(kept.negate());
        RollupCheck.differences(realm, figures.values(), expected).forEach(this::differ);
    }

    /** Screens show the newest two days, stocks and levels of the clock's day, with all records and no tick between. */
    private void compareLive() {
        if (oracle.firstTick == 0) {
            return;
        }
        long today = HistoryOracle.day(oracle.lastTick * 60);
        long firstMinute = HistoryOracle.begins(today - 1);
        LocalDate day = LocalDate.ofEpochDay(today);
        Map<String, long[]> expected = oracle.figures().all(day.minusDays(1), day);
        for (String key : union(expected.keySet(), engines.live.keySet())) {
            long start = start(key);
            Figure figure = engines.live.get(key);
            long[] counts = expected.getOrDefault(key, new long[4]);
            boolean carried = carried(key.split("\\|", -1)[1]);
            boolean shown = carried ? start == today : start >= (minutes(key) ? firstMinute : today - 1);
            if (shown) {
                compare("live", key, figure, counts);
            }
        }
    }

    private void compare(String what, String key, @Nullable Figure figure, long @Nullable [] counts) {
        Figure shown = figure == null ? Figure.getDefaultInstance() : figure;
        long[] ours = {shown.getNumerator(), shown.getDenominator(), shown.getOpened(), shown.getClosed()};
        long[] theirs = counts == null ? new long[4] : counts;
        if (!Arrays.equals(ours, theirs)) {
            differ(what + ' ' + key + ": " + Arrays.toString(ours) + " but " + Arrays.toString(theirs));
        }
    }

    private void compareFeeds(long minute) {
        for (int i = 0; i < Realm.PARTITIONS; i++) {
            List<FeedState> said = engines.outs.get(i).feeds;
            said.subList(feedsRead[i], said.size())
                    .forEach(feed -> feeds.put(feed.getSource() + '|' + feed.getFeed() + '|' + feed.getLogKey(), feed));
            feedsRead[i] = said.size();
        }
        Map<String, FeedState> expected = oracle.feeds.states(minute, oracle.firstTick);
        for (String key : union(expected.keySet(), feeds.keySet())) {
            FeedState ours = feeds.get(key);
            if (ours == null || !ours.equals(expected.get(key))) {
                differ("feed at " + minute + ": " + ours + " but " + expected.get(key));
            }
        }
    }

    private void compareBalances() {
        for (int i = 0; i < Realm.PARTITIONS; i++) {
            List<TickMarker> markers = engines.outs.get(i).markers;
            TickMarker marker = markers.get(markers.size() - 1);
            long[] ours = {
                marker.getApplied(),
                marker.getSuperseded(),
                marker.getDuplicate(),
                marker.getDead(),
                marker.getConflicts()
            };
            if (!Arrays.equals(ours, oracle.balances[i])
                    || ours[3] != engines.outs.get(i).letters.size()) {
                differ("balance " + i + ": " + Arrays.toString(ours) + " but " + Arrays.toString(oracle.balances[i]));
            }
        }
    }

    private void compareSplits() {
        List<Standing> versions = history.data().stream()
                .filter(step -> !step.dead())
                .map(HistoryStep::taken)
                .map(taken -> new Standing(
                        taken.getRecordId(),
                        Realm.partition(Realm.logKey(taken.getUnitId())),
                        Realm.logKey(taken.getUnitId()),
                        taken.getVersion(),
                        taken.getContentDigest(),
                        taken.getWithdrawn()))
                .toList();
        List<String> listed =
                SplitRecords.among(versions).stream().map(Split::recordId).toList();
        if (!listed.equals(oracle.split())) {
            differ("split: " + listed + " but " + oracle.split());
        }
    }

    private void differ(String difference) {
        if (differences.size() < 20) {
            differences.add(difference);
        }
    }

    /** Stocks and levels: they have a value for each day, and the newest is the clock's. */
    private static boolean carried(String indicator) {
        return CARRIED.contains(indicator)
                || indicator.startsWith("alarms.open.")
                || indicator.startsWith("duty.")
                || indicator.startsWith("reported.");
    }

    private static boolean minutes(String key) {
        return key.split("\\|", -1)[2].equals("M");
    }

    private static long start(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('|') + 1));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }
}
