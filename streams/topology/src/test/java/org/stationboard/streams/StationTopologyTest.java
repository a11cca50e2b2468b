package org.stationboard.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Position;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.LiveValue;
import org.stationboard.contract.v1.Pulse;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.testkit.Records;

class StationTopologyTest {
    private static final Instant CALLED = Instant.parse("2026-03-02T01:30:10Z");
    private static final long DAY = LocalDate.of(2026, 3, 2).toEpochDay();
    private static final long MINUTE = CALLED.getEpochSecond() / 60;
    private static final Instant NOW = Instant.parse("2026-03-02T01:35:00Z");

    @TempDir
    Path folder;

    private RocksMemory memory;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> log;

    @BeforeEach
    void open() {
        memory = new RocksMemory();
        driver = new TopologyTestDriver(topology(), properties(), NOW);
        log = driver.createInputTopic(
                Topic.STATION_RECORDS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
        MadeLog made = new MadeLog(1, 2, LocalDate.of(2026, 3, 1), 1, 1);
        pipe(Records.engine("1"));
        pipe(Records.register(made.units()));
        pipe(Records.catalogue(CatalogueLoader.shippedText()));
        pipe(Records.rhythms(180, 2880));
        pipe(Records.tick(MINUTE - 1));
    }

    @AfterEach
    void close() {
        driver.close();
        memory.close();
    }

    @Test
    void publishesWholeFiguresAtTheTickAndThenItsMarker() {
        figures();
        pipe(Records.taken(Records.alarm("made/1", "990101", CALLED)));
        pipe(Records.taken(Records.alarm("made/2", "990101", CALLED)));
        assertThat(figures()).isEmpty();
        pipe(Records.tick(MINUTE + 1));
        List<TestRecord<String, byte[]>> published = figures();
        assertThat(published)
                .extracting(found -> found.key() + " " + text(found))
                .containsExactlyInAnyOrder(
                        "990101|alarms|D|" + DAY + " 2",
                        "990101|alarms.category.theft|D|" + DAY + " 2",
                        "990101|alarms.family.theft-robbery-fraud|D|" + DAY + " 2",
                        "990101|alarms.crime|D|" + DAY + " 2",
                        "990101|alarms.open.undispatched|D|" + DAY + " 2",
                        "990101|alarms.open.unattended|D|" + DAY + " 2",
                        "marker|0 tick " + (MINUTE + 1) + " offset 7 applied 2");
        assertThat(published.get(published.size() - 1).key()).isEqualTo("marker|0");
        assertThat(read(Topic.FIGURES_MINUTE))
                .extracting(found -> found.key() + " " + text(found))
                .containsExactly("990101|alarms|M|" + MINUTE + " 2");
    }

    @Test
    void valuesStandAtTheInstantOfTheirTickAndCarryTheirPosition() {
        figures();
        pipe(Records.taken(Records.alarm("made/1", "990101", CALLED)));
        pipe(Records.tick(MINUTE + 1));
        assertThat(figures()).isNotEmpty().allSatisfy(found -> {
            assertThat(found.timestamp()).isEqualTo((MINUTE + 1) * 60_000);
            assertThat(Position.of(found.headers().lastHeader(Position.HEADER).value()))
                    .isEqualTo(new Position(0, 6, MINUTE + 1));
        });
    }

    @Test
    void unreadableRecordIsADeadLetterAndTheStreamGoesOn() throws InvalidProtocolBufferException {
        log.pipeInput(null, new byte[] {1, 2, 3}, NOW);
        pipe(Records.taken(Records.alarm("made/1", "990101", CALLED)));
        pipe(Records.tick(MINUTE + 1));
        List<TestRecord<String, byte[]>> letters = read(Topic.DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        DeadLetter letter = DeadLetter.parseFrom(letters.get(0).value());
        assertThat(letter.getOffset()).isEqualTo(5);
        assertThat(letter.getReason()).isEqualTo("MALFORMED");
        TickMarker marker = marker(figures());
        assertThat(marker.getDead()).isEqualTo(1);
        assertThat(marker.getApplied()).isEqualTo(1);
    }

    @Test
    void betweenTicksScreensGetChangedFiguresAndAPulseEachSecond() {
        driver.advanceWallClockTime(Duration.ofMillis(250));
        read(Topic.FIGURES_LIVE);
        pipe(Records.taken(Records.alarm("made/1", "990101", CALLED), NOW));
        driver.advanceWallClockTime(Duration.ofMillis(250));
        assertThat(read(Topic.FIGURES_LIVE))
                .extracting(found -> found.key() + " " + live(found).getFigure().getNumerator())
                .contains("990101|alarms|D|" + DAY + " 1");
        driver.advanceWallClockTime(Duration.ofMillis(500));
        List<TestRecord<String, byte[]>> later = read(Topic.FIGURES_LIVE);
        assertThat(later).extracting(TestRecord::key).containsExactly("pulse|0");
        Pulse pulse = live(later.get(0)).getPulse();
        assertThat(pulse.getTick()).isEqualTo(MINUTE - 1);
        assertThat(pulse.getOffset()).isEqualTo(5);
        assertThat(pulse.getPublishedAt()).isEqualTo(NOW.plusMillis(1000).toEpochMilli());
        assertThat(pulse.getLag()).isZero();
    }

    @Test
    void pulseOfATaskThatWorksOffWhatWaitedSaysHowLongItWaited() {
        driver.advanceWallClockTime(Duration.ofMillis(250));
        pipe(Records.taken(Records.alarm("made/1", "990101", CALLED), NOW.minusSeconds(90)), NOW.minusSeconds(90));
        driver.advanceWallClockTime(Duration.ofMillis(750));
        assertThat(read(Topic.FIGURES_LIVE))
                .filteredOn(found -> found.key().equals("pulse|0"))
                .extracting(found -> live(found).getPulse().getLag())
                .containsExactly(91_000L);
    }

    @Test
    void behindTheScreensGetFiguresWithThePulseAlone() {
        look();
        List<String> seen = looks(3, Duration.ofSeconds(5));
        assertThat(seen).contains(alarms(3), "pulse|0 0").doesNotContain(alarms(1), alarms(2));
    }

    @Test
    void farBehindTheScreensGetFiguresOnceInTenSeconds() {
        look();
        List<String> seen = looks(43, Duration.ofSeconds(90));
        assertThat(seen).filteredOn(key -> key.startsWith("pulse")).hasSize(11);
        assertThat(seen).filteredOn(key -> key.startsWith("990101|alarms|D|")).containsExactly(alarms(43));
    }

    @Test
    void whatIsOldIsShownAtOnceWhereNothingWaitsBehindIt() {
        look();
        call(0, Duration.ofSeconds(30));
        assertThat(look()).isEmpty();
        assertThat(look()).contains(alarms(1)).doesNotContain("pulse|0 0");
    }

    /** Takes an alarm that the gateway received so long ago. */
    private void call(int number, Duration ago) {
        Instant received = NOW.minus(ago);
        pipe(Records.taken(Records.alarm("made/" + number, "990101", CALLED), received), received);
    }

    /** What screens are given in so many looks, each after an alarm received so long ago. */
    private List<String> looks(int count, Duration ago) {
        List<String> seen = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            call(number, ago);
            seen.addAll(look());
        }
        return seen;
    }

    /** What screens are given a quarter of a second later: the key and the count of each. */
    private List<String> look() {
        driver.advanceWallClockTime(Duration.ofMillis(250));
        return read(Topic.FIGURES_LIVE).stream()
                .map(found -> found.key() + " " + live(found).getFigure().getNumerator())
                .toList();
    }

    private static String alarms(int count) {
        return "990101|alarms|D|" + DAY + " " + count;
    }

    @Test
    void everyStoreAndTopicIsNamed() {
        String described = topology().describe().toString();
        assertThat(described)
                .contains("Source: station-records (topics: [station-records])")
                .contains("cells", "clock", "dirty", "feeds", "judgements", "ledger")
                .doesNotContain("KSTREAM", "KTABLE", "repartition", "Sub-topology: 1");
        for (Topic topic : StationTopology.OUTPUTS) {
            assertThat(described).contains("Sink: " + topic.topicName() + " (topic: " + topic.topicName() + ")");
        }
    }

    @Test
    void logKeyIsOwnedByThePartitionKafkaSendsItTo() {
        for (int county = 1; county < 100; county++) {
            String logKey = String.format("99%02d00", county);
            assertThat(EngineHost.partitionOf(logKey, 12))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(logKey.getBytes(StandardCharsets.UTF_8), 12));
        }
    }

