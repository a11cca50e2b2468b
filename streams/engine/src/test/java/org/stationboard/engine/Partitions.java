package org.stationboard.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;

/** One engine for each partition of a history's log: control records go to all, a data record where its log key lies. */
final class Partitions {
    private final int dirtyLimit;
    private final List<EngineTables> tables = new ArrayList<>();
    private final List<Engine> engines = new ArrayList<>();
    final List<Recording> outs = new ArrayList<>();
    /** What screens were last given, of all partitions. */
    final Map<String, Figure> live = new HashMap<>();

    private long offset;

    Partitions(int dirtyLimit, Supplier<EngineTables> made) {
        this.dirtyLimit = dirtyLimit;
        for (int i = 0; i < Realm.PARTITIONS; i++) {
            tables.add(made.get());
            outs.add(new Recording());
            engines.add(engine(i));
        }
    }

    void take(StationRecord stationRecord) {
        // Transactions leave gaps in the offsets.
        offset += 1 + offset % 3;
        if (stationRecord.hasControl()) {
            engines.forEach(engine -> engine.process(stationRecord, offset));
        } else {
            engines.get(of(stationRecord)).process(stationRecord, offset);
        }
    }

    /** Lets every engine give what has changed on screens. */
    void publishLive() {
        for (Engine engine : engines) {
            engine.publishLive(figure -> {
                Invariants.hold(figure);
                live.put(Recording.key(figure), figure);
            });
        }
    }

    /** A new engine over each partition's tables. */
    void restart() {
        for (int i = 0; i < engines.size(); i++) {
            engines.set(i, engine(i));
        }
    }

    /** A new engine over one partition's tables. */
    void restart(int partition) {
        engines.set(partition, engine(partition));
    }

    /** The newest figures of all partitions. */
    Map<String, Figure> figures() {
        Map<String, Figure> figures = new HashMap<>();
        outs.forEach(out -> figures.putAll(out.figures));
        return figures;
    }

    private static int of(StationRecord stationRecord) {
        return Realm.partition(Realm.logKey(stationRecord.getUnitId()));
    }

    private Engine engine(int partition) {
        return new Engine(
                partition,
                tables.get(partition),
                outs.get(partition),
                logKey -> Realm.partition(logKey) == partition,
                City.ZONE,
                dirtyLimit);
    }
}
