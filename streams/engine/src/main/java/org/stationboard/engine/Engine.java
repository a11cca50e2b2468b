package org.stationboard.engine;

import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;

/**
 * The engine of one partition. Everything it knows is in the tables; what it keeps beside them is a cache, so a new
 * engine on the same tables goes on exactly. Single-threaded; time comes from ticks in the log alone.
 */
public final class Engine {
    /** Version of the rules of counting and judging in this code. */
    public static final String VERSION = "1";

    /**
     * Goes on where the tables stand.
     *
     * @param partition partition of the log
     * @param ownsLogKey whether the partition orders this log key
     * @param zone zone of local days
     */
    public Engine(int partition, EngineTables tables, Output output, Predicate<String> ownsLogKey, ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    /** Takes the record at this offset. Offsets rise; gaps are allowed. */
    public void process(StationRecord stationRecord, long offset) {
        throw new UnsupportedOperationException();
    }

    /** Counts and publishes a record that could not be read at all. */
    public void dead(long offset, String reason, String expected) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives the changed cells of the newest two days and the current stocks since the last call; after construction all
     * of them. Provisional: reads only, before the first tick nothing.
     */
    public void publishLive(Consumer<Figure> live) {
        throw new UnsupportedOperationException();
    }

    /** Epoch minute of the last tick; 0 before the first. */
    public long lastTick() {
        throw new UnsupportedOperationException();
    }

    /** Offset of the last record taken; -1 before the first. */
    public long lastOffset() {
        throw new UnsupportedOperationException();
    }
}
