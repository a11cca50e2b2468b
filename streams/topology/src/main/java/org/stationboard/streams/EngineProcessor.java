package org.stationboard.streams;

import java.time.Duration;
import java.time.ZoneId;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.EngineSet;
import org.stationboard.engine.Engine;

/**
 * Hosts one engine for one partition of the log: hands it every record with its offset, its tables and its outputs, and
 * between ticks publishes what changed for the screens. Used by one stream thread.
 */
final class EngineProcessor implements Processor<byte[], byte[], byte[], Published> {
    private static final Logger LOG = LoggerFactory.getLogger(EngineProcessor.class);
    private static final Duration LIVE_EVERY = Duration.ofMillis(250);

    private final int partitions;
    private final ZoneId zone;
    private final EngineSet set;
    private @Nullable Hosted hosted;

    EngineProcessor(int partitions, ZoneId zone, EngineSet set) {
        this.partitions = partitions;
        this.zone = zone;
        this.set = set;
    }

    @Override
    public void init(ProcessorContext<byte[], Published> context) {
        StoreTables tables = new StoreTables(context);
        EngineOutput output = new EngineOutput(context, set);
        int partition = context.taskId().partition();
        EngineHost host = new EngineHost(partition, partitions, zone, tables, tables::writes, output);
        Engine engine = host.engine();
        LivePublisher live = new LivePublisher(engine, output, partition, context.currentSystemTimeMs());
        hosted = new Hosted(context, host, live);
        context.schedule(LIVE_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (live.publish(now)) {
                // Else screens would wait for the commit as well, which comes at a time of its own.
                context.commit();
            }
        });
        LOG.info("engine hosted partition={} tick={} offset={}", partition, engine.lastTick(), engine.lastOffset());
    }

    @Override
    public void process(Record<byte[], byte[]> taken) {
        Hosted host = hosted;
        RecordMetadata position =
                host == null ? null : host.context.recordMetadata().orElse(null);
        if (host == null || position == null) {
            throw new IllegalStateException("record: without its place in the log (expected: one from a topic)");
        }
        host.live.taken(taken.timestamp());
        host.engine.take(taken.value(), position.offset());
    }

    /** What exists once the task has its context. */
    private record Hosted(ProcessorContext<byte[], Published> context, EngineHost engine, LivePublisher live) {}
}
