package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

    Ledger(EngineTables tables, Cells cells, Levels levels, Dirty dirty) {
        this.tables = tables;
        this.cells = cells;
        this.levels = levels;
        this.dirty = dirty;
    }

    /** What the record changes, computed whole before anything is written. */
    Plan plan(StationRecord stationRecord, List<Contribution> contributions, Horizon horizon) {
        String recordId = stationRecord.getRecordId();
        byte[] value = tables.get(Table.LEDGER, recordId.getBytes(StandardCharsets.UTF_8));
        LedgerEntry old = value == null ? null : LedgerEntry.decoded(value);
        LedgerEntry entry =
                new LedgerEntry(stationRecord.getVersion(), stationRecord.getContentDigest(), contributions);
        Outcome outcome = outcome(old, entry);
        boolean conflict = old != null && old.version() == entry.version() && old.digest() != entry.digest();
        if (outcome != Outcome.APPLIED) {
            return new Plan(outcome, conflict, recordId, entry, Map.of(), List.of(), List.of(), List.of());
        }
        List<Contribution> takenBack = new ArrayList<>(0);
        List<Contribution> reported = new ArrayList<>(0);
        List<CellKey> touched = new ArrayList<>();
        Map<CellKey, Counts> differences = differences(old, entry, takenBack, reported);
        reported.removeIf(given -> given.until() < horizon.day());
        touchLevels(takenBack, touched);
        touchLevels(reported, touched);
        Map<CellKey, Counts> after = after(differences, horizon, touched);
        return new Plan(outcome, conflict, recordId, entry, after, takenBack, reported, touched);
    }

    /** Writes what was planned, naming each cell written. */
    void apply(Plan plan, Consumer<CellKey> written) {
        if (plan.outcome() != Outcome.APPLIED) {
            return;
        }
        byte[] key = plan.recordId().getBytes(StandardCharsets.UTF_8);
        tables.put(Table.LEDGER, key, plan.entry().encoded());
        plan.after().forEach((cell, counts) -> {
            cells.put(cell, counts);
            written.accept(cell);
        });
        for (Contribution given : plan.takenBack()) {
            levels.remove(new SeriesKey(given.unitId(), given.indicator()), given.start(), plan.recordId());
            written.accept(CellKey.of(given));
        }
        for (Contribution given : plan.reported()) {
            LevelReport report =
                    LevelReport.of(given, plan.recordId(), plan.entry().version());
            levels.put(new SeriesKey(given.unitId(), given.indicator()), report);
            written.accept(CellKey.of(given));
        }
    }

    private static Outcome outcome(@Nullable LedgerEntry old, LedgerEntry entry) {
        if (old == null || entry.version() > old.version()) {
            return Outcome.APPLIED;
        }
        if (entry.version() < old.version()) {
            return Outcome.SUPERSEDED;
        }
        int byDigest = Long.compareUnsigned(entry.digest(), old.digest());
        if (byDigest == 0) {
            return Outcome.DUPLICATE;
        }
        return byDigest > 0 ? Outcome.APPLIED : Outcome.SUPERSEDED;
    }

    /** What changes in cells that sum; what it takes back and reports of levels goes into the lists. */
    private static Map<CellKey, Counts> differences(
            @Nullable LedgerEntry old, LedgerEntry entry, List<Contribution> takenBack, List<Contribution> reported) {
        Map<CellKey, Counts> differences = new LinkedHashMap<>();
        if (old != null) {
            for (Contribution given : old.contributions()) {
                CellKey key = CellKey.of(given);
                if (key.kind() == CellKind.LEVEL) {
                    takenBack.add(given);
                } else {
                    add(differences, key, -given.numerator(), -given.denominator());
                }
            }
        }
        for (Contribution given : entry.contributions()) {
            CellKey key = CellKey.of(given);
            if (key.kind() == CellKind.LEVEL) {
                reported.add(given);
            } else {
                add(differences, key, given.numerator(), given.denominator());
            }
        }
        return differences;
    }

    /** A level changes from the first day of its period to the last: two days name the span. */
    private void touchLevels(List<Contribution> given, List<CellKey> touched) {
        for (Contribution level : given) {
            touch(new CellKey(CellKind.LEVEL, level.start(), level.unitId(), level.indicator()), touched);
            touch(new CellKey(CellKind.LEVEL, level.until(), level.unitId(), level.indicator()), touched);
        }
    }

    private Map<CellKey, Counts> after(Map<CellKey, Counts> differences, Horizon horizon, List<CellKey> touched) {
        Map<CellKey, Counts> kept = new LinkedHashMap<>();
        differences.forEach((key, change) -> {
            if (change.isNone()) {
                return;
            }
            if (horizon.keeps(key)) {
                kept.put(key, change);
                touch(key, touched);
            } else if (key.kind() == CellKind.STOCK_DAY && change.n() != change.d()) {
                // An aged day is no longer told apart, but what it leaves open still stands.
                CellKey base = new CellKey(CellKind.STOCK_BASE, 0, key.unitId(), key.indicator());
                add(kept, base, change.n() - change.d(), 0);
                touch(new CellKey(CellKind.STOCK_DAY, horizon.day(), key.unitId(), key.indicator()), touched);
            }
        });
        kept.replaceAll((key, change) -> notNegative(key, cells.get(key).plus(change.n(), change.d())));
        return kept;
    }

    private void touch(CellKey key, List<CellKey> touched) {
        if (dirty.isNews(key)) {
            touched.add(key);
        }
    }

    private static void add(Map<CellKey, Counts> sums, CellKey key, long n, long d) {
        sums.merge(key, new Counts(n, d), (sum, more) -> sum.plus(more.n(), more.d()));
    }

    /** A cell below nothing would mean the tables disagree with each other; it is better to stop than to publish it. */
    private static Counts notNegative(CellKey key, Counts counts) {
        if (counts.n() < 0 || counts.d() < 0) {
            throw new IllegalStateException("cell " + key + ": " + counts + " (expected: no negative count)");
        }
        return counts;
    }

    /**
     * What a record changes.
     *
     * @param after the counts of each changed cell afterwards
     * @param takenBack what the version before reported of levels
     * @param reported what this one reports of levels, as far as it is kept
     * @param touched what becomes dirty by it
     */
    record Plan(
            Outcome outcome,
            boolean conflict,
            String recordId,
            LedgerEntry entry,
            Map<CellKey, Counts> after,
            List<Contribution> takenBack,
            List<Contribution> reported,
            List<CellKey> touched) {}
}
