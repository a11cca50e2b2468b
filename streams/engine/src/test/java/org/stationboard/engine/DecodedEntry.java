package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.Grain;

/** Makes an entry of the ledger of its bytes again, contribution by contribution. */
final class DecodedEntry implements LedgerEntry.Parts {
    private final List<Contribution> contributions = new ArrayList<>();
    private long version;
    private long digest;
    private String unit = "";
    private String indicator = "";

    private DecodedEntry() {}

    static LedgerEntry of(byte[] value) {
        DecodedEntry decoded = new DecodedEntry();
        LedgerEntry.read(new ByteReader(value), decoded);
        return new LedgerEntry(decoded.version, decoded.digest, decoded.contributions);
    }

    @Override
    public boolean version(long newVersion, long newDigest) {
        version = newVersion;
        digest = newDigest;
        return true;
    }

    @Override
    public void unit(ByteReader reader) {
        unit = reader.text();
    }

    @Override
    public void indicator(ByteReader reader) {
        indicator = LedgerCodes.read(reader);
    }

    @Override
    public void counts(boolean ofMinute, long start, long numerator, long denominator) {
        Grain grain = ofMinute ? Grain.MINUTE : Grain.DAY;
        contributions.add(new Contribution(indicator, unit, grain, start, numerator, denominator));
    }

    @Override
    public void period(long start, long numerator, long denominator, int fromMinute, long until, int rank) {
        contributions.add(
                new Contribution(indicator, unit, Grain.DAY, start, numerator, denominator, fromMinute, until, rank));
    }
}
