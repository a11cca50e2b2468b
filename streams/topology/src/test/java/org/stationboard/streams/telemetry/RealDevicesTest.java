package org.stationboard.streams.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;

/**
 * Real devices with real silences, summed twice: by the application, and by a loop over the file that knows nothing of it.
 * The short form reads the week of Bath's longest silence and ten days of Birmingham, two of which the file leaves out; the
 * long one ({@code -Dreal.files=whole}, in {@code deploy/full/files}) both files whole.
 */
class RealDevicesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long WINDOW = 600;
    private static final boolean WHOLE = System.getProperty("real.files", "").equals("whole");

    @TempDir
    Path folder;

    /** One row of a file. Times are epoch seconds. */
    private record Row(String device, long measured, long received, long level, long capacity) {
        boolean good() {
            return level >= 0 && level <= capacity;
        }

        long event() {
            return Math.min(measured, received);
        }
    }

    /** What is to be said of one device in one window. */
    private record Said(
            long devices, long available, long readings, long failures, long ahead, long behind, long late) {}

    @Test
    void bathsCountersAreAvailableAndSilentAsAPlainLoopSays() throws Exception {
        List<Row> rows = rows(
                "sensors/bath-parking-2015-10.csv.gz",
                "2015-10-08",
                "2015-10-16",
                values -> new Row(
                        values[0],
                        second(values[1]),
                        second(values[2]),
                        Long.parseLong(values[3]),
                        Long.parseLong(values[4])));
        PlainSums plain = new PlainSums(1);
        rows.forEach(plain::take);
        plain.closeAll();
        Map<String, Said> said = summarised(rows, DeviceKind.CABINET);

        assertThat(rows).hasSize(WHOLE ? 59_884 : 14_461);
        assertThat(said).isEqualTo(plain.said);
        // Odd Down was silent for 133.9 hours: 802 whole windows, the longest silence of all.
        assertThat(plain.longestSilence("Odd Down P+R")).isEqualTo(802);
    }

    @Test
    void birminghamsDevicesAreAvailableAndSilentAsAPlainLoopSays() throws Exception {
        List<Row> rows = rows(
                "sensors/birmingham-parking-2016-10_2016-12.csv.gz",
                "2016-12-02",
                "2016-12-12",
                values -> new Row(
                        values[0],
                        second(values[3]),
                        second(values[3]),
                        Long.parseLong(values[2]),
                        Long.parseLong(values[1])));
        PlainSums plain = new PlainSums(3);
        rows.forEach(plain::take);
        plain.closeAll();
        Map<String, Said> said = summarised(rows, DeviceKind.DOOR);

        assertThat(rows).hasSize(WHOLE ? 35_717 : 3_798);
        assertThat(said).isEqualTo(plain.said);
        assertThat(plain.said.values().stream().mapToLong(Said::failures).sum()).isPositive();
    }

    private interface Columns {
        Row of(String[] values);
    }

    private static long second(String wall) {
        return LocalDateTime.parse(wall.replace(' ', 'T')).atZone(ZONE).toEpochSecond();
    }

    /** Those received from one day until before another, or all. */
    private static List<Row> rows(String name, String from, String until, Columns columns) throws IOException {
        String data = System.getProperty("test.data", "");
        if (data.isBlank() || data.startsWith("$")) {
            LoggerFactory.getLogger(RealDevicesTest.class)
                    .warn("SKIPPED: test.data (environment STATIONBOARD_TEST_DATA) names no folder of real records");
            throw new TestAbortedException("test.data is unset (expected: the folder of real records)");
        }
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(data, name))), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(columns.of(line.replace("\"", "").split(",", -1)));
            }
        }
        rows.removeIf(row ->
                !WHOLE && (row.received() < second(from + "T00:00") || row.received() >= second(until + "T00:00")));
        rows.sort(Comparator.comparingLong(Row::received));
        return rows;
    }

    /** Units stand for devices, one each, in the order in which they are first heard. */
    private static String unitOf(Map<String, String> units, String device) {
        return units.computeIfAbsent(device, name -> "9901" + (10 + units.size()));
    }

    private Map<String, Said> summarised(List<Row> rows, DeviceKind kind) throws Exception {
        TelemetryMeters meters = new TelemetryMeters(new SimpleMeterRegistry());
        Properties properties = StreamsProperties.of(
                new TelemetryStreamsSettings("unused:9", folder, "test", URI.create("http://127.0.0.1:1/")), meters);
        try (TopologyTestDriver driver = new TopologyTestDriver(
                TelemetryTopology.build(new StreamsConfig(properties), DeviceRules.shipped(), ZONE, meters),
                properties,
                Instant.parse("2026-01-01T00:00:00Z"))) {
            TestInputTopic<String, Reading> readings = driver.createInputTopic(
                    Topic.TELEMETRY.topicName(), new StringSerializer(), TelemetryTopology.READINGS.serializer());
            TestOutputTopic<String, byte[]> summaries = driver.createOutputTopic(
                    Topic.DEVICE_SUMMARIES.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
            Map<String, String> units = new HashMap<>();
            long looked = 0;
            for (Row row : rows) {
                String id = unitOf(units, row.device());
                readings.pipeInput(id, reading(row, id, kind), Instant.ofEpochSecond(row.received()));
                if (row.received() - looked >= 300) {
                    looked = row.received();
                    driver.advanceWallClockTime(Duration.ofSeconds(1));
                }
            }
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            return newest(summaries.readValuesToList(), units);
        }
    }

    private static Reading reading(Row row, String id, DeviceKind kind) {
        return Reading.newBuilder()
                .setDeviceId("device-" + id)
                .setUnitId(id)
                .setKind(kind)
                .setMeasuredAt(Timestamp.newBuilder().setSeconds(row.measured()))
                .setReceivedAt(Timestamp.newBuilder().setSeconds(row.received()))
                .setLevel(row.level())
                .setCapacity(row.capacity())
                .build();
    }

    private static Map<String, Said> newest(List<byte[]> records, Map<String, String> units) throws Exception {
        Map<String, String> deviceOf = new HashMap<>();
        units.forEach((device, unit) -> deviceOf.put(unit, device));
        Map<String, Long> versions = new HashMap<>();
        Map<String, Said> said = new TreeMap<>();
        for (byte[] bytes : records) {
            StationRecord record = StationRecord.parseFrom(bytes);
            DeviceSummary summary = record.getDeviceSummary();
            String key =
                    deviceOf.get(record.getUnitId()) + ' ' + summary.getFrom().getSeconds() / WINDOW;
            assertThat(record.getVersion()).isGreaterThan(versions.getOrDefault(key, 0L));
            versions.put(key, record.getVersion());
            said.put(
                    key,
                    new Said(
                            summary.getDevices(),
                            summary.getAvailable(),
                            summary.getReadings(),
                            summary.getFailures(),
                            summary.getClockAhead(),
                            summary.getClockBehind(),
                            summary.getLate()));
        }
        return said;
    }

    /** The same sums, from the rows alone. Windows are numbers of ten minutes since 1970. */
    private static final class PlainSums {
        final Map<String, Said> said = new TreeMap<>();
        private final int windowsOfSilence;
        private final Map<String, TreeMap<Long, long[]>> sums = new TreeMap<>();
        private long time;
        private long closed;

        /** @param windowsOfSilence how many windows a good reading lasts */
        PlainSums(int windowsOfSilence) {
            this.windowsOfSilence = windowsOfSilence;
        }

        void take(Row row) {
            long window = Math.floorDiv(row.event(), WINDOW);
            boolean jump = time > 0 && row.event() - time > 3_600;
            if (time == 0) {
                closed = lastClosed(row.event());
            } else if (jump) {
                closeTo(Math.floorDiv(time, WINDOW));
                // An hour of silence of everybody is our own.
                closed = Math.max(closed, lastClosed(row.event()));
            }
            time = Math.max(time, row.event());
            long[] sum = sums.computeIfAbsent(row.device(), device -> new TreeMap<>())
                    .computeIfAbsent(window, number -> new long[5]);
            if ((window + 2) * WINDOW <= time) {
                sum[4]++;
                said.computeIfPresent(row.device() + ' ' + window, (key, earlier) -> said(row.device(), window));
                said.putIfAbsent(row.device() + ' ' + window, said(row.device(), window));
            } else {
                sum[0]++;
                sum[1] += row.good() ? 0 : 1;
                sum[2] += row.measured() - row.received() > 300 ? 1 : 0;
                sum[3] += row.received() - row.measured() > 300 ? 1 : 0;
            }
            closeTo(lastClosed(time));
        }

        void closeAll() {
            closeTo(lastClosed(time));
        }

        long longestSilence(String device) {
            long longest = 0;
            NavigableMap<Long, long[]> own = windows(device);
            long before = own.firstKey();
            for (Map.Entry<Long, long[]> window : own.entrySet()) {
                if (window.getValue()[0] > window.getValue()[1]) {
                    longest = Math.max(longest, window.getKey() - before - 1);
                    before = window.getKey();
                }
            }
            return longest;
        }

        private NavigableMap<Long, long[]> windows(String device) {
            return Objects.requireNonNull(sums.get(device), "a device that has sent");
        }

        private static long lastClosed(long second) {
            return Math.floorDiv(second - WINDOW, WINDOW) - 1;
        }

        private void closeTo(long newest) {
            while (closed < newest) {
                closed++;
                long window = closed;
                sums.forEach((device, own) -> {
                    boolean known = own.subMap(window - 7 * 144, false, window, true).values().stream()
                            .anyMatch(counts -> counts[0] > 0);
                    if (known || own.containsKey(window)) {
                        said.put(device + ' ' + window, said(device, window));
                    }
                });
            }
        }

        private Said said(String device, long window) {
            NavigableMap<Long, long[]> own = windows(device);
            long[] sum = own.getOrDefault(window, new long[5]);
            boolean available = own.subMap(window - windowsOfSilence + 1, true, window, true).values().stream()
                    .anyMatch(counts -> counts[0] > counts[1]);
            return new Said(1, available ? 1 : 0, sum[0], sum[1], sum[2], sum[3], sum[4]);
        }
    }
}
