package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.EngineTables.Table;

/**
 * The ledger: the newest version of each record, and what it contributes. A newer version takes out what the old one
 * contributed and puts in its own; edits, reopenings, moves, withdrawals and duplicates are this one mechanism.
 */
final class Ledger {
    private final EngineTables tables;
    private final Cells cells;
    private final Levels levels;
    private final Dirty dirty;
    private final LedgerCodes codes = new LedgerCodes();
    private final KnownSeries known;
    private final ByteReader reader = new ByteReader(new byte[0]);
    private final Differences differences = new Differences();
    private final Differences bases = new Differences();
    private byte[] plannedKey = {};

    Ledger(EngineTables tables, Cells cells, Levels levels, Dirty dirty) {
        this.tables = tables;
        this.cells = cells;
        this.levels = levels;
        this.dirty = dirty;
        this.known = new KnownSeries(cells);
    }

    /** Sums the cells of a new engine again. */
    void sum(Horizon horizon) {
        LedgerSum sum = new LedgerSum(known, horizon);
        tables.forEachValue(Table.LEDGER, sum::add);
    }

    /** What the record changes, computed whole before anything is written. One plan stands at a time. */
    Plan plan(StationRecord stationRecord, List<Contribution> contributions, Horizon horizon) {
        String recordId = stationRecord.getRecordId();
        plannedKey = recordId.getBytes(StandardCharsets.UTF_8);
        byte[] value = tables.get(Table.LEDGER, plannedKey);
        LedgerEntry entry =
                new LedgerEntry(stationRecord.getVersion(), stationRecord.getContentDigest(), contributions);
        differences.clear();
        bases.clear();
        Old old = new Old(entry);
        if (value != null) {
            reader.over(value, 0, value.length);
            LedgerEntry.read(reader, old);
        }
        Plan plan = new Plan(
                old.outcome, old.conflict, recordId, entry, old.takenBack, new ArrayList<>(0), new ArrayList<>());
        if (old.outcome == Outcome.APPLIED) {
            differ(plan);
            plan.reported().removeIf(given -> given.until() < horizon.day());
            touchLevels(plan.takenBack(), plan.touched());
            touchLevels(plan.reported(), plan.touched());
            weigh(horizon, plan.touched());
        }
        return plan;
    }

    /** Writes what was planned last, naming each cell written. */
    void apply(Plan plan, Written written) {
        if (plan.outcome() != Outcome.APPLIED) {
            return;
        }
        tables.put(Table.LEDGER, plannedKey, plan.entry().encoded(codes));
        for (int i = 0; i < differences.size(); i++) {
            DaySeries series = differences.series(i);
            series.add(differences.start(i), differences.n(i), differences.d(i));
            written.at(series, differences.start(i));
        }
        for (int i = 0; i < bases.size(); i++) {
            bases.series(i).addToBase(bases.n(i));
            written.at(bases.series(i), 0);
        }
        for (Contribution given : plan.takenBack()) {
            levels.remove(new SeriesKey(given.unitId(), given.indicator()), given.start(), plan.recordId());
            written.at(cells.of(given), given.start());
        }
        for (Contribution given : plan.reported()) {
            LevelReport report =
                    LevelReport.of(given, plan.recordId(), plan.entry().version());
            levels.put(new SeriesKey(given.unitId(), given.indicator()), report);
            written.at(cells.of(given), given.start());
        }
    }

    /** What the record adds to cells that sum; what it reports of levels goes into the plan's list. */
    private void differ(Plan plan) {
        for (Contribution given : plan.entry().contributions()) {
            DaySeries series = cells.of(given);
            if (series.kind() == CellKind.LEVEL) {
                plan.reported().add(given);
            } else {
                differences.add(series, given.start(), given.numerator(), given.denominator());
            }
        }
    }

    /** A level changes from the first day of its period to the last: two days name the span. */
    private void touchLevels(List<Contribution> given, List<Dirty.Cell> touched) {
        for (Contribution level : given) {
            touch(cells.of(level), level.start(), touched);
            touch(cells.of(level), level.until(), touched);
        }
    }

