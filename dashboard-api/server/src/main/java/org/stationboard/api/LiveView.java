package org.stationboard.api;

import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.stationboard.contract.v1.Register;

/**
 * Everything a wall shows, in memory, read from the log's published topics: no wall needs the database. It has threads of
 * its own, lives through an outage of the broker and goes on where it stood. Thread-safe.
 */
public final class LiveView implements AutoCloseable {
    /**
     * @param register the newest register of the log; called often, must answer from memory
     * @param catalogueText the newest catalogue's YAML text; called often, must answer from memory
     * @param zone the log's zone
     * @param clock the machine's clock
     */
    public LiveView(
            String bootstrapServers,
            Supplier<Register> register,
            Supplier<String> catalogueText,
            ZoneId zone,
            Clock clock) {}

    /** Begins to follow the topics; they may appear later. Once. */
    public void start() {}

    @Override
    public void close() {}
}
