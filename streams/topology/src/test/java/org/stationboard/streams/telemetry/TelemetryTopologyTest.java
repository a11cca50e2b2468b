package org.stationboard.streams.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.DeviceHealth;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;

class TelemetryTopologyTest {
    /** 10:00 in Shanghai, the start of a window. */
    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<String, Reading> readings;
    private TestOutputTopic<String, byte[]> summaries;
    private TestOutputTopic<String, Reading> late;
    private TestOutputTopic<String, byte[]> dead;

    @BeforeEach
    void open() {
        TelemetryMeters meters = new TelemetryMeters(registry);
        Properties properties = StreamsProperties.of(
                new TelemetryStreamsSettings("unused:9", folder, "test", URI.create("http://127.0.0.1:1/")), meters);
        driver = new TopologyTestDriver(
                TelemetryTopology.build(
                        new StreamsConfig(properties), DeviceRules.shipped(), ZoneId.of("Asia/Shanghai"), meters),
                properties,
                START.plus(Duration.ofDays(300)));
        readings = driver.createInputTopic(
                Topic.TELEMETRY.topicName(), new StringSerializer(), TelemetryTopology.READINGS.serializer());
        summaries = driver.createOutputTopic(
                Topic.DEVICE_SUMMARIES.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
        late = driver.createOutputTopic(
                Topic.TELEMETRY_LATE.topicName(), new StringDeserializer(), TelemetryTopology.READINGS.deserializer());
        dead = driver.createOutputTopic(
                Topic.TELEMETRY_DEAD.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void sumsAWindowByUnitAndKindOnceItIsClosed() {
        send(camera("cam-1", 1).setCount(3));
        send(camera("cam-1", 2).setCount(4));
        send(camera("cam-2", 3).setHealth(DeviceHealth.FAULTY));
        send(camera("cam-3", 4).setUnitId("990102"));
        send(reading("door-1", DeviceKind.DOOR, 5).setCount(-1));
        assertThat(published()).isEmpty();
        pass(30);
        assertThat(published())
                .extracting(TelemetryTopologyTest::text)
                .contains(
                        "telemetry/990101-camera-" + minute(0) + " v1 1/2 readings 3 failures 1 passes 7",
                        "telemetry/990102-camera-" + minute(0) + " v1 1/1 readings 1 failures 0 passes 0",
                        "telemetry/990101-door-" + minute(0) + " v1 0/1 readings 1 failures 1 passes 0");
    }

    @Test
    void whatCannotBeTakenIsCountedListedByItsPlaceAndTheRestGoesOn() throws Exception {
        send(camera("cam-1", 1));
        driver.createInputTopic(Topic.TELEMETRY.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("cam-1", new byte[] {(byte) 0xff}, START.plusSeconds(70));
        send(camera("cam|2", 2));
        send(camera("cam-3", 2).setUnitId("9901|01"));
        send(camera("c".repeat(200), 2));
        send(reading("thing-1", DeviceKind.DEVICE_KIND_UNSPECIFIED, 2));
        send(camera("cam-2", 3));
        pass(30);
        assertThat(published())
                .extracting(TelemetryTopologyTest::text)
                .contains("telemetry/990101-camera-" + minute(0) + " v1 2/2 readings 2 failures 0 passes 0");
        List<DeadLetter> listed = new ArrayList<>();
        for (byte[] value : dead.readValuesToList()) {
            listed.add(DeadLetter.parseFrom(value));
        }
        // The driver does not hand out what is listed for bytes that nobody could read; the running application does.
        assertThat(listed).extracting(DeadLetter::getOffset).containsExactly(2L, 3L, 4L, 5L);
        assertThat(listed).extracting(DeadLetter::getReason).containsOnly("IMPLAUSIBLE");
        assertThat(listed.toString()).doesNotContain("cam|2").doesNotContain("9901|01");
        assertThat(registry.counter("topology.telemetry.dead").count()).isEqualTo(5);
        assertThat(registry.counter("topology.telemetry.counted").count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aSilentDeviceIsKnownAndNotAvailable() {
        send(camera("cam-1", 1));
        send(camera("cam-2", 1));
        send(camera("cam-1", 11));
        pass(40);
        assertThat(published())
                .extracting(TelemetryTopologyTest::text)
                .contains(
                        "telemetry/990101-camera-" + minute(0) + " v1 2/2 readings 2 failures 0 passes 0",
                        "telemetry/990101-camera-" + minute(10) + " v1 1/2 readings 1 failures 0 passes 0");
    }

    @Test
    void unitWhoseDevicesAreAllSilentIsSaidToHaveNoneAvailable() {
        send(camera("cam-1", 1));
        send(camera("far-1", 35).setUnitId("990102"));
        pass(45);
        assertThat(published())
                .extracting(TelemetryTopologyTest::text)
                .contains("telemetry/990101-camera-" + minute(10) + " v1 0/1 readings 0 failures 0 passes 0");
    }

    @Test
    void slowKindCountsAsAvailableWithinItsAllowedSilence() {
        send(reading("door-1", DeviceKind.DOOR, 1));
        send(camera("cam-1", 45));
        pass(65);
        assertThat(published())
                .extracting(TelemetryTopologyTest::text)
                .contains(
                        "telemetry/990101-door-" + minute(20) + " v1 1/1 readings 0 failures 0 passes 0",
                        "telemetry/990101-door-" + minute(30) + " v1 0/1 readings 0 failures 0 passes 0");
    }

    @Test
    void nobodyIsExpectedOutsideOfTheOpeningHours() {
        // 19:41, 19:55 and 20:25 in Shanghai; collectors serve from 8 to 20.
        send(reading("desk-1", DeviceKind.COLLECTOR, 581));
        send(camera("cam-1", 595));
        send(reading("desk-2", DeviceKind.COLLECTOR, 611));
        send(camera("cam-1", 655));
        look();
        assertThat(published())
                .extracting(TelemetryTopologyTest::text)
                .contains(
                        "telemetry/990101-collector-" + minute(590) + " v1 1/1 readings 0 failures 0 passes 0",
                        "telemetry/990101-collector-" + minute(610) + " v1 1/1 readings 1 failures 0 passes 0")
                .noneMatch(text -> text.contains("collector-" + minute(600)))
                .noneMatch(text -> text.contains("collector-" + minute(620)));
    }

    @Test
    void lateReadingIsCountedListedAndRaisesTheVersionOfItsWindow() {
        send(camera("cam-1", 1).setCount(5));
        pass(30);
        published();
        send(camera("cam-1", 2).setReceivedAt(at(30)).setCount(9));
        send(camera("cam-2", 3).setReceivedAt(at(30)));
        look();
        List<StationRecord> after = published();
        assertThat(after)
                .extracting(TelemetryTopologyTest::text)
                .containsExactly("telemetry/990101-camera-" + minute(0) + " v2 1/1 readings 1 failures 0 passes 5");
        assertThat(after.get(0).getDeviceSummary().getLate()).isEqualTo(2);
        assertThat(late.readValuesToList()).extracting(Reading::getDeviceId).containsExactly("cam-1", "cam-2");
        assertThat(registry.counter("topology.telemetry.late").count()).isEqualTo(2);
    }

    @Test
    void readingWithinTheGraceCounts() {
        send(camera("cam-1", 1));
        send(camera("far-1", 19).setUnitId("990102"));
        send(camera("cam-1", 9).setReceivedAt(at(19)));
        pass(45);
        assertThat(published())
                .extracting(TelemetryTopologyTest::text)
                .contains("telemetry/990101-camera-" + minute(0) + " v1 1/1 readings 2 failures 0 passes 0");
        assertThat(late.isEmpty()).isTrue();
    }

    @Test
    void clocksAheadAndBehindAreCountedAndAClockAheadMakesNobodyLate() {
        send(camera("cam-1", 60 * 24 * 365).setReceivedAt(at(1)));
        send(camera("cam-2", 2).setReceivedAt(at(8)));
        send(camera("cam-3", 3));
        pass(30);
        DeviceSummary summary = published().stream()
                .filter(record -> record.getRecordId().endsWith(minute(0)))
                .findFirst()
                .orElseThrow()
                .getDeviceSummary();
        assertThat(summary.getClockAhead()).isEqualTo(1);
        assertThat(summary.getClockBehind()).isEqualTo(1);
        assertThat(summary.getReadings()).isEqualTo(3);
        assertThat(summary.getLate()).isZero();
    }

    @Test
    void anHourWithoutAnyDeviceIsOurOwnSilence() {
        send(camera("cam-1", 1));
        send(camera("cam-1", 301));
        pass(325);
        assertThat(published())
                .extracting(StationRecord::getRecordId)
                .contains("telemetry/990101-camera-" + minute(0), "telemetry/990101-camera-" + minute(300))
                .doesNotContain("telemetry/990101-camera-" + minute(150));
    }

    @Test
    void everyReadingIsCountedOrLate() {
        for (int i = 0; i < 600; i++) {
            int measured = i % 7 == 0 ? Math.max(0, i / 10 - 25) : i / 10;
            send(camera("cam-" + i % 13, measured).setReceivedAt(at(i / 10)));
        }
        pass(85);
        published();
        double counted = registry.counter("topology.telemetry.counted").count();
        double lateReadings = registry.counter("topology.telemetry.late").count();
        assertThat(lateReadings).isPositive();
        assertThat(counted + lateReadings).isEqualTo(601);
    }

    /** Another unit's reading moves event time on; then what is closed is published. */
    private void pass(int toMinute) {
        send(camera("clock-1", toMinute).setUnitId("990199"));
        look();
    }

    private void look() {
        driver.advanceWallClockTime(Duration.ofSeconds(2));
    }

    private void send(Reading.Builder reading) {
        readings.pipeInput(reading.getDeviceId(), reading.build());
    }

    private List<StationRecord> published() {
        List<StationRecord> records = new ArrayList<>();
        try {
            for (byte[] value : summaries.readValuesToList()) {
                records.add(StationRecord.parseFrom(value));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
        return records;
    }

    private static String text(StationRecord record) {
        DeviceSummary summary = record.getDeviceSummary();
        return record.getRecordId() + " v" + record.getVersion() + ' ' + summary.getAvailable() + '/'
                + summary.getDevices() + " readings " + summary.getReadings() + " failures " + summary.getFailures()
                + " passes " + summary.getPasses();
    }

    private static String minute(int after) {
        return Long.toString(START.getEpochSecond() / 60 + after);
    }

    private static Timestamp at(int minute) {
        return Timestamp.newBuilder()
                .setSeconds(START.getEpochSecond() + minute * 60L)
                .build();
    }

    private static Reading.Builder camera(String device, int minute) {
        return reading(device, DeviceKind.CAMERA, minute);
    }

    private static Reading.Builder reading(String device, DeviceKind kind, int minute) {
        return Reading.newBuilder()
                .setDeviceId(device)
                .setUnitId("990101")
                .setKind(kind)
                .setMeasuredAt(at(minute))
                .setReceivedAt(at(minute));
    }
}
