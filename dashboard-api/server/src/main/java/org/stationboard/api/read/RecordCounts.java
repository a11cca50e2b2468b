package org.stationboard.api.read;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.store.BalanceReader;
import org.stationboard.store.TickReader;

/**
 * The data records that the store holds up to a marker: counted on their own, so that what the engine says of a tick can
 * be held against it. Counts only what came since it was asked last. Blocks on the store; safe for many threads.
 */
public final class RecordCounts {
    private final TickReader ticks;
    private final BalanceReader balances;
    private final Map<Integer, Counted> counted = new HashMap<>();

    private record Counted(long offset, long records) {}

    public RecordCounts(TickReader ticks, BalanceReader balances) {
        this.ticks = ticks;
        this.balances = balances;
    }

    /** By partition; a partition that the store has not read up to its marker is left out. */
    public synchronized Map<Integer, Long> upTo(Collection<TickMarker> markers) {
        Map<Integer, Long> stored = new HashMap<>();
        ticks.now().forEach(marker -> stored.put(marker.getPartition(), marker.getTick()));
        Map<Integer, Long> records = new HashMap<>();
        for (TickMarker marker : markers) {
            if (stored.getOrDefault(marker.getPartition(), 0L) >= marker.getTick()) {
                records.put(marker.getPartition(), upTo(marker));
            }
        }
        return records;
    }

    private long upTo(TickMarker marker) {
        Counted before = counted.getOrDefault(marker.getPartition(), new Counted(-1, 0));
        if (before.offset() > marker.getOffset()) {
            before = new Counted(-1, 0);
        }
        long records = before.records() + balances.records(marker.getPartition(), before.offset(), marker.getOffset());
        counted.put(marker.getPartition(), new Counted(marker.getOffset(), records));
        return records;
    }
}
