package org.stationboard.api.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.StationRecord;

/**
 * The newest window of the devices of each unit and kind, as the telemetry application last told it. Not thread-safe;
 * times are epoch seconds.
 */
public final class DeviceWindows {
    private final Map<DeviceKind, Map<String, Window>> windows = new TreeMap<>();

    /**
     * What was said of the devices of one kind of a unit in a window.
     *
     * @param to exclusive
     * @param devices known to serve then
     * @param available of them those that sent a good reading in the window
     */
    public record Window(String unitId, DeviceKind kind, long from, long to, int devices, int available, long version) {
        private boolean after(Window other) {
            return from != other.from ? from > other.from : version > other.version;
        }
    }

    /** Returns whether it is the newest of its unit and kind. */
    boolean take(StationRecord taken) {
        DeviceSummary summary = taken.getDeviceSummary();
        Window window = new Window(
                taken.getUnitId(),
                summary.getKind(),
                summary.getFrom().getSeconds(),
                summary.getTo().getSeconds(),
                taken.getWithdrawn() ? 0 : summary.getDevices(),
                taken.getWithdrawn() ? 0 : summary.getAvailable(),
                taken.getVersion());
        Map<String, Window> ofKind = windows.computeIfAbsent(summary.getKind(), ignored -> new LinkedHashMap<>());
        Window held = ofKind.get(window.unitId());
        if (held != null && !window.after(held)) {
            return false;
        }
        ofKind.put(window.unitId(), window);
        return true;
    }

    /** The kinds that anything was heard of, in the contract's order. */
    public List<DeviceKind> kinds() {
        return List.copyOf(windows.keySet());
    }

    /** The newest window of the unit's devices of that kind. */
    public Optional<Window> newest(DeviceKind kind, String unitId) {
        return Optional.ofNullable(windows.getOrDefault(kind, Map.of()).get(unitId));
    }
}
