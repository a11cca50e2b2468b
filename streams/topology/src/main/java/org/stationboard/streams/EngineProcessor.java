package org.stationboard.streams;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;
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
    private @Nullable Hosted hosted;

    EngineProcessor(int partitions, ZoneId zone) {
        this.partitions = partitions;
        this.zone = zone;
    }

    @Override
    public void init(ProcessorContext<byte[], Published> context) {
        StoreTables tables = new StoreTables(context);
        EngineOutput output = new EngineOutput(context);
        int partition = context.taskId().partition();
        Engine engine =
                new Engine(partition, tables, output, logKey -> partitionOf(logKey, partitions) == partition, zone);
        LivePublisher live = new LivePublisher(engine, output, partition, context.currentSystemTimeMs());
        hosted = new Hosted(context, tables, output, engine, live);
        context.schedule(LIVE_EVERY, PunctuationType.WALL_CLOCK_TIME, live::publish);
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
        StationRecord stationRecord = parse(taken.value());
        if (stationRecord == null) {
            host.output.moveTo(position.offset(), host.engine.lastTick());
            host.engine.dead(position.offset(), Reject.MALFORMED.name(), "a StationRecord in Protobuf");
            return;
        }
        host.output.moveTo(position.offset(), tickAt(stationRecord, host.engine));
        hand(host, stationRecord, position.offset());
    }

    /** The partition the gateway's producer chooses for a log key: Kafka's own default. */
    static int partitionOf(String logKey, int partitions) {
        return Utils.toPositive(Utils.murmur2(logKey.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /**
     * A fault of the engine's own that comes before its first write costs one record, loudly, and not the log. After a
     * write the task must fail: the transaction takes half a change back.
     */
    private static void hand(Hosted host, StationRecord stationRecord, long offset) {
        long writes = host.tables.writes();
        try {
            host.engine.process(stationRecord, offset);
        } catch (KafkaException cause) {
            throw cause;
        } catch (RuntimeException cause) {
            // A control record publishes before it writes: what it left half done must be taken back whole.
            if (host.tables.writes() != writes || stationRecord.hasControl()) {
                throw cause;
            }
            LOG.error(
                    "record not taken partition={} offset={}",
                    host.context.taskId().partition(),
                    offset,
                    cause);
            host.engine.dead(offset, Reject.INTERNAL.name(), "a record the engine can take");
        }
    }

    private static @Nullable StationRecord parse(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return StationRecord.parseFrom(value);
        } catch (InvalidProtocolBufferException unreadable) {
            LOG.warn("record is not readable bytes={}", value.length);
            return null;
        }
    }

    private static long tickAt(StationRecord stationRecord, Engine engine) {
        long before = engine.lastTick();
        if (stationRecord.hasControl() && stationRecord.getControl().hasTick()) {
            return Math.max(before, stationRecord.getControl().getTick().getMinute());
        }
        return before;
    }

    /** What exists once the task has its context. */
    private record Hosted(
            ProcessorContext<byte[], Published> context,
            StoreTables tables,
            EngineOutput output,
            Engine engine,
            LivePublisher live) {}
}
