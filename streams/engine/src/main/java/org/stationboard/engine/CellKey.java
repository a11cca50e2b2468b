package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import org.stationboard.contract.v1.Grain;

/**
 * Names a cell.
 *
 * @param start epoch day, of a minute cell the epoch minute; of a stock's base 0
 */
record CellKey(CellKind kind, long start, String unitId, String indicator) {
    static CellKey of(Contribution given) {
        CellKind kind = given.grain() == Grain.MINUTE ? CellKind.COUNT_MINUTE : CellKind.ofDays(given.indicator());
        return new CellKey(kind, given.start(), given.unitId(), given.indicator());
    }

    /** Units and days come in runs; without mixing, their sums would meet in the same places of a hash table. */
    @Override
    public int hashCode() {
        long mixed = (start * 31 + kind.code()) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ unitId.hashCode()) * 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ (mixed >>> 29) ^ indicator.hashCode()) * 0x165667B19E3779F9L;
        return (int) (mixed >>> 32);
    }

    SeriesKey series() {
        return new SeriesKey(unitId, indicator);
    }

    /** Bytes that sort by kind, start, unit and indicator. */
    byte[] encoded() {
        return new ByteWriter(48)
                .single(kind.code())
                .fixed(start)
                .raw(unitId.getBytes(StandardCharsets.UTF_8))
                .single(0)
                .raw(indicator.getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    static CellKey decoded(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        CellKind kind = CellKind.ofCode(reader.single());
        long start = reader.fixed();
        String names = new String(reader.rest(), StandardCharsets.UTF_8);
        int end = names.indexOf('\0');
        return new CellKey(kind, start, names.substring(0, end), names.substring(end + 1));
    }

    /** The lowest key of the kind from this start on. */
    static byte[] from(CellKind kind, long start) {
        return new ByteWriter(9).single(kind.code()).fixed(start).bytes();
    }

    /** The first key beyond the kind. */
    static byte[] beyond(CellKind kind) {
        return new byte[] {(byte) (kind.code() + 1)};
    }
}
