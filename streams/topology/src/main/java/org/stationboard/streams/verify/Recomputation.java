package org.stationboard.streams.verify;

import com.google.protobuf.MessageLite;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.Topic;
import org.stationboard.streams.EngineHost;
import org.stationboard.streams.TopicOutput;

/**
 * Runs the engine anew over a log, on the heap, and hands every value to the checks. One partition at a time, so that
 * the tables of one stand in memory. One thread.
 */
public final class Recomputation {
    private final LogSource log;
    private final ZoneId zone;
    private final Progress progress;

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * After every record.
         *
         * @param offset of the record in its partition
         * @param end offset at which the partition ends
         */
        void at(int partition, long offset, long end);
    }

    /** @param zone of local days */
    public Recomputation(LogSource log, ZoneId zone, Progress progress) {
        this.log = log;
        this.zone = zone;
        this.progress = progress;
    }

    /** Recomputes everything; gives how many records that took. */
    public long run(List<Check> checks) {
        long records = 0;
        for (int partition = 0; partition < log.partitions(); partition++) {
            List<Check.Partition> begun = new ArrayList<>();
            try {
                for (Check check : checks) {
                    begun.add(check.begin(partition));
                }
                records += run(partition, begun);
                begun.forEach(Check.Partition::end);
            } finally {
                begun.forEach(Check.Partition::close);
            }
        }
        checks.forEach(Check::end);
        return records;
    }

    private long run(int partition, List<Check.Partition> checks) {
        Handing output = new Handing(partition, checks);
        CountedTables tables = new CountedTables();
        EngineHost engine = new EngineHost(partition, log.partitions(), zone, tables, tables::writes, output);
        long end = log.end(partition);
        long[] records = {0};
        log.read(partition, (value, offset) -> {
            engine.take(value, offset);
            records[0]++;
            progress.at(partition, offset, end);
        });
        return records[0];
    }

    /** Gives each value to every check. */
    private static final class Handing extends TopicOutput {
        private final List<Check.Partition> checks;
        private long offset;

        Handing(int partition, List<Check.Partition> checks) {
            super(partition);
            this.checks = checks;
        }

        @Override
        protected void moveTo(long newOffset, long tick) {
            offset = newOffset;
        }

        @Override
        protected void send(Topic topic, String key, MessageLite value) {
            Computed computed = new Computed(topic, key, value, offset);
            for (Check.Partition check : checks) {
                check.computed(computed);
            }
        }
    }
}
