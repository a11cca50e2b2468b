package org.stationboard.allinone;

import java.time.Duration;
import java.util.Locale;
import org.stationboard.streams.verify.Recomputation;

/** Says after two seconds, and then each second, how far a recomputation is. One thread. */
final class VerifyProgress implements Recomputation.Progress {
    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long AGAIN = Duration.ofSeconds(1).toNanos();

    private final int partitions;
    private final long began = System.nanoTime();
    private long next = began + FIRST;
    private long records;

    VerifyProgress(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public void at(int partition, long offset, long end) {
        records++;
        long now = System.nanoTime();
        if (now < next) {
            return;
        }
        next = now + AGAIN;
        Console.progress(String.format(
                Locale.ROOT,
                "partition %d of %d: %d %%, %,d records, %d s",
                partition + 1,
                partitions,
                100 * offset / Math.max(1, end),
                records,
                seconds()));
    }

    /** Since the beginning. */
    long seconds() {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }
}
