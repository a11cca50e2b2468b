package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;

/**
 * Random histories over four partitions: whatever the order, all that four engines publish is what a batch over the final
 * versions says. Faults put into the engine by hand were noticed among the first 60: the due day itself overdue (48
 * histories), a tie on version by signed digest (56), a window a day too long (56), an interval a millionth too narrow
 * (50), a reopening at the last instant of 30 days forgiven (7), an alert fired a turn late (8), a share that counts its
 * success twice (60, by the invariants alone).
 */
class HistoriesTest {
    private static final int HISTORIES = Integer.getInteger("engine.histories", 300);

    @Test
    void allThatIsPublishedEqualsAnIndependentBatch() {
        int split = 0;
        for (int seed = 1; seed <= HISTORIES; seed++) {
            History history = new History(seed, true);
            HistoryCheck check = new HistoryCheck(history, dirtyLimit(seed));
            assertThat(check.differences(seed % 3 == 0)).as("seed %s", seed).isEmpty();
            split += check.splits();
        }
        assertThat(split).as("sources that forgot a withdrawal").isPositive();
    }

    @Test
    void anyOrderOfTheSameRecordsGivesTheSameFigures() {
        for (int seed = 1; seed <= HISTORIES / 10; seed++) {
            History history = new History(seed, false);
            Partitions one = engines(0);
            history.log.forEach(step -> one.take(step.taken()));
            List<StationRecord> data = new ArrayList<>(History.taken(history.data()));
            Collections.reverse(data);
            Partitions other = engines(0);
            other.take(history.log.get(0).taken());
            other.take(City.tick(History.FIRST_MINUTE));
            data.forEach(other::take);
            other.take(City.tick(History.FIRST_MINUTE + 1, history.lastMinute));
            assertThat(lively(other)).as("seed %s", seed).isEqualTo(lively(one));
        }
    }

    @Test
    void aRangeOfMinutesIsItsMinutesOneByOne() {
        for (int seed = 1; seed <= HISTORIES / 10; seed++) {
            History history = new History(seed, false);
            Partitions ranges = engines(0);
            Partitions minutes = engines(0);
            for (HistoryStep step : history.log) {
                ranges.take(step.taken());
                if (step.tick()) {
                    long from = step.taken().getControl().getTick().getFromMinute();
                    for (long m = from; m <= step.taken().getControl().getTick().getMinute(); m++) {
                        minutes.take(City.tick(m));
                    }
                } else {
                    minutes.take(step.taken());
                }
            }
            assertSame(seed, minutes, ranges);
        }
    }

    @Test
    void aNewEngineOnTheSameTablesGoesOnExactly() {
        for (int seed = 1; seed <= HISTORIES / 20; seed++) {
            History history = new History(seed, true);
            Partitions steady = engines(seed);
            Partitions restarted = engines(seed);
            int at = 0;
            for (HistoryStep step : history.log) {
                steady.take(step.taken());
                restarted.take(step.taken());
                restarted.restart(at++ % Realm.PARTITIONS);
            }
            assertSame(seed, restarted, steady);
            for (int i = 0; i < Realm.PARTITIONS; i++) {
                assertThat(restarted.outs.get(i).markers).as("seed %s", seed).isEqualTo(steady.outs.get(i).markers);
            }
            assertThat(live(restarted)).as("seed %s", seed).isEqualTo(live(steady));
        }
    }

    @Test
    void tablesThatShareNoArraysAndKeepNoOrderTheyNeedNotGiveTheSameValues() {
        for (int seed = 1; seed <= HISTORIES / 20; seed++) {
            Partitions steady = engines(seed);
            Partitions other = new Partitions(dirtyLimit(seed), OtherTables::strict);
            int at = 0;
            for (HistoryStep step : new History(seed, true).log) {
                steady.take(step.taken());
                other.take(step.taken());
                if (++at % 5 == 0) {
                    other.restart(at % Realm.PARTITIONS);
                }
            }
            assertSame(seed, other, steady);
        }
    }

    private static Partitions engines(int seed) {
        return new Partitions(dirtyLimit(seed), InMemoryTables::new);
    }

    /** Every other history also publishes between ticks. */
    static int dirtyLimit(long seed) {
        return seed % 2 == 0 ? Dirty.LIMIT : (int) (3 + seed % 40);
    }

    private static void assertSame(int seed, Partitions one, Partitions other) {
        for (int p = 0; p < Realm.PARTITIONS; p++) {
            List<Object> ours = ofRecord(one.outs.get(p));
            List<Object> theirs = ofRecord(other.outs.get(p));
            for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
                if (!ours.get(i).equals(theirs.get(i))) {
                    assertThat(ours.get(i)).as("seed %s, value %s", seed, i).isEqualTo(theirs.get(i));
                }
            }
            assertThat(ours).as("seed %s", seed).hasSameSizeAs(theirs);
        }
    }

    /** Dead letters name offsets, which differ where ticks are cut differently. */
    private static List<Object> ofRecord(Recording out) {
        return out.all.stream().filter(value -> !(value instanceof DeadLetter)).toList();
    }

    private static Set<Figure> live(Partitions engines) {
        engines.restart();
        engines.publishLive();
        return new HashSet<>(engines.live.values());
    }

    /** Figures of what is kept that are not nothing. */
    private static Set<Figure> lively(Partitions engines) {
        Set<Figure> lively = new HashSet<>();
        for (Figure figure : engines.figures().values()) {
            boolean kept = figure.getGrain() == Grain.DAY && figure.getStart() > City.day("2020-03-31");
            if (kept && figure.getNumerator() + figure.getOpened() + figure.getDenominator() > 0) {
                lively.add(figure);
            }
        }
        return lively;
    }
}
