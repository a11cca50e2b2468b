package org.stationboard.engine;

import java.util.Arrays;

/**
 * The series that a ledger's entries name, known by the bytes of unit and indicator: an entry that is read leads to its
 * series without a text being made of it. Not thread-safe.
 */
final class KnownSeries {
    private static final int FIRST_SIZE = 1 << 10;
    private static final long MIXER = 0x9E3779B97F4A7C15L;
    private static final int MIXED = 32;

    private final Cells cells;
    private final Numbering units = new Numbering();
    private final Numbering indicators = new Numbering();
    private String[] unitIds = new String[FIRST_SIZE];
    private String[] indicatorIds = new String[FIRST_SIZE];
    /** Of each code that is a whole indicator its number + 1. */
    private final int[] numbersOfCodes = new int[Byte.MAX_VALUE + 1];

    /** By unit, indicator and grain, open addressing. */
    private long[] keys = new long[FIRST_SIZE];

    private DaySeries[] series = new DaySeries[FIRST_SIZE];
    private int size;
    private int unit;
    private int indicator;

    KnownSeries(Cells cells) {
        this.cells = cells;
    }

    /** Reads the unit of what is asked for next. */
    void unit(ByteReader reader) {
        int begin = reader.position();
        reader.skipText();
        unit = units.of(reader.buffer(), begin, reader.position());
        if (unit == unitIds.length) {
            unitIds = Arrays.copyOf(unitIds, unit * 2);
        }
        if (unitIds[unit] == null) {
            reader.back(begin);
            unitIds[unit] = reader.text();
        }
    }

    /** Reads the indicator of what is asked for next. */
    void indicator(ByteReader reader) {
        int begin = reader.position();
        int code = LedgerCodes.skip(reader);
        if (code >= 0 && numbersOfCodes[code] != 0) {
            indicator = numbersOfCodes[code] - 1;
            return;
        }
        indicator = indicators.of(reader.buffer(), begin, reader.position());
        if (indicator == indicatorIds.length) {
            indicatorIds = Arrays.copyOf(indicatorIds, indicator * 2);
        }
        if (indicatorIds[indicator] == null) {
            reader.back(begin);
            indicatorIds[indicator] = LedgerCodes.read(reader);
        }
        if (code >= 0) {
            numbersOfCodes[code] = indicator + 1;
        }
    }

    /** The unit read last. */
    String unitId() {
        return unitIds[unit];
    }

    /** The indicator read last. */
    String indicatorId() {
        return indicatorIds[indicator];
    }

    /** The series of the unit and the indicator read last. */
    DaySeries series(boolean ofMinute) {
        long key = ((long) unit << Integer.SIZE) | ((long) indicator << 1) | (ofMinute ? 1 : 0);
        int place = place(key);
        DaySeries known = series[place];
        if (known != null) {
            return known;
        }
        if (++size > series.length / 2) {
            grow();
            place = place(key);
        }
        CellKind kind = ofMinute ? CellKind.COUNT_MINUTE : CellKind.ofDays(indicatorId());
        DaySeries found = cells.of(kind, unitId(), indicatorId());
        keys[place] = key;
        series[place] = found;
        return found;
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) ((key * MIXER) >>> MIXED) & mask;
        while (series[place] != null && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        DaySeries[] old = series;
        keys = new long[old.length * 2];
        series = new DaySeries[old.length * 2];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                series[place] = old[i];
            }
        }
    }
}
