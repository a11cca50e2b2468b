package org.stationboard.streams;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;
import org.stationboard.engine.EngineTables;

/**
 * The graph: the log, one processor that hosts the engine with its tables, and one sink a topic. No repartition: a log
 * key's records are in one partition, and what comes of them goes to the same number of every other topic.
 */
public final class StationTopology {
    /** Topics the application writes, each by a sink of the same name. */
    static final List<Topic> OUTPUTS = List.of(
            Topic.FIGURES,
            Topic.FIGURES_MINUTE,
            Topic.FIGURES_LIVE,
            Topic.VERDICTS,
            Topic.VERDICTS_NOW,
            Topic.ALERTS,
            Topic.ALERTS_NOW,
            Topic.FEEDS,
            Topic.DEAD_LETTERS);

    private static final String ENGINE = "engine";

    private StationTopology() {}

    /**
     * Builds the graph for a log of that many partitions.
     *
     * @param config the application's settings
     * @param partitions partitions of the log
     * @param zone zone of local days
     * @param set whose topics it writes
     */
    public static Topology build(StreamsConfig config, int partitions, ZoneId zone, EngineSet set) {
        Topology topology = new Topology(new TopologyConfig(config));
        String log = Topic.STATION_RECORDS.topicName();
        topology.addSource(
                AutoOffsetReset.earliest(), log, new ByteArrayDeserializer(), new ByteArrayDeserializer(), log);
        topology.addProcessor(ENGINE, new EngineSupplier(partitions, zone, set), log);
        Serializer<Published> values = (topic, published) -> published.value();
        StreamPartitioner<byte[], Published> own = (topic, key, published, count) -> published.partitions();
        for (Topic output : OUTPUTS) {
            String name = output.topicName();
            topology.addSink(name, set.topicName(output), new ByteArraySerializer(), values, own, ENGINE);
        }
        return topology;
    }

    /** Makes a processor for each task and names its tables. */
    private record EngineSupplier(int partitions, ZoneId zone, EngineSet set)
            implements ProcessorSupplier<byte[], byte[], byte[], Published> {
        @Override
        public Processor<byte[], byte[], byte[], Published> get() {
            return new EngineProcessor(partitions, zone, set);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Arrays.stream(EngineTables.Table.values())
                    .map(StoreTables::builder)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
