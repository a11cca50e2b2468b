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
    private static final int LAYOUT = 1;
    /** Codes below these are places in {@link Indicators#listed()}. */
    private static final int CATEGORY = 32;

    private static final int FAMILY = 33;
    private static final int OF_A_MINUTE = 64;

    /** Layout byte, version, digest, then unit and contributions, each indicator as one byte where it can be. */
    byte[] encoded() {
        ByteWriter writer = new ByteWriter(96).single(LAYOUT).varint(version).fixed(digest);
        if (!contributions.isEmpty()) {
            writer.text(contributions.get(0).unitId());
            contributions.forEach(given -> write(writer, given));
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
                contributions.add(read(reader, unit));
            }
        }
        return new LedgerEntry(version, digest, contributions);
    }

    private static void write(ByteWriter writer, Contribution given) {
        int grain = given.grain() == Grain.MINUTE ? OF_A_MINUTE : 0;
        String indicator = given.indicator();
        if (indicator.startsWith(Indicators.ALARMS_CATEGORY)) {
            writer.single(CATEGORY + grain).text(indicator.substring(Indicators.ALARMS_CATEGORY.length()));
        } else if (indicator.startsWith(Indicators.ALARMS_FAMILY)) {
            writer.single(FAMILY + grain).text(indicator.substring(Indicators.ALARMS_FAMILY.length()));
        } else {
            writer.single(Indicators.listed().indexOf(indicator) + grain);
        }
        writer.varint(given.start()).varint(given.numerator()).varint(given.denominator());
    }

    private static Contribution read(ByteReader reader, String unit) {
        int code = reader.single();
        Grain grain = code >= OF_A_MINUTE ? Grain.MINUTE : Grain.DAY;
        int indicatorCode = code % OF_A_MINUTE;
        String indicator = switch (indicatorCode) {
            case CATEGORY -> Indicators.ALARMS_CATEGORY + reader.text();
            case FAMILY -> Indicators.ALARMS_FAMILY + reader.text();
            default -> Indicators.listed().get(indicatorCode);
        };
        return new Contribution(indicator, unit, grain, reader.varint(), reader.varint(), reader.varint());
    }
}
