package org.stationboard.api.view;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.Pulse;
import org.stationboard.contract.v1.TickMarker;

/** What is known of the log's head and of each partition's task: newest pulse, newest marker. */
final class Partitions {
    private final SortedMap<Integer, Pulse> pulses = new TreeMap<>();
    private final SortedMap<Integer, TickMarker> markers = new TreeMap<>();
    private LogHead head = LogHead.getDefaultInstance();

    void put(Pulse pulse) {
        pulses.merge(
                pulse.getPartition(),
                pulse,
                (held, other) -> other.getPublishedAt() >= held.getPublishedAt() ? other : held);
    }

    void put(TickMarker marker) {
        markers.merge(marker.getPartition(), marker, (held, other) -> other.getTick() >= held.getTick() ? other : held);
    }

    void put(LogHead newest) {
        head = newest;
    }

    ClockMode mode() {
        return head.getMode();
    }

    /** Epoch minute of the last tick written to the log; empty before the first. */
    OptionalLong headTick() {
        return head.getTick() == 0 ? OptionalLong.empty() : OptionalLong.of(head.getTick());
    }

    /** Epoch minute of the newest tick that all partitions have completed. */
    OptionalLong completedTick() {
        if (markers.isEmpty() || markers.size() < count()) {
            return OptionalLong.empty();
        }
        return markers.values().stream().mapToLong(TickMarker::getTick).min();
    }

    /** Epoch minute of the newest tick that any partition has completed. */
    OptionalLong newestTick() {
        return markers.values().stream().mapToLong(TickMarker::getTick).max();
    }

    /** Offset of the newest tick that the partition has completed, -1 before the first. */
    long markerOffset(int partition) {
        TickMarker marker = markers.get(partition);
        return marker == null ? -1 : marker.getOffset();
    }

    Collection<TickMarker> markers() {
        return List.copyOf(markers.values());
    }

    /** When the oldest partition's newest pulse was published, epoch milliseconds; empty while one has none. */
    OptionalLong oldestPulseAt() {
        if (pulses.isEmpty() || pulses.size() < count()) {
            return OptionalLong.empty();
        }
        return pulses.values().stream().mapToLong(Pulse::getPublishedAt).min();
    }

    /** The largest lag that a task reports of itself, milliseconds; empty without pulses. */
    OptionalLong lag() {
        return pulses.values().stream().mapToLong(Pulse::getLag).max();
    }

    /** Partitions of the log; 0 before its head is known. */
    int count() {
        return head.getPartitions();
    }
}