    private Topology topology() {
        return StationTopology.build(new StreamsConfig(properties()), 1, MadeLog.ZONE, EngineSet.FIRST);
    }

    private Properties properties() {
        return StreamsSettings.of(
                new TopologySettings("none:1", "topology-test", folder, 1, Duration.ofMillis(200), "one"), memory);
    }

    private void pipe(StationRecord stationRecord) {
        pipe(stationRecord, NOW);
    }

    private void pipe(StationRecord stationRecord, Instant received) {
        log.pipeInput(null, stationRecord.toByteArray(), received);
    }

    private List<TestRecord<String, byte[]>> figures() {
        return read(Topic.FIGURES);
    }

    private List<TestRecord<String, byte[]>> read(Topic topic) {
        if (!driver.producedTopicNames().contains(topic.topicName())) {
            return new ArrayList<>();
        }
        return driver.createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static String text(TestRecord<String, byte[]> found) {
        FigureValue value = parse(found);
        TickMarker marker = value.getMarker();
        return value.hasMarker()
                ? "tick " + marker.getTick() + " offset " + marker.getOffset() + " applied " + marker.getApplied()
                : Long.toString(value.getFigure().getNumerator());
    }

    private static TickMarker marker(List<TestRecord<String, byte[]>> published) {
        return parse(published.get(published.size() - 1)).getMarker();
    }

    private static FigureValue parse(TestRecord<String, byte[]> found) {
        try {
            return FigureValue.parseFrom(found.value());
        } catch (InvalidProtocolBufferException cause) {
            throw new AssertionError("figures: not readable", cause);
        }
    }

    private static LiveValue live(TestRecord<String, byte[]> found) {
        return BrokerLog.live(found.value());
    }
}
