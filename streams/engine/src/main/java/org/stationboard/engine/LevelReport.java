package org.stationboard.engine;

/**
 * What one record reports of a level. In order of standing: of two that cover a day the greater one counts.
 *
 * @param from first local day of its period, epoch day
 * @param fromMinute minute of that day its period begins at
 * @param until last local day of its period
 * @param version of the record
 * @param rank standing of who reported it
 */
record LevelReport(String recordId, long from, int fromMinute, long until, Counts counts, long version, int rank)
        implements Comparable<LevelReport> {
    static LevelReport of(Contribution given, String recordId, long version) {
        Counts counts = new Counts(given.numerator(), given.denominator());
        return new LevelReport(
                recordId, given.start(), given.fromMinute(), given.until(), counts, version, given.rank());
    }

    /** The period that begins later, else the shorter one, then the higher version, then the higher standing; ids settle the rest. */
    @Override
    public int compareTo(LevelReport other) {
        int order = Long.compare(from, other.from);
        order = order != 0 ? order : Integer.compare(fromMinute, other.fromMinute);
        order = order != 0 ? order : Long.compare(other.until, until);
        order = order != 0 ? order : Long.compare(version, other.version);
        order = order != 0 ? order : Integer.compare(rank, other.rank);
        return order != 0 ? order : recordId.compareTo(other.recordId);
    }

    byte[] encoded() {
        return new ByteWriter(24)
                .varint(fromMinute)
                .varint(until - from)
                .varint(counts.n())
                .varint(counts.d())
                .varint(version)
                .single(rank)
                .bytes();
    }

    static LevelReport decoded(String recordId, long from, byte[] value) {
        ByteReader reader = new ByteReader(value);
        int fromMinute = (int) reader.varint();
        long until = from + reader.varint();
        Counts counts = new Counts(reader.varint(), reader.varint());
        return new LevelReport(recordId, from, fromMinute, until, counts, reader.varint(), reader.single());
    }
}
