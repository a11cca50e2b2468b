package org.stationboard.engine;

import java.util.function.Predicate;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.StationRecord;

/** An engine on in-memory tables, fed record by record. */
final class Bench {
    final InMemoryTables tables = new InMemoryTables();
    final Recording out = new Recording();
    private final Predicate<String> owns;
    private final int dirtyLimit;
    Engine engine;
    private long offset;

    Bench() {
        this(logKey -> true, Dirty.LIMIT);
    }

    Bench(int dirtyLimit) {
        this(logKey -> true, dirtyLimit);
    }

    Bench(Predicate<String> owns) {
        this(owns, Dirty.LIMIT);
    }

    private Bench(Predicate<String> owns, int dirtyLimit) {
        this.owns = owns;
        this.dirtyLimit = dirtyLimit;
        this.engine = newEngine();
    }

    /** With register and catalogue waiting for the first tick. */
    static Bench withRules(Register register, String catalogue) {
        Bench bench = new Bench();
        bench.take(City.control(register));
        bench.take(City.controlCatalogue(catalogue));
        return bench;
    }

    void take(StationRecord stationRecord) {
        // Transactions leave gaps in the offsets.
        engine.process(stationRecord, offset);
        offset += 1 + offset % 3;
    }

    void tick(String local) {
        take(City.tick(City.minute(local)));
    }

    void restart() {
        engine = newEngine();
    }

    private Engine newEngine() {
        return new Engine(0, tables, out, owns, City.ZONE, dirtyLimit);
    }
}
