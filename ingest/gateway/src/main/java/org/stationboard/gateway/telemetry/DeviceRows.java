package org.stationboard.gateway.telemetry;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.gateway.IdentityCheck;
import org.stationboard.gateway.OrgRegister;

/** Reads the rows of a device register and gathers every fault, by row and column. One use, one thread. */
final class DeviceRows {
    static final List<String> COLUMNS = List.of("id", "unit", "kind", "password_sha256", "valid_from", "valid_to");

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Map<String, DeviceKind> KINDS = kinds();

    private final OrgRegister units;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, List<Device>> spans = new HashMap<>();
    private final List<Device> devices = new ArrayList<>();
    private long row;

    DeviceRows(OrgRegister units) {
        this.units = units;
    }

    List<Device> parse(byte[] csv) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text(csv)), format)) {
            boolean first = true;
            for (CSVRecord record : parser) {
                row = parser.getCurrentLineNumber();
                if (first && !COLUMNS.equals(record.toList())) {
                    faults.add("row " + row + ": other columns (expected: " + String.join(",", COLUMNS) + ")");
                    break;
                }
                if (!first) {
                    read(record);
                }
                first = false;
            }
        } catch (IOException | UncheckedIOException e) {
            faults.add("row " + (row + 1) + ": not CSV (expected: RFC 4180, quotation marks closed)");
        }
        if (!faults.isEmpty()) {
            throw new DeviceRegisterException(faults);
        }
        return devices;
    }

    private static Map<String, DeviceKind> kinds() {
        Map<String, DeviceKind> kinds = new HashMap<>();
        for (DeviceKind kind : DeviceKind.values()) {
            if (kind != DeviceKind.DEVICE_KIND_UNSPECIFIED && kind != DeviceKind.UNRECOGNIZED) {
                kinds.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), kind);
            }
        }
        return kinds;
    }

    private static String text(byte[] csv) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(csv))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DeviceRegisterException(List.of("file: another charset (expected: UTF-8)"));
        }
    }

    private void read(CSVRecord record) {
        if (record.size() != COLUMNS.size()) {
            faults.add("row " + row + ": " + record.size() + " values (expected: " + COLUMNS.size() + ")");
            return;
        }
        int before = faults.size();
        Device device = new Device(
                id(record),
                unit(record),
                kind(record),
                credential(record),
                day(record, 4),
                record.get(5).isEmpty() ? Long.MAX_VALUE : day(record, 5));
        if (faults.size() == before && device.validTo() <= device.validFrom()) {
            fault(5, record, "a day after valid_from, or nothing");
        }
        List<Device> earlier = spans.computeIfAbsent(device.id(), id -> new ArrayList<>(1));
        if (faults.size() == before && !earlier.stream().allMatch(device::apartFrom)) {
            fault(4, record, "a span apart from the other rows of this id");
        }
        if (faults.size() == before) {
            earlier.add(device);
            devices.add(device);
        }
    }

    private String id(CSVRecord record) {
        String id = record.get(0);
        if (!ID.matcher(id).matches() || IdentityCheck.find(id).isPresent()) {
            fault(0, record, "an id: [a-z0-9-], 1 to 64 characters, that names or follows nobody");
        }
        return id;
    }

    private String unit(CSVRecord record) {
        String unit = record.get(1);
        if (!units.known(unit)) {
            fault(1, record, "an id of the org register");
        }
        return unit;
    }

    private DeviceKind kind(CSVRecord record) {
        DeviceKind kind = KINDS.get(record.get(2));
        if (kind == null) {
            fault(2, record, "one of " + KINDS.keySet().stream().sorted().toList());
            return DeviceKind.DEVICE_KIND_UNSPECIFIED;
        }
        return kind;
    }

    private Optional<Credential> credential(CSVRecord record) {
        String text = record.get(3);
        Optional<Credential> credential = Credential.parse(text);
        if (credential.isEmpty() && !text.isEmpty()) {
            faults.add(
                    "row " + row + ", " + COLUMNS.get(3) + ": a value not shown (expected: " + Credential.FORM + ")");
        }
        return credential;
    }

    private long day(CSVRecord record, int column) {
        try {
            return LocalDate.parse(record.get(column)).toEpochDay();
        } catch (DateTimeException e) {
            fault(column, record, "a day, YYYY-MM-DD");
            return 0;
        }
    }

    private void fault(int column, CSVRecord record, String expected) {
        String value = record.get(column);
        String shown = IdentityCheck.find(value).isPresent() ? "a value not shown" : "\"" + value + "\"";
        faults.add("row " + row + ", " + COLUMNS.get(column) + ": " + shown + " (expected: " + expected + ")");
    }
}
