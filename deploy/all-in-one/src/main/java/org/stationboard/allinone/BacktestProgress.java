package org.stationboard.allinone;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.stationboard.streams.backtest.Backtest;
import org.stationboard.streams.verify.LogSource;

/** Says on the error stream, after two seconds and then each second, how far a backtest is. Safe for several threads. */
final class BacktestProgress implements Backtest.Progress {
    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long AGAIN = Duration.ofSeconds(1).toNanos();

    private final int runs;
    private final long all;
    private final AtomicLongArray done;
    private final long began = System.nanoTime();
    private final AtomicLong next = new AtomicLong(began + FIRST);
    private final AtomicInteger run = new AtomicInteger(1);

    /** @param runs how often the log is run through */
    BacktestProgress(LogSource log, int runs) {
        this.runs = runs;
        this.done = new AtomicLongArray(log.partitions());
        long ends = 0;
        for (int partition = 0; partition < log.partitions(); partition++) {
            ends += log.end(partition);
        }
        this.all = Math.max(1, ends);
    }

    @Override
    public void at(int partition, long offset, long end) {
        done.lazySet(partition, offset + 1);
        long due = next.get();
        long now = System.nanoTime();
        if (now < due || !next.compareAndSet(due, now + AGAIN)) {
            return;
        }
        long sum = 0;
        for (int each = 0; each < done.length(); each++) {
            sum += done.get(each);
        }
        System.err.println(String.format(
                Locale.ROOT,
                "backtest: run %d of %d (%s): %d %%, %d s",
                run.get(),
                runs,
                run.get() == 1 ? "the draft" : "the rules in force",
                100 * sum / all,
                seconds()));
    }

    /** The log is run through once more from its beginning. */
    void nextRun() {
        run.incrementAndGet();
        for (int partition = 0; partition < done.length(); partition++) {
            done.set(partition, 0);
        }
    }

    /** A last line: how much was read in what time. */
    String told(long records) {
        return String.format(Locale.ROOT, "%,d records run through in %d s", records, seconds());
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }
}