    /** Leaves only what changes a cell that is kept, or a stock's base. */
    private void weigh(Horizon horizon, List<Dirty.Cell> touched) {
        int kept = 0;
        for (int i = 0; i < differences.size(); i++) {
            DaySeries series = differences.series(i);
            long start = differences.start(i);
            long n = differences.n(i);
            long d = differences.d(i);
            if (n == 0 && d == 0) {
                continue;
            }
            if (horizon.keeps(series.kind(), start)) {
                notNegative(series, start, series.nAt(start) + n, series.denominatorAt(start) + d);
                touch(series, start, touched);
                differences.move(i, kept++);
            } else if (series.kind() == CellKind.STOCK_DAY && n != d) {
                // An aged day is no longer told apart, but what it leaves open still stands.
                bases.add(series, 0, n - d, 0);
                touch(series, horizon.day(), touched);
            }
        }
        differences.cutTo(kept);
        for (int i = 0; i < bases.size(); i++) {
            notNegative(bases.series(i), 0, bases.series(i).base() + bases.n(i), 0);
        }
    }

    private void touch(DaySeries series, long start, List<Dirty.Cell> touched) {
        if (dirty.isNews(series, start)) {
            touched.add(new Dirty.Cell(series, start));
        }
    }

    /** A cell below nothing would mean the tables disagree with each other; it is better to stop than to publish it. */
    private static void notNegative(DaySeries series, long start, long n, long d) {
        if (n < 0 || d < 0) {
            throw new IllegalStateException(
                    "cell " + series.key() + " of " + start + ": " + n + ", " + d + " (expected: no negative count)");
        }
    }

    /** Reads the entry that stands: says what becomes of the one that came, and takes back what this one gave. */
    private final class Old implements LedgerEntry.Parts {
        private final LedgerEntry came;
        private final List<Contribution> takenBack = new ArrayList<>(0);
        private Outcome outcome = Outcome.APPLIED;
        private boolean conflict;

        Old(LedgerEntry came) {
            this.came = came;
        }

        @Override
        public boolean version(long version, long digest) {
            conflict = version == came.version() && digest != came.digest();
            if (came.version() != version) {
                outcome = came.version() > version ? Outcome.APPLIED : Outcome.SUPERSEDED;
            } else {
                int byDigest = Long.compareUnsigned(came.digest(), digest);
                outcome = byDigest == 0 ? Outcome.DUPLICATE : byDigest > 0 ? Outcome.APPLIED : Outcome.SUPERSEDED;
            }
            return outcome == Outcome.APPLIED;
        }

        @Override
        public void unit(ByteReader from) {
            known.unit(from);
        }

        @Override
        public void indicator(ByteReader from) {
            known.indicator(from);
        }

        @Override
        public void counts(boolean ofMinute, long start, long numerator, long denominator) {
            DaySeries series = known.series(ofMinute);
            if (series.kind() == CellKind.LEVEL) {
                period(start, numerator, denominator, 0, start, 0);
            } else {
                differences.add(series, start, -numerator, -denominator);
            }
        }

        @Override
        public void period(long start, long numerator, long denominator, int fromMinute, long until, int rank) {
            takenBack.add(new Contribution(
                    known.indicatorId(),
                    known.unitId(),
                    Grain.DAY,
                    start,
                    numerator,
                    denominator,
                    fromMinute,
                    until,
                    rank));
        }
    }

    /** Takes each cell written. */
    interface Written {
        void at(DaySeries series, long start);
    }

    /**
     * What a record changes, beside the differences of cells.
     *
     * @param takenBack what the version before reported of levels
     * @param reported what this one reports of levels, as far as it is kept
     * @param touched what becomes dirty by it
     */
    record Plan(
            Outcome outcome,
            boolean conflict,
            String recordId,
            LedgerEntry entry,
            List<Contribution> takenBack,
            List<Contribution> reported,
            List<Dirty.Cell> touched) {}
}
