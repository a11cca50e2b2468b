package org.stationboard.engine;

import java.util.List;
import org.stationboard.contract.v1.Grain;

/**
 * What the ledger knows of a record: its newest version and what that contributes. Not the record itself.
 *
 * @param digest unsigned; breaks a tie on version
 */
record LedgerEntry(long version, long digest, List<Contribution> contributions) {
    private static final int LAYOUT = 3;

    /** Bits of a contribution's first byte: what of it is as in the one before. */
    private static final int OF_A_MINUTE = 1;

    private static final int SAME_INDICATOR = 2;
    private static final int OTHER_UNIT = 4;
    private static final int OTHER_START = 8;
    /** Two bits each: 0, 1, or a number that follows; with the numerator's last value more than a cell's counts follow. */
    private static final int NUMERATOR = 4;

    private static final int DENOMINATOR = 6;
    private static final int TWO_BITS = 3;
    private static final int FOLLOWS = 2;
    private static final int PERIOD_FOLLOWS = 3;
    private static final long MINUTES_A_DAY = 1440;

    /**
     * Layout byte, version, digest, then unit, day and contributions. Most contributions of a record lie on one day and
     * are one of nothing or one of one: such a one is two bytes.
     */
    byte[] encoded(LedgerCodes codes) {
        ByteWriter writer = codes.writer().single(LAYOUT).varint(version).fixed(digest);
        if (!contributions.isEmpty()) {
            Contribution first = contributions.get(0);
            long day = first.grain() == Grain.MINUTE ? first.start() / MINUTES_A_DAY : first.start();
            writer.text(first.unitId()).varint(day);
            Contribution before = new Contribution("", first.unitId(), Grain.DAY, day, 0, 0);
            long minute = day * MINUTES_A_DAY;
            for (Contribution given : contributions) {
                boolean ofMinute = given.grain() == Grain.MINUTE;
                write(writer, codes, given, before, ofMinute ? minute : day);
                before = given;
                minute = ofMinute ? given.start() : minute;
                day = ofMinute ? day : given.start();
            }
        }
        return writer.bytes();
    }

    /** Reads an encoded entry, naming each part as it comes. */
    static void read(ByteReader reader, Parts parts) {
        int layout = reader.single();
        if (layout != LAYOUT) {
            throw new IllegalStateException("ledger layout: " + layout + " (expected: " + LAYOUT + ")");
        }
        if (!parts.version(reader.varint(), reader.fixed()) || !reader.more()) {
            return;
        }
        parts.unit(reader);
        long day = reader.varint();
        long minute = day * MINUTES_A_DAY;
        while (reader.more()) {
            int shape = reader.single();
            if ((shape & OTHER_UNIT) != 0) {
                parts.unit(reader);
            }
            if ((shape & SAME_INDICATOR) == 0) {
                parts.indicator(reader);
            }
            long moved = (shape & OTHER_START) != 0 ? reader.varint() : 0;
            boolean ofMinute = (shape & OF_A_MINUTE) != 0;
            minute += ofMinute ? moved : 0;
            day += ofMinute ? 0 : moved;
            read(reader, shape, ofMinute ? minute : day, parts);
        }
    }

    private static void write(
            ByteWriter writer, LedgerCodes codes, Contribution given, Contribution before, long lastStart) {
        boolean period = given.fromMinute() != 0 || given.until() != given.start() || given.rank() != 0;
        boolean sameIndicator = given.indicator().equals(before.indicator());
        boolean otherUnit = !given.unitId().equals(before.unitId());
        int numerator = period ? PERIOD_FOLLOWS : small(given.numerator());
        int denominator = small(given.denominator());
        writer.single((given.grain() == Grain.MINUTE ? OF_A_MINUTE : 0)
                | (sameIndicator ? SAME_INDICATOR : 0)
                | (otherUnit ? OTHER_UNIT : 0)
                | (given.start() != lastStart ? OTHER_START : 0)
                | (numerator << NUMERATOR)
                | (denominator << DENOMINATOR));
        if (otherUnit) {
            writer.text(given.unitId());
        }
        if (!sameIndicator) {
            codes.write(writer, given.indicator());
        }
        if (given.start() != lastStart) {
            writer.varint(given.start() - lastStart);
        }
        if (numerator >= FOLLOWS) {
            writer.varint(given.numerator());
        }
        if (denominator == FOLLOWS) {
            writer.varint(given.denominator());
        }
        if (period) {
            writer.varint(given.fromMinute())
                    .varint(given.until() - given.start())
                    .single(given.rank());
        }
    }

    private static void read(ByteReader reader, int shape, long start, Parts parts) {
        int numeratorBits = (shape >> NUMERATOR) & TWO_BITS;
        int denominatorBits = (shape >> DENOMINATOR) & TWO_BITS;
        long numerator = numeratorBits >= FOLLOWS ? reader.varint() : numeratorBits;
        long denominator = denominatorBits == FOLLOWS ? reader.varint() : denominatorBits;
        if (numeratorBits != PERIOD_FOLLOWS) {
            parts.counts((shape & OF_A_MINUTE) != 0, start, numerator, denominator);
            return;
        }
        int fromMinute = (int) reader.varint();
        long until = start + reader.varint();
        parts.period(start, numerator, denominator, fromMinute, until, reader.single());
    }

    private static int small(long amount) {
        return amount == 0 || amount == 1 ? (int) amount : FOLLOWS;
    }

    /** Takes the parts of an entry. Unit and indicator stand for what comes after them, until others do. */
    interface Parts {
        /** Says whether the rest is wanted. */
        boolean version(long version, long digest);

        /** A unit is next: it is to be read or passed over. */
        void unit(ByteReader reader);

        /** An indicator is next: it is to be read or passed over. */
        void indicator(ByteReader reader);

        void counts(boolean ofMinute, long start, long numerator, long denominator);

        /** What is reported of a level, by days. */
        void period(long start, long numerator, long denominator, int fromMinute, long until, int rank);
    }
}
