package org.stationboard.contract;

/** Names of the Kafka headers that say where a published value stands; each holds a big-endian 8-byte integer. */
public final class PositionHeaders {
    /** Partition of station-records. */
    public static final String PARTITION = "sb-partition";
    /** Offset in that partition of the record that led to the value. */
    public static final String OFFSET = "sb-offset";
    /** Epoch minute of the last tick before or at that offset. */
    public static final String TICK = "sb-tick";

    private PositionHeaders() {}
}
