package org.stationboard.streams;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Contribution;
import org.stationboard.engine.Contributions;
import org.stationboard.engine.Parameters;

/**
 * The way one writes it by the book: grouped by record id, the newest version kept in a table together with what its
 * predecessor gave, each change of it made into changes of cells, those grouped by cell and summed in a second table,
 * which is published. JSON, RocksDB, Streams' caches and defaults, exactly once. Of a stock it publishes the flows alone.
 * Arguments: brokers, folder, application.
 */
final class StockDslRun {
    /** Published figures: key as ours, value JSON. */
    static final String FIGURES = "stock-figures";

    private static final ObjectMapper JSON = new ObjectMapper();

    private StockDslRun() {}

    /** The newest version of a record and, until the next one, what the version before gave. */
    record Entry(long version, long digest, List<Given> given, List<Given> before, boolean changed) {}

    /** What goes to one cell. */
    record Given(String key, long n, long d) {}

    public static void main(String[] arguments) throws Exception {
        BenchClock clock = new BenchClock();
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, Path.of(arguments[1]).toString());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[2]);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
        // As many as ours.
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        BenchTopics.makeCompacted(arguments[0], FIGURES);
        try (KafkaStreams streams = new KafkaStreams(topology(), settings)) {
            streams.start();
            long records = BenchTopics.awaitCommitted(arguments[0], arguments[2], "-repartition");
            clock.done(records);
            streams.close(Duration.ofSeconds(20));
        }
    }

    private static Topology topology() {
        Parameters parameters = Parameters.of(BenchLog.ZONE);
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, Entry> ledger = builder.stream(
                        Topic.STATION_RECORDS.topicName(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .mapValues(StockDslRun::parsed)
                .filter((key, stationRecord) -> !stationRecord.hasControl())
                .map((key, stationRecord) ->
                        KeyValue.pair(stationRecord.getRecordId(), entry(stationRecord, parameters)))
                .groupByKey(Grouped.with("by-record", Serdes.String(), json(Entry.class)))
                .aggregate(
                        () -> new Entry(0, 0, List.of(), List.of(), false),
                        (id, came, kept) -> newer(came, kept),
                        Materialized.<String, Entry, KeyValueStore<Bytes, byte[]>>as("ledger")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(json(Entry.class))
                                // A version that is overwritten in a cache would never take its predecessor's back.
                                .withCachingDisabled());
        ledger.toStream()
                .filter((id, entry) -> entry.changed())
                .flatMap((id, entry) -> changes(entry))
                .groupByKey(Grouped.with("by-cell", Serdes.String(), json(Given.class)))
                .aggregate(
                        () -> new Given("", 0, 0),
                        (key, change, cell) -> new Given(key, cell.n() + change.n(), cell.d() + change.d()),
                        Materialized.<String, Given, KeyValueStore<Bytes, byte[]>>as("cells")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(json(Given.class)))
                .toStream()
                .to(FIGURES, Produced.with(Serdes.String(), json(Given.class)));
        return builder.build();
    }

    private static StationRecord parsed(byte[] value) {
        try {
            return StationRecord.parseFrom(value);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new IllegalStateException("record: unreadable (expected: what the bench has written)", unreadable);
        }
    }

    private static Entry entry(StationRecord stationRecord, Parameters parameters) {
        List<Given> given = new ArrayList<>();
        for (Contribution each : Contributions.of(stationRecord, parameters)) {
            String key = Keys.figure(each.unitId(), each.indicator(), each.grain(), each.start());
            given.add(new Given(key, each.numerator(), each.denominator()));
        }
        return new Entry(stationRecord.getVersion(), stationRecord.getContentDigest(), given, List.of(), true);
    }

    private static Entry newer(Entry came, Entry kept) {
        boolean newer = came.version() > kept.version()
                || (came.version() == kept.version() && Long.compareUnsigned(came.digest(), kept.digest()) > 0);
        return newer
                ? new Entry(came.version(), came.digest(), came.given(), kept.given(), true)
                : new Entry(kept.version(), kept.digest(), kept.given(), List.of(), false);
    }

    private static List<KeyValue<String, Given>> changes(Entry entry) {
        List<KeyValue<String, Given>> changes = new ArrayList<>();
        entry.before().forEach(g -> changes.add(KeyValue.pair(g.key(), new Given(g.key(), -g.n(), -g.d()))));
        entry.given().forEach(g -> changes.add(KeyValue.pair(g.key(), g)));
        return changes;
    }

    static Given figure(byte[] value) throws IOException {
        return JSON.readValue(value, Given.class);
    }

    private static <T> Serde<T> json(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    try {
                        return JSON.writeValueAsBytes(value);
                    } catch (IOException unwritable) {
                        throw new UncheckedIOException(unwritable);
                    }
                },
                (topic, bytes) -> {
                    try {
                        return JSON.readValue(bytes, type);
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                });
    }
}
