package org.stationboard.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.stationboard.contract.Keys;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Engine;
import org.stationboard.engine.InMemoryTables;
import org.stationboard.engine.Output;
import org.stationboard.testkit.Records;
import org.stationboard.testkit.StationDays;
import org.stationboard.testkit.StationRoutine;

/**
 * Days of every kind of record on the log, many of them reported days late, and of any day's turn what an engine says that
 * was run to that tick and no further: the oracle reads nothing of the store.
 */
final class TwoTimesRun {
    private static final int MINUTES = 60;

    private final int days;
    private final List<List<StationRecord>> taken = List.of(new ArrayList<>(), new ArrayList<>());
    private final Map<Long, Said> said = new HashMap<>();

    TwoTimesRun(int days) {
        this.days = days;
    }

    /** Writes the log of both partitions with what the engines say of it. */
    void write(HandMadeLog log) {
        List<EngineRun> runs = List.of(new EngineRun(0, log), new EngineRun(1, log));
        long minute = StoreContract.turn(StoreContract.DAY);
        for (StationRecord stationRecord : records()) {
            long reported =
                    Math.floorDiv(Records.instant(stationRecord.getReportedAt()).getEpochSecond(), 60);
            while (minute <= reported) {
                tick(runs, minute);
                minute += MINUTES;
            }
            take(runs, stationRecord.getUnitId().equals(StoreContract.C) ? 1 : 0, stationRecord);
        }
        for (long end = StoreContract.turn(StoreContract.DAY.plusDays(days)); minute <= end; minute += MINUTES) {
            tick(runs, minute);
        }
    }

    private void tick(List<EngineRun> runs, long minute) {
        boolean first = minute == StoreContract.turn(StoreContract.DAY);
        for (int partition = 0; partition < 2; partition++) {
            take(runs, partition, first ? Records.tick(minute) : Records.ticks(minute - MINUTES + 1, minute));
        }
    }

    private void take(List<EngineRun> runs, int partition, StationRecord stationRecord) {
        taken.get(partition).add(stationRecord);
        runs.get(partition).take(stationRecord);
    }

    /** In order of reporting; one in six came up to five days later than its source made it. */
    private List<StationRecord> records() {
        List<String> units = List.of(StoreContract.A, StoreContract.B, StoreContract.C);
        List<StationRecord> made =
                new ArrayList<>(new StationDays(31, units, StoreContract.DAY, days, StoreContract.ZONE, 8).list());
        made.addAll(new StationRoutine("made", 32, units, StoreContract.DAY, days, StoreContract.ZONE).list());
        SplittableRandom chance = new SplittableRandom(33);
        Instant end = StoreContract.DAY
                .plusDays(days)
                .atStartOfDay(StoreContract.ZONE)
                .toInstant();
        List<StationRecord> late = new ArrayList<>();
        for (StationRecord stationRecord : made) {
            Instant reported = Records.instant(stationRecord.getReportedAt());
            Instant then = chance.nextInt(6) == 0 ? reported.plusSeconds(chance.nextInt(5 * 86_400)) : reported;
            if (then.isBefore(end)) {
                late.add(Records.taken(stationRecord.toBuilder().setReportedAt(Records.at(then))));
            }
        }
        late.sort(Comparator.comparing(each -> Records.instant(each.getReportedAt())));
        return late;
    }

    /** What engines have said that were run to this tick. */
    Said at(long turn) {
        return said.computeIfAbsent(turn, this::run);
    }

    private Said run(long turn) {
        Said fresh = new Said();
        for (int partition = 0; partition < 2; partition++) {
            int of = partition;
            Engine engine = new Engine(
                    partition, new InMemoryTables(), fresh, logKey -> EngineRun.owns(of, logKey), StoreContract.ZONE);
            long offset = 0;
            for (StationRecord control : EngineRun.beginning()) {
                engine.process(control, offset++);
            }
            for (StationRecord stationRecord : taken.get(partition)) {
                engine.process(stationRecord, offset++);
                if (engine.lastTick() == turn) {
                    break;
                }
            }
        }
        return fresh;
    }

    /** The newest of everything that engines of both partitions gave. */
    static final class Said implements Output {
        private final Map<String, Figure> figures = new HashMap<>();
        private final Map<String, Verdict> verdicts = new HashMap<>();

        /** Numerator and denominator of the days, both inclusive; of a stock or level ask for one day. */
        long[] sum(List<String> units, String indicator, long from, long to) {
            long[] sum = new long[2];
            for (String unit : units) {
                for (long day = from; day <= to; day++) {
                    Figure figure = figures.get(Keys.figure(unit, indicator, Grain.DAY, day));
                    sum[0] += figure == null ? 0 : figure.getNumerator();
                    sum[1] += figure == null ? 0 : figure.getDenominator();
                }
            }
            return sum;
        }

        /** Empty where the standard is about stations of another class. */
        Optional<Verdict> verdict(String unit, String standard) {
            return Optional.ofNullable(verdicts.get(Keys.judged(unit, standard)));
        }

        @Override
        public void figure(Figure figure) {
            figures.put(
                    Keys.figure(figure.getUnitId(), figure.getIndicator(), figure.getGrain(), figure.getStart()),
                    figure);
        }

        @Override
        public void verdict(Verdict verdict, boolean append) {
            if (append) {
                verdicts.put(Keys.judged(verdict.getUnitId(), verdict.getStandardId()), verdict);
            }
        }

        @Override
        public void alert(AlertTransition transition) {}

        @Override
        public void feed(FeedState feed) {}

        @Override
        public void marker(TickMarker marker) {}

        @Override
        public void deadLetter(DeadLetter letter) {}
    }
}
