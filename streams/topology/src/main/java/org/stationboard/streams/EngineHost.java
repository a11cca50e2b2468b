package org.stationboard.streams;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Engine;
import org.stationboard.engine.EngineTables;

/**
 * One engine on its tables, given one partition of the log record by record as it stands there, unreadable ones too. The
 * streams and a verifier host the engine by this same class. One thread.
 */
public final class EngineHost {
    private static final Logger LOG = LoggerFactory.getLogger(EngineHost.class);

    private final int partition;
    private final Engine engine;
    private final LongSupplier writes;
    private final TopicOutput output;

    /**
     * Goes on where the tables stand.
     *
     * @param partition of the log
     * @param partitions how many the log has
     * @param zone of local days
     * @param writes how often the tables were written to so far
     */
    public EngineHost(
            int partition, int partitions, ZoneId zone, EngineTables tables, LongSupplier writes, TopicOutput output) {
        this.partition = partition;
        this.writes = writes;
        this.output = output;
        this.engine =
                new Engine(partition, tables, output, logKey -> partitionOf(logKey, partitions) == partition, zone);
    }

    /** The partition the gateway's producer chooses for a log key: Kafka's own default. */
    static int partitionOf(String logKey, int partitions) {
        return Utils.toPositive(Utils.murmur2(logKey.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    Engine engine() {
        return engine;
    }

    /** Takes what stands at this offset. What cannot be read or counted becomes a dead letter, and the log goes on. */
    public void take(byte @Nullable [] value, long offset) {
        StationRecord stationRecord = parse(value);
        if (stationRecord == null) {
            output.moveTo(offset, engine.lastTick());
            engine.dead(offset, Reject.MALFORMED.name(), "a StationRecord in Protobuf");
            return;
        }
        output.moveTo(offset, tickAt(stationRecord));
        hand(stationRecord, offset);
    }

    /**
     * A fault of the engine's own that comes before its first write costs one record, loudly, and not the log. After a
     * write the task must fail: the transaction takes half a change back.
     */
    private void hand(StationRecord stationRecord, long offset) {
        long before = writes.getAsLong();
        try {
            engine.process(stationRecord, offset);
        } catch (KafkaException cause) {
            throw cause;
        } catch (RuntimeException cause) {
            // A control record publishes before it writes: what it left half done must be taken back whole.
            if (writes.getAsLong() != before || stationRecord.hasControl()) {
                throw cause;
            }
            LOG.error("record not taken partition={} offset={}", partition, offset, cause);
            engine.dead(offset, Reject.INTERNAL.name(), "a record the engine can take");
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

    private long tickAt(StationRecord stationRecord) {
        long before = engine.lastTick();
        if (stationRecord.hasControl() && stationRecord.getControl().hasTick()) {
            return Math.max(before, stationRecord.getControl().getTick().getMinute());
        }
        return before;
    }
}
