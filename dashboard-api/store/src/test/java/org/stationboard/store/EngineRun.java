package org.stationboard.store;

import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Engine;
import org.stationboard.engine.InMemoryTables;
import org.stationboard.engine.Output;
import org.stationboard.testkit.Records;

/** One partition with the real engine behind it: what goes in stands on the log, and so does what the engine says. */
final class EngineRun implements Output {
    private final int partition;
    private final HandMadeLog log;
    private final Engine engine;
    private long offset;
    private long tick;

    EngineRun(int partition, HandMadeLog log) {
        this.partition = partition;
        this.log = log;
        this.engine = new Engine(
                partition, new InMemoryTables(), this, logKey -> owns(partition, logKey), StoreContract.ZONE);
        beginning().forEach(this::take);
    }

    /** Whether the partition orders the county's records. */
    static boolean owns(int partition, String logKey) {
        return logKey.equals("990" + (partition + 1));
    }

    /** What a log begins with. */
    static List<StationRecord> beginning() {
        return List.of(
                Records.engine(Engine.VERSION),
                Records.register(units()),
                Records.catalogue(CatalogueLoader.shippedText()),
                Records.rhythms(180, 2880));
    }

    static List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        units.add(unit("99", UnitLevel.CITY, "", ""));
        units.add(unit("9901", UnitLevel.COUNTY, "99", "9901"));
        units.add(unit("9902", UnitLevel.COUNTY, "99", "9902"));
        units.add(unit(StoreContract.A, UnitLevel.STATION, "9901", "9901"));
        units.add(unit(StoreContract.B, UnitLevel.STATION, "9901", "9901"));
        units.add(unit(StoreContract.C, UnitLevel.STATION, "9902", "9902"));
        return units;
    }

    private static Unit unit(String id, UnitLevel level, String parent, String logKey) {
        return Unit.newBuilder()
                .setId(id)
                .setName(id)
                .setLevel(level)
                .setParent(parent)
                .setLogKey(logKey)
                .build();
    }

    void take(StationRecord stationRecord) {
        offset = log.record(partition, stationRecord);
        if (stationRecord.getControl().hasTick()) {
            tick = stationRecord.getControl().getTick().getMinute();
        }
        engine.process(stationRecord, offset);
    }

    @Override
    public void figure(Figure figure) {
        log.figure(partition, offset, tick, figure);
    }

    @Override
    public void verdict(Verdict verdict, boolean append) {
        log.verdict(partition, offset, verdict, append);
    }

    @Override
    public void alert(AlertTransition transition) {
        log.alert(partition, offset, transition);
    }

    @Override
    public void feed(FeedState feed) {
        log.feed(partition, offset, tick, feed);
    }

    @Override
    public void marker(TickMarker marker) {
        log.marker(marker);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        log.published(Topic.DEAD_LETTERS, partition, Integer.toString(partition), offset, tick, letter);
    }
}
