package org.stationboard.allinone;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Tick;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.store.VerificationReader;
import org.stationboard.store.VerificationReader.LogRecord;
import org.stationboard.streams.verify.LogSource;
import org.stationboard.streams.verify.VerificationException;

/**
 * The log as the database keeps it: every record, but of the ticks only the first. The others follow from the tick that
 * each record was known to stand after; where several came without a record between them, they are one range, which the
 * engine lives through minute by minute all the same. Up to the last tick that the database has whole. One thread.
 */
final class StoreLog implements LogSource {
    private final VerificationReader store;
    private final List<Integer> partitions;

    StoreLog(VerificationReader store) {
        this.store = store;
        this.partitions = store.partitions();
    }

    @Override
    public int partitions() {
        return partitions.size();
    }

    @Override
    public long end(int partition) {
        return store.newest(partition).map(TickMarker::getOffset).orElse(-1L) + 1;
    }

    @Override
    public void read(int partition, Taker taker) {
        TickMarker newest = store.newest(partition).orElse(TickMarker.getDefaultInstance());
        Rebuilding rebuilding = new Rebuilding(partition, taker);
        store.log(partition, newest.getOffset(), rebuilding::take);
        rebuilding.tickUpTo(newest.getTick(), newest.getOffset());
    }

    /** Puts the ticks between the records. */
    private static final class Rebuilding {
        private final int partition;
        private final Taker taker;
        private long tick;

        Rebuilding(int partition, Taker taker) {
            this.partition = partition;
            this.taker = taker;
        }

        void take(LogRecord read) {
            Control control = parsed(read).getControl();
            if (control.hasTick()) {
                tick = control.getTick().getMinute();
            } else {
                // The tick stood somewhere before this record and after the one before it.
                tickUpTo(read.tick(), read.offset() - 1);
            }
            taker.take(read.bytes().toByteArray(), read.offset());
        }

        void tickUpTo(long minute, long offset) {
            if (minute <= tick) {
                return;
            }
            if (tick == 0) {
                throw new VerificationException("database: no first tick of partition " + partition
                        + " (expected: kept by this version; fill a database anew, or verify from the log)");
            }
            Tick range =
                    Tick.newBuilder().setFromMinute(tick + 1).setMinute(minute).build();
            byte[] value = StationRecord.newBuilder()
                    .setControl(Control.newBuilder().setTick(range))
                    .build()
                    .toByteArray();
            taker.take(value, offset);
            tick = minute;
        }

        private static StationRecord parsed(LogRecord read) {
            try {
                return StationRecord.parseFrom(read.bytes());
            } catch (InvalidProtocolBufferException cause) {
                throw new VerificationException(
                        "database: record at offset " + read.offset() + " (expected: readable, as it was stored)",
                        cause);
            }
        }
    }
}
