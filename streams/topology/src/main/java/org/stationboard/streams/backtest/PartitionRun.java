package org.stationboard.streams.backtest;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Control;
import org.stationboard.streams.EngineHost;
import org.stationboard.streams.verify.CountedTables;
import org.stationboard.streams.verify.LogSource;

/**
 * One partition of the log through an engine of its own on the heap. Under a draft the first catalogue on the log is the
 * draft and the later ones are left out; one is put before the first tick where none stands there. One thread.
 */
final class PartitionRun implements LogSource.Taker {
    private final Listening listening;
    private final EngineHost engine;
    private final byte @Nullable [] draft;
    private final long lastTick;
    private boolean replaced;
    private boolean over;
    private long records;

    /**
     * @param draft the record of the draft's catalogue; absent where the log's own rules are kept
     * @param lastTick epoch minute of the turn that closes the period: what follows is not read
     */
    PartitionRun(int partition, int partitions, ZoneId zone, Period period, byte @Nullable [] draft, long lastTick) {
        this.listening = new Listening(partition, period, zone);
        CountedTables tables = new CountedTables();
        this.engine = new EngineHost(partition, partitions, zone, tables, tables::writes, listening);
        this.draft = draft;
        this.lastTick = lastTick;
    }

    Listening heard() {
        return listening;
    }

    long records() {
        return records;
    }

    @Override
    public void take(byte @Nullable [] value, long offset) {
        if (over) {
            return;
        }
        records++;
        Control control = ControlRecords.in(value);
        if (control == null) {
            engine.take(value, offset);
            return;
        }
        if (draft != null && (control.hasCatalogue() || control.hasTick()) && !replaced) {
            replaced = true;
            engine.take(draft, offset);
        }
        if (draft == null || !control.hasCatalogue()) {
            engine.take(value, offset);
        }
        over = control.hasTick() && control.getTick().getMinute() >= lastTick;
    }
}
