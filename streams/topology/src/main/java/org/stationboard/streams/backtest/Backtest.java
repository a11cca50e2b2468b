package org.stationboard.streams.backtest;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Catalogue;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.streams.verify.LogSource;

/**
 * Runs the stored log from its beginning through the engine under other rules, on the heap, several partitions at a time;
 * nothing is published. What is judged between day's turns is left out: alerts move at turns alone. The log must bear to
 * be read by several threads at once, each a partition of its own.
 */
public final class Backtest {
    private static final int MINUTE_SECONDS = 60;

    private final LogSource log;
    private final ZoneId zone;
    private final Period period;
    private final int threads;
    private final Progress progress;

    /** Hears how far it is, from several threads. */
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

    /**
     * @param zone of local days
     * @param threads how many partitions are run at a time; each holds its tables on the heap
     */
    public Backtest(LogSource log, ZoneId zone, Period period, int threads, Progress progress) {
        this.log = log;
        this.zone = zone;
        this.period = period;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * What this catalogue would have said in place of every one on the log.
     *
     * @throws org.stationboard.engine.CatalogueException where it cannot be loaded
     */
    public RuleRun under(String catalogue) {
        String digest = CatalogueLoader.load(catalogue).digest();
        Catalogue rules =
                Catalogue.newBuilder().setText(catalogue).setDigest(digest).build();
        return run(StationRecord.newBuilder()
                .setControl(Control.newBuilder().setCatalogue(rules))
                .build()
                .toByteArray());
    }

    /** What the rules on the log said. */
    public RuleRun asItWas() {
        return run(null);
    }

    private RuleRun run(byte @Nullable [] draft) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<PartitionRun>> running = new ArrayList<>();
            // The longest begin first: begun last, one would run on beside idle threads.
            IntStream.range(0, log.partitions())
                    .boxed()
                    .sorted(Comparator.comparingLong(log::end).reversed())
                    .forEach(partition -> running.add(workers.submit(() -> runPartition(partition, draft))));
            return joined(running);
        } finally {
            workers.shutdownNow();
        }
    }

    private PartitionRun runPartition(int partition, byte @Nullable [] draft) {
        long lastTick = LocalDate.ofEpochDay(period.to() + 1).atStartOfDay(zone).toEpochSecond() / MINUTE_SECONDS;
        PartitionRun run = new PartitionRun(partition, log.partitions(), zone, period, draft, lastTick);
        long end = log.end(partition);
        log.read(partition, (value, offset) -> {
            run.take(value, offset);
            progress.at(partition, offset, end);
        });
        return run;
    }

    private static RuleRun joined(List<Future<PartitionRun>> running) {
        List<RaisedAlert> alerts = new ArrayList<>();
        List<UnitTally> tallies = new ArrayList<>();
        long records = 0;
        for (Future<PartitionRun> future : running) {
            PartitionRun run = finished(future);
            alerts.addAll(run.heard().alerts());
            tallies.addAll(run.heard().tallies());
            records += run.records();
        }
        alerts.sort(Comparator.comparingLong(RaisedAlert::firedOn)
                .thenComparing(RaisedAlert::unitId)
                .thenComparing(RaisedAlert::standardId));
        tallies.sort(Comparator.comparing(UnitTally::standardId).thenComparing(UnitTally::unitId));
        return new RuleRun(alerts, tallies, records);
    }

    private static PartitionRun finished(Future<PartitionRun> future) {
        try {
            return future.get();
        } catch (ExecutionException cause) {
            if (cause.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("a partition did not end (expected: a whole run)", cause.getCause());
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted (expected: to go on)", cause);
        }
    }
}
