package org.stationboard.engine;

/**
 * Sums the cells of a new engine out of the ledger's bytes. A start waits for this, a million entries of a dozen
 * contributions: so nothing is made of an entry but the sums. One thread.
 */
final class LedgerSum implements LedgerEntry.Parts {
    private final KnownSeries known;
    private final Horizon horizon;
    private final ByteReader reader = new ByteReader(new byte[0]);

    LedgerSum(KnownSeries known, Horizon horizon) {
        this.known = known;
        this.horizon = horizon;
    }

    /** Adds what an entry contributes: the bytes from {@code from} to before {@code to}. */
    void add(byte[] bytes, int from, int to) {
        reader.over(bytes, from, to);
        LedgerEntry.read(reader, this);
    }

    @Override
    public boolean version(long version, long digest) {
        return true;
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
        if (ofMinute && start < horizon.minute()) {
            return; // most of them, and their series need not be looked for
        }
        DaySeries series = known.series(ofMinute);
        if (series.kind() == CellKind.LEVEL) {
            return; // levels do not sum: their reports have a table
        }
        if (horizon.keeps(series.kind(), start)) {
            series.add(start, numerator, denominator);
        } else if (series.kind() == CellKind.STOCK_DAY) {
            series.addToBase(numerator - denominator);
        }
    }

    @Override
    public void period(long start, long numerator, long denominator, int fromMinute, long until, int rank) {
        // Only a level has a period.
    }
}
