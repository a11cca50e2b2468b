package org.stationboard.streams;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.streams.backtest.Backtest;
import org.stationboard.streams.backtest.Period;
import org.stationboard.streams.backtest.RuleRun;

/** Times a backtest of two years of 200 stations under the shipped catalogue: FOLDER DAYS RECORDS. */
final class BacktestBench {
    private static final int PARTITIONS = 4;
    private static final int COUNTIES = 8;
    private static final int STATIONS_A_COUNTY = 25;
    private static final LocalDate FROM = LocalDate.of(2024, 3, 1);

    private BacktestBench() {}

    public static void main(String[] arguments) throws Exception {
        int days = Integer.parseInt(arguments[1]);
        int records = Integer.parseInt(arguments[2]);
        MadeLog made = new MadeLog(COUNTIES, STATIONS_A_COUNTY, FROM, days, records);
        long began = System.nanoTime();
        FileLog log = FileLog.of(Path.of(arguments[0]), PARTITIONS, made);
        say("the log stands after %.1f s", seconds(began));
        long all = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            all += log.end(partition);
            say("  partition %d: %,d records", partition, log.end(partition));
        }
        // A tick a minute goes to every partition.
        long ticks = (made.lastTick() - FROM.atStartOfDay(MadeLog.ZONE).toEpochSecond() / 60) * PARTITIONS;
        say("%,d records of it about %,d data records, the rest a tick a minute and partition", all, all - ticks);
        began = System.nanoTime();
        double processor = processorSeconds();
        Period period = new Period(FROM.toEpochDay(), FROM.plusDays(days - 1).toEpochDay());
        RuleRun run = new Backtest(log, MadeLog.ZONE, period, 2, (partition, offset, end) -> {})
                .under(CatalogueLoader.shippedText());
        double took = seconds(began);
        say(
                "backtest: %.1f s, %,d records a second, %d alerts",
                took, (long) (run.records() / took), run.alerts().size());
        say("processor: %.1f s, on two idle cores at least half of that", processorSeconds() - processor);
        long collecting = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collecting += collector.getCollectionTime();
        }
        say("of it collecting garbage: %.1f s", collecting / 1000.0);
    }

    private static double processorSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
