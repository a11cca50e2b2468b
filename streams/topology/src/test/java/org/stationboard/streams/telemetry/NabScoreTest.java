package org.stationboard.streams.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;

/**
 * Plays the loop detectors of NAB's realTraffic through the telemetry application and scores what it says of them against
 * the benchmark's own windows. The rules look for devices that fail, not for unusual traffic, and the score says so.
 */
class NabScoreTest {
    private static final Logger LOG = LoggerFactory.getLogger(NabScoreTest.class);
    private static final Pattern FILE =
            Pattern.compile("\"realTraffic/([^\"]+)\\.csv\": \\[(.*?)\\n ]", Pattern.DOTALL);
    private static final Pattern SPAN = Pattern.compile("\\[\\s*\"([^\"]+)\",\\s*\"([^\"]+)\"\\s*]");

    @TempDir
    Path folder;

    /** What was said of one file: labelled windows, those in which an alarm fell, alarms outside of all. */
    record Score(int labelled, int hit, int falseAlarms) {}

    @Test
    void shippedRulesFindSilenceAndNotUnusualTraffic() throws IOException {
        Path data = data();
        Map<String, List<long[]>> labels = labels(data.resolve("combined_windows.json"));
        List<Reading> readings = readings(data);
        StringBuilder table = new StringBuilder("file, labelled windows, hit, false alarms\n");
        Map<String, NavigableSet<Long>> flagged = flagged(readings);
        int labelled = 0;
        int hit = 0;
        int falseAlarms = 0;
        for (Map.Entry<String, List<long[]>> file : new TreeMap<>(labels).entrySet()) {
            Score score = score(file.getValue(), flagged.getOrDefault(unit(file.getKey()), new TreeSet<>()));
            table.append(file.getKey()).append(", ").append(score).append('\n');
            labelled += score.labelled();
            hit += score.hit();
            falseAlarms += score.falseAlarms();
        }
        LOG.info("NAB realTraffic\n{}all, {} {} {}", table, labelled, hit, falseAlarms);
        assertThat(labels).hasSize(7);
        assertThat(labelled).isEqualTo(14);
        assertThat(new Score(labelled, hit, falseAlarms)).isEqualTo(new Score(14, 11, 633));
    }

    private static Path data() {
        String named = System.getProperty("test.data", "");
        Path data = Path.of(named.isEmpty() ? "absent" : named, "sensors", "nab-realTraffic");
        if (!Files.isDirectory(data)) {
            LOG.warn("SKIPPED: test.data (environment STATIONBOARD_TEST_DATA) names no folder of real records");
        }
        assumeTrue(Files.isDirectory(data), "test.data");
        return data;
    }

    private static String unit(String file) {
        return file.replace('_', '-');
    }

    private static long second(String wallTime) {
        return LocalDateTime.parse(wallTime.substring(0, 19).replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
    }

    private static Map<String, List<long[]>> labels(Path file) throws IOException {
        Map<String, List<long[]>> labels = new HashMap<>();
        Matcher files = FILE.matcher(Files.readString(file));
        while (files.find()) {
            List<long[]> spans = new ArrayList<>();
            Matcher span = SPAN.matcher(files.group(2));
            while (span.find()) {
                spans.add(new long[] {second(span.group(1)), second(span.group(2))});
            }
            labels.put(files.group(1), spans);
        }
        return labels;
    }

    private static List<Reading> readings(Path folder) throws IOException {
        List<Reading> readings = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".csv")).toList()) {
                String unit = unit(file.getFileName().toString().replace(".csv", ""));
                for (String line : Files.readAllLines(file)) {
                    if (!line.startsWith("timestamp")) {
                        readings.add(reading(unit, line.split(",")));
                    }
                }
            }
        }
        readings.sort(
                Comparator.comparingLong(reading -> reading.getMeasuredAt().getSeconds()));
        return readings;
    }

    private static Reading reading(String unit, String[] cells) {
        Timestamp at = Timestamp.newBuilder().setSeconds(second(cells[0])).build();
        return Reading.newBuilder()
                .setDeviceId("nab-" + unit.toLowerCase(java.util.Locale.ROOT))
                .setUnitId(unit)
                .setKind(DeviceKind.CHECKPOINT)
                .setMeasuredAt(at)
                .setReceivedAt(at)
                .setLevel(new BigDecimal(cells[1]).movePointRight(2).longValue())
                .build();
    }

    /** By unit, the windows in which no device was available or a reading failed. */
    private Map<String, NavigableSet<Long>> flagged(List<Reading> readings) {
        TelemetryMeters meters = new TelemetryMeters(new SimpleMeterRegistry());
        Properties properties = StreamsProperties.of(
                new TelemetryStreamsSettings("unused:9", folder, "test", URI.create("http://127.0.0.1:1/")), meters);
        Map<String, NavigableSet<Long>> flagged = new HashMap<>();
        try (TopologyTestDriver driver = new TopologyTestDriver(
                TelemetryTopology.build(new StreamsConfig(properties), DeviceRules.shipped(), ZoneId.of("UTC"), meters),
                properties,
                Instant.parse("2026-01-01T00:00:00Z"))) {
            TestInputTopic<String, Reading> in = driver.createInputTopic(
                    Topic.TELEMETRY.topicName(), new StringSerializer(), TelemetryTopology.READINGS.serializer());
            TestOutputTopic<String, byte[]> out = driver.createOutputTopic(
                    Topic.DEVICE_SUMMARIES.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
            for (Reading reading : readings) {
                in.pipeInput(reading.getDeviceId(), reading);
            }
            driver.advanceWallClockTime(Duration.ofSeconds(2));
            out.readValuesToList().forEach(value -> flag(value, flagged));
        }
        return flagged;
    }

    private static void flag(byte[] value, Map<String, NavigableSet<Long>> flagged) {
        try {
            StationRecord record = StationRecord.parseFrom(value);
            DeviceSummary summary = record.getDeviceSummary();
            if (summary.getAvailable() < summary.getDevices() || summary.getFailures() > 0) {
                flagged.computeIfAbsent(record.getUnitId(), unit -> new TreeSet<>())
                        .add(Windows.index(summary.getFrom().getSeconds() * 1_000));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Flagged windows without a gap are one alarm; it hits a labelled window that it touches. */
    private static Score score(List<long[]> labels, NavigableSet<Long> flagged) {
        boolean[] hit = new boolean[labels.size()];
        int falseAlarms = 0;
        Long begin = flagged.isEmpty() ? null : flagged.first();
        while (begin != null) {
            long end = begin;
            while (flagged.contains(end + 1)) {
                end++;
            }
            boolean within = false;
            for (int i = 0; i < hit.length; i++) {
                boolean touches = Windows.start(begin) / 1_000 <= labels.get(i)[1]
                        && labels.get(i)[0] < Windows.start(end + 1) / 1_000;
                hit[i] |= touches;
                within |= touches;
            }
            falseAlarms += within ? 0 : 1;
            begin = flagged.higher(end);
        }
        int hits = 0;
        for (boolean one : hit) {
            hits += one ? 1 : 0;
        }
        return new Score(labels.size(), hits, falseAlarms);
    }
}
