package org.stationboard.gateway.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.gateway.OrgRegister;

/**
 * The devices of a city, each with its unit, kind and credential, read from the CSV file that a bureau edits. Days are
 * epoch days of the log's zone. Immutable, for use by many threads.
 */
public final class DeviceRegister {
    private final Map<String, List<Device>> devices = new HashMap<>();

    private DeviceRegister(List<Device> rows) {
        for (Device row : rows) {
            devices.computeIfAbsent(row.id(), id -> new ArrayList<>(1)).add(row);
        }
    }

    /** No device at all: every reading is refused. */
    public static DeviceRegister none() {
        return new DeviceRegister(List.of());
    }

    /** Reads a file; throws {@link DeviceRegisterException} with every fault of it. */
    public static DeviceRegister read(Path file, OrgRegister units) throws IOException {
        return parse(Files.readAllBytes(file), units);
    }

    /**
     * Reads the bytes of a device register: UTF-8 CSV with the columns
     * {@code id,unit,kind,password_sha256,valid_from,valid_to}. Throws {@link DeviceRegisterException} with every fault, by row
     * and column.
     */
    public static DeviceRegister parse(byte[] csv, OrgRegister units) {
        return new DeviceRegister(new DeviceRows(units).parse(csv));
    }

    /** How many devices there are, whatever the day. */
    public int size() {
        return devices.size();
    }

    /** The device as it is on that day; null where there is none. */
    @Nullable
    Device on(String id, long day) {
        List<Device> spans = devices.get(id);
        if (spans == null) {
            return null;
        }
        for (Device span : spans) {
            if (span.validOn(day)) {
                return span;
            }
        }
        return null;
    }
}
