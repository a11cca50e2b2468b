package org.stationboard.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.StationRecord;

/**
 * One record of a generated history, with what its maker meant by it.
 *
 * @param realm of a register, what it says
 * @param targets of a catalogue, what it says
 * @param dead whether no engine can take it
 */
record HistoryStep(
        StationRecord taken,
        @Nullable Realm realm,
        @Nullable List<Target> targets,
        boolean dead) {
    static HistoryStep of(StationRecord record) {
        return new HistoryStep(record, null, null, false);
    }

    boolean tick() {
        return taken.getControl().hasTick();
    }
}
