package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.Grain;

/**
 * What the ledger knows of a record: its newest version and what that contributes. Not the record itself.
 *
 * @param digest unsigned; breaks a tie on version
 */
record LedgerEntry(long version, long digest, List<Contribution> contributions) {
    private static final int LAYOUT = 2;
    private static final int CODE = 0x7F;

    /** Layout byte, version, digest, then unit and contributions, each indicator as one byte where it can be. */
    byte[] encoded() {
        ByteWriter writer = new ByteWriter(96).single(LAYOUT).varint(version).fixed(digest);
        if (!contributions.isEmpty()) {
            String unit = contributions.get(0).unitId();
            writer.text(unit);
            for (Contribution given : contributions) {
                if (!given.unitId().equals(unit)) {
                    unit = given.unitId();
                    writer.single(LedgerCodes.UNIT).text(unit);
                }
                write(writer, given);
            }
        }
        return writer.bytes();
    }

    static LedgerEntry decoded(byte[] value) {
        ByteReader reader = new ByteReader(value);
        int layout = reader.single();
        if (layout != LAYOUT) {
            throw new IllegalStateException("ledger layout: " + layout + " (expected: " + LAYOUT + ")");
        }
        long version = reader.varint();
        long digest = reader.fixed();
        List<Contribution> contributions = new ArrayList<>();
        if (reader.more()) {
            String unit = reader.text();
            while (reader.more()) {
                int code = reader.single();
                if (code == LedgerCodes.UNIT) {
                    unit = reader.text();
                } else {
                    contributions.add(read(reader, code, unit));
                }
            }
        }
        return new LedgerEntry(version, digest, contributions);
    }

    private static void write(ByteWriter writer, Contribution given) {
        LedgerCodes.write(writer, given.indicator(), given.grain() == Grain.MINUTE ? LedgerCodes.OF_A_MINUTE : 0);
        writer.varint(given.start()).varint(given.numerator()).varint(given.denominator());
        if (CellKind.ofDays(given.indicator()) == CellKind.LEVEL) {
            writer.varint(given.fromMinute())
                    .varint(given.until() - given.start())
                    .single(given.rank());
        }
    }

    private static Contribution read(ByteReader reader, int code, String unit) {
        // A byte with the flag of a minute reads as a negative number.
        Grain grain = code < 0 ? Grain.MINUTE : Grain.DAY;
        String indicator = LedgerCodes.read(reader, code & CODE);
        long start = reader.varint();
        long numerator = reader.varint();
        long denominator = reader.varint();
        if (CellKind.ofDays(indicator) != CellKind.LEVEL) {
            return new Contribution(indicator, unit, grain, start, numerator, denominator);
        }
        int fromMinute = (int) reader.varint();
        long until = start + reader.varint();
        return new Contribution(
                indicator, unit, grain, start, numerator, denominator, fromMinute, until, reader.single());
    }
}
