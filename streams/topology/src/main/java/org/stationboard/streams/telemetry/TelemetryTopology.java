package org.stationboard.streams.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;

/**
 * Readings to device summaries: by device into windows of ten minutes with ten minutes of grace, then by unit and kind
 * into one summary a window. A reading after the grace is counted and listed in {@code telemetry-late}, one that cannot be
 * taken in {@code telemetry-dead}. Every store and topic is named. Stateless.
 */
final class TelemetryTopology {
    /** Topics the application writes and so declares. */
    static final List<Topic> OUTPUTS = List.of(Topic.TELEMETRY_LATE, Topic.TELEMETRY_DEAD, Topic.DEVICE_SUMMARIES);

    static final Serde<Reading> READINGS = Serdes.serdeFrom(
            (topic, reading) -> reading == null ? null : reading.toByteArray(), TelemetryTopology::read);

    /** Bytes that the length in {@link DeviceUpdate} can say. */
    private static final int LONGEST_ID = Byte.MAX_VALUE;

    private static final String LATE = "late";
    private static final String IN_TIME = "in-time";

    private TelemetryTopology() {}

    /** A reading and whether it came after the grace of its window. */
    private record Judged(Reading reading, boolean late) {}

    static Topology build(StreamsConfig config, DeviceRules rules, ZoneId zone, TelemetryMeters meters) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
        Map<String, KStream<String, Judged>> arrived = builder.stream(
                        Topic.TELEMETRY.topicName(),
                        Consumed.with(Serdes.String(), READINGS)
                                .withTimestampExtractor(new EventTime())
                                .withName("readings"))
                .processValues(() -> new Lateness(meters), Named.as("lateness"))
                .split(Named.as("came-"))
                .branch((device, judged) -> judged.late(), Branched.as(LATE))
                .defaultBranch(Branched.as(IN_TIME));
        KStream<String, Judged> late = branch(arrived, LATE);
        late.mapValues(Judged::reading, Named.as("late-readings"))
                .to(
                        Topic.TELEMETRY_LATE.topicName(),
                        Produced.with(Serdes.String(), READINGS).withName("late-list"));
        inTime(branch(arrived, IN_TIME), rules)
                .merge(late.map(TelemetryTopology::lateUpdate, Named.as("late-updates")), Named.as("updates"))
                .repartition(
                        Repartitioned.with(Serdes.String(), DeviceUpdate.SERDE).withName("telemetry-by-unit"))
                .process(SummaryProcessor.supplier(rules, zone, meters), Named.as("summaries"))
                .to(
                        Topic.DEVICE_SUMMARIES.topicName(),
                        Produced.with(Serdes.String(), Serdes.ByteArray()).withName("summaries-out"));
        return builder.build();
    }

    private static KStream<String, Judged> branch(Map<String, KStream<String, Judged>> arrived, String name) {
        return Objects.requireNonNull(arrived.get("came-" + name), name);
    }

    private static KStream<String, DeviceUpdate> inTime(KStream<String, Judged> readings, DeviceRules rules) {
        return readings.groupByKey(Grouped.as("by-device"))
                .windowedBy(TimeWindows.ofSizeAndGrace(Windows.SIZE, Windows.GRACE))
                .aggregate(
                        () -> DeviceWindow.NONE,
                        (device, judged, sum) -> sum.plus(
                                judged.reading(), rules.of(judged.reading().getKind())),
                        Named.as("device-windows"),
                        Materialized.<String, DeviceWindow, WindowStore<Bytes, byte[]>>as("telemetry-device-windows")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(DeviceWindow.SERDE)
                                .withRetention(Windows.SIZE.plus(Windows.GRACE))
                                .withStoreType(BuiltInDslStoreSuppliers.IN_MEMORY)
                                .withCachingEnabled())
                .toStream(Named.as("device-sums"))
                .map(
                        (window, sum) -> keyed(new DeviceUpdate(
                                window.key(), Windows.index(window.window().start()), false, sum)),
                        Named.as("device-updates"));
    }

    private static KeyValue<String, DeviceUpdate> lateUpdate(String device, Judged judged) {
        Reading reading = judged.reading();
        DeviceWindow of = new DeviceWindow(reading.getUnitId(), reading.getKind(), 0, 0, 0, 0, 0);
        return keyed(new DeviceUpdate(device, Windows.index(EventTime.of(reading)), true, of));
    }

    private static KeyValue<String, DeviceUpdate> keyed(DeviceUpdate update) {
        return KeyValue.pair(update.unitKey(), update);
    }

    private static @Nullable Reading read(String topic, byte @Nullable [] bytes) {
        try {
            return bytes == null ? null : Reading.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new SerializationException("reading: not Protobuf (expected: what the gateway wrote)", e);
        }
    }

    /** Refuses here, before any table was touched, what the keys of the tables cannot hold. */
    private static void requireSound(@Nullable String device, Reading reading) {
        if (device == null || !soundId(device) || !soundId(reading.getUnitId())) {
            throw new DroppedReadings.PoisonException(
                    "device and unit of 1 to " + LONGEST_ID + " letters without a bar");
        }
        if (reading.getKind() == DeviceKind.UNRECOGNIZED || reading.getKind() == DeviceKind.DEVICE_KIND_UNSPECIFIED) {
            throw new DroppedReadings.PoisonException("a kind of device that is known");
        }
    }

    private static boolean soundId(String id) {
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        return bytes > 0 && bytes <= LONGEST_ID && id.indexOf('|') < 0;
    }

    /** Sets readings apart whose window is closed by the stream time of their partition, as the windows do it. */
    private static final class Lateness extends ContextualFixedKeyProcessor<String, Reading, Judged> {
        private final TelemetryMeters meters;

        Lateness(TelemetryMeters meters) {
            this.meters = meters;
        }

        @Override
        public void process(FixedKeyRecord<String, Reading> record) {
            requireSound(record.key(), record.value());
            long closes = Windows.closesAt(Windows.index(record.timestamp()));
            boolean late = closes <= context().currentStreamTimeMs();
            if (late) {
                meters.late();
            }
            context().forward(record.withValue(new Judged(record.value(), late)));
        }
    }
}
