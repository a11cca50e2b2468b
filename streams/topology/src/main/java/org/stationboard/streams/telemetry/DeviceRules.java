package org.stationboard.streams.telemetry;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stationboard.contract.v1.DeviceHealth;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;

/**
 * What is asked of each kind of device, as data: when it is to speak, how long it may be silent, and what its level may
 * be. Times of day are local. Immutable.
 */
final class DeviceRules {
    static final String COLUMNS = "kind,opens,closes,allowed_silence_minutes,lowest_level,highest_level";

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])");
    private static final int DAY_MINUTES = 1_440;
    private static final Rule ALWAYS = new Rule(0, DAY_MINUTES, 1, Long.MIN_VALUE, Long.MAX_VALUE);

    private final Map<DeviceKind, Rule> rules;

    private DeviceRules(Map<DeviceKind, Rule> rules) {
        this.rules = rules;
    }

    /**
     * The rule of one kind.
     *
     * @param opens minute of the local day from which it is to speak
     * @param closes minute of the local day from which it need not; 1,440 = midnight
     * @param windows how many windows, this one included, a device counts as available after its last good reading
     */
    record Rule(int opens, int closes, int windows, long lowest, long highest) {
        /** Whether a window of the day lies whole within the opening hours. */
        boolean open(int fromMinute, int toMinute) {
            return opens <= fromMinute && toMinute <= closes;
        }

        /** Whether a reading shows a fault: the device says so, or its value cannot be. */
        boolean failed(Reading reading) {
            if (reading.getHealth() == DeviceHealth.FAULTY || reading.getCount() < 0) {
                return true;
            }
            long level = reading.getLevel();
            boolean full = reading.getCapacity() > 0 && level > reading.getCapacity();
            return reading.hasLevel() && (level < 0 || full || level < lowest || level > highest);
        }
    }

    /** The rules that ship with the product. */
    static DeviceRules shipped() {
        try (InputStream in = DeviceRules.class.getResourceAsStream("device-rules.csv")) {
            return parse(new String(requireNonNull(in, "device-rules.csv").readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("device-rules.csv", e);
        }
    }

    /** Reads rules; throws with every fault, by row and column. A kind without a row is to speak always. */
    static DeviceRules parse(String csv) {
        List<String> faults = new ArrayList<>();
        Map<DeviceKind, Rule> rules = new EnumMap<>(DeviceKind.class);
        String[] lines = csv.split("\\R");
        if (!lines[0].trim().equals(COLUMNS)) {
            faults.add("row 1: other columns (expected: " + COLUMNS + ")");
        }
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                new Row(i + 1, List.of(lines[i].trim().split(",", -1)), faults).read(rules);
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("device rules:\n  " + String.join("\n  ", faults));
        }
        return new DeviceRules(rules);
    }

    Rule of(DeviceKind kind) {
        return rules.getOrDefault(kind, ALWAYS);
    }

    /** A kind as it stands in ids and files: lower case with hyphens. */
    static String code(DeviceKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One row while it is read. */
    private record Row(int number, List<String> values, List<String> faults) {
        void read(Map<DeviceKind, Rule> into) {
            if (values.size() != 6) {
                faults.add("row " + number + ": " + values.size() + " values (expected: 6)");
                return;
            }
            int before = faults.size();
            DeviceKind kind = kind();
            int opens = time(1);
            int closes = time(2);
            long silence = number(3, -1);
            long lowest = number(4, Long.MIN_VALUE);
            long highest = number(5, Long.MAX_VALUE);
            if (faults.size() == before && opens >= closes) {
                fault(2, "a time after opens");
            }
            int most = DeviceState.REMEMBERED * Windows.MINUTES;
            if (silence < Windows.MINUTES || silence > most || silence % Windows.MINUTES != 0) {
                fault(3, "a multiple of " + Windows.MINUTES + " up to " + most);
            }
            if (faults.size() == before) {
                into.put(kind, new Rule(opens, closes, (int) (silence / Windows.MINUTES), lowest, highest));
            }
        }

        private DeviceKind kind() {
            for (DeviceKind kind : DeviceKind.values()) {
                if (kind != DeviceKind.DEVICE_KIND_UNSPECIFIED && code(kind).equals(values.get(0))) {
                    return kind;
                }
            }
            fault(0, "a kind of device, such as camera");
            return DeviceKind.DEVICE_KIND_UNSPECIFIED;
        }

        private int time(int column) {
            Matcher time = TIME.matcher(values.get(column));
            int minutes = time.matches() ? Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2)) : -1;
            if (minutes < 0 || minutes > DAY_MINUTES) {
                fault(column, "a time of day, HH:MM, up to 24:00");
                return 0;
            }
            return minutes;
        }

        private long number(int column, long absent) {
            String text = values.get(column);
            if (text.isEmpty()) {
                return absent;
            }
            if (!text.matches("-?[0-9]{1,10}")) {
                fault(column, "a whole number, or nothing");
                return absent;
            }
            return Long.parseLong(text);
        }

        private void fault(int column, String expected) {
            String name = COLUMNS.split(",")[column];
            faults.add("row " + number + ", " + name + ": \"" + values.get(column) + "\" (expected: " + expected + ")");
        }
    }
}
