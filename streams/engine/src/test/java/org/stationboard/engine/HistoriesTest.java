package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;

/** Random histories: whatever the order, the figures are those of a batch over the final versions. */
class HistoriesTest {
    private static final int HISTORIES = Integer.getInteger("engine.histories", 300);

    @Test
    void figuresAndVerdictsEqualAnIndependentBatch() {
        for (int seed = 1; seed <= HISTORIES; seed++) {
            History history = new History(seed, true);
            Bench bench = new Bench(dirtyLimit(seed));
            Oracle oracle = new Oracle(City.ZONE);
            for (StationRecord record : history.log) {
                int before = bench.out.verdicts.size();
                bench.take(record);
                if (record.hasControl()) {
                    compareVerdicts(seed, bench.out.verdicts.subList(before, bench.out.verdicts.size()), oracle);
                } else {
                    oracle.see(record);
                }
            }
            assertThat(differences(bench.out, oracle, history.lastMinute))
                    .as("seed %s", seed)
                    .isEmpty();
            compareBalances(seed, bench, history);
        }
    }

    @Test
    void anyOrderOfTheSameRecordsGivesTheSameFigures() {
        for (int seed = 1; seed <= HISTORIES / 10; seed++) {
            History history = new History(seed, false);
            Bench one = new Bench();
            history.log.forEach(one::take);
            List<StationRecord> data = new ArrayList<>(
                    history.log.stream().filter(r -> !r.hasControl()).toList());
            Collections.reverse(data);
            Bench other = new Bench();
            other.take(history.log.get(0));
            other.take(history.log.get(1));
            other.take(City.tick(History.FIRST_MINUTE));
            data.forEach(other::take);
            other.take(City.tick(History.FIRST_MINUTE + 1, history.lastMinute));
            assertThat(lively(other.out)).as("seed %s", seed).isEqualTo(lively(one.out));
        }
    }

    @Test
    void aRangeOfMinutesIsItsMinutesOneByOne() {
        for (int seed = 1; seed <= HISTORIES / 10; seed++) {
            History history = new History(seed, false);
            Bench ranges = new Bench();
            Bench minutes = new Bench();
            for (StationRecord record : withRhythm(history.log)) {
                ranges.take(record);
                if (record.getControl().hasTick()) {
                    long from = record.getControl().getTick().getFromMinute();
                    for (long m = from; m <= record.getControl().getTick().getMinute(); m++) {
                        minutes.take(City.tick(m));
                    }
                } else {
                    minutes.take(record);
                }
            }
            assertSame(seed, minutes.out.all, ranges.out.all);
        }
    }

    @Test
    void aNewEngineOnTheSameTablesGoesOnExactly() {
        for (int seed = 1; seed <= HISTORIES / 10; seed++) {
            History history = new History(seed, true);
            Bench steady = new Bench(dirtyLimit(seed));
            Bench restarted = new Bench(dirtyLimit(seed));
            int at = 0;
            for (StationRecord record : withRhythm(history.log)) {
                steady.take(record);
                restarted.take(record);
                if (at++ % (1 + seed % 5) == 0) {
                    restarted.restart();
                    assertThat(restarted.engine.lastTick()).isEqualTo(steady.engine.lastTick());
                }
            }
            assertSame(seed, restarted.out.all, steady.out.all);
            assertThat(restarted.out.markers).as("seed %s", seed).isEqualTo(steady.out.markers);
            assertThat(live(restarted)).as("seed %s", seed).isEqualTo(live(steady));
        }
    }

    /** Every other history also publishes between ticks. */
    private static int dirtyLimit(int seed) {
        return seed % 2 == 0 ? Dirty.LIMIT : 3 + seed % 40;
    }

    private static void assertSame(int seed, List<Object> ours, List<Object> theirs) {
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                assertThat(ours.get(i)).as("seed %s, value %s", seed, i).isEqualTo(theirs.get(i));
            }
        }
        assertThat(ours).as("seed %s", seed).hasSameSizeAs(theirs);
    }

    private static Set<Figure> live(Bench bench) {
        Set<Figure> live = new HashSet<>();
        bench.restart();
        bench.engine.publishLive(live::add);
        return live;
    }

    private static List<StationRecord> withRhythm(List<StationRecord> log) {
        List<StationRecord> longer = new ArrayList<>(log);
        longer.add(1, City.controlRhythm("dispute", 45));
        return longer;
    }

    private static void compareVerdicts(int seed, List<Verdict> verdicts, Oracle oracle) {
        for (Verdict verdict : verdicts) {
            LocalDate to = LocalDate.ofEpochDay(verdict.getOn());
            boolean policeOnly = verdict.getStandardId().equals("N03");
            long[] sum = oracle.attempts(
                    verdict.getUnitId(), policeOnly, to.minusMonths(12).plusDays(1), to);
            assertThat(new long[] {verdict.getNumerator(), verdict.getDenominator()})
                    .as("seed %s, %s", seed, verdict)
                    .isEqualTo(sum);
        }
    }

    private static void compareBalances(int seed, Bench bench, History history) {
        long data = history.log.stream().filter(r -> !r.hasControl()).count();
        TickMarker marker = bench.out.markers.get(bench.out.markers.size() - 1);
        assertThat(marker.getApplied() + marker.getSuperseded() + marker.getDuplicate() + marker.getDead())
                .as("seed %s", seed)
                .isEqualTo(data);
        assertThat(bench.out.letters).isEmpty();
    }

    private static List<String> differences(Recording out, Oracle oracle, long lastMinute) {
        LocalDate today =
                Instant.ofEpochSecond(lastMinute * 60).atZone(City.ZONE).toLocalDate();
        LocalDate firstDay = today.minusYears(6);
        long firstMinute = today.minusDays(35).atStartOfDay(City.ZONE).toEpochSecond() / 60;
        oracle.count(firstDay, today);
        Set<String> keys = new TreeSet<>(oracle.figures.keySet());
        keys.addAll(out.figures.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            String[] parts = key.split("\\|");
            long start = Long.parseLong(parts[3]);
            boolean aged = start < (parts[2].equals("M") ? firstMinute : firstDay.toEpochDay());
            boolean ahead = start > today.toEpochDay() && oracle.carried.contains(parts[1]);
            if (aged || ahead) {
                continue;
            }
            Figure figure = out.figures.getOrDefault(key, Figure.getDefaultInstance());
            long[] ours = {figure.getNumerator(), figure.getDenominator(), figure.getOpened(), figure.getClosed()};
            long[] theirs = oracle.figures.getOrDefault(key, new long[4]);
            if (!Arrays.equals(ours, theirs)) {
                differences.add(key + ": " + Arrays.toString(ours) + " but " + Arrays.toString(theirs));
            }
        }
        return differences;
    }

    /** Figures of what is kept that are not nothing. */
    private static Set<Figure> lively(Recording out) {
        Set<Figure> lively = new HashSet<>();
        for (Figure figure : out.figures.values()) {
            boolean kept = figure.getGrain() == Grain.DAY && figure.getStart() > City.day("2020-03-31");
            if (kept && figure.getNumerator() + figure.getOpened() + figure.getDenominator() > 0) {
                lively.add(figure);
            }
        }
        return lively;
    }
}
