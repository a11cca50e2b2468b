package org.stationboard.store;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.testkit.EmbeddedDatabase;
import org.stationboard.testkit.EmbeddedKafka;
import org.stationboard.testkit.Records;

/**
 * How fast the sink takes a time-lapse: so many days of a city of 136 stations, 2,200 record versions a day, a tick a
 * minute on each of 4 partitions. Prints rates, processor time of the sink's thread and of its database process, the
 * ratio to a bare COPY of the same record versions into the same table, and times of reads. Arguments: days, folder.
 */
public final class SinkBench {
    private static final int PARTITIONS = 4;
    private static final int STATIONS = 136;
    private static final int VERSIONS_A_DAY = 2_200;
    private static final int MINUTES_A_DAY = 1_440;

    private SinkBench() {}

    public static void main(String[] arguments) throws Exception {
        int days = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]);
        boolean reached;
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"));
                EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("database"))) {
            DatabaseSettings settings = new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 4);
            HandMadeLog.makeAnew(broker.bootstrapServers(), PARTITIONS, EnumSet.copyOf(SinkTopics.READ));
            long begun = System.nanoTime();
            fill(broker.bootstrapServers(), days);
            say("filled topics: %,d values in %.1f s", ends(broker), seconds(begun));
            try (Database database = Database.open(settings)) {
                sink(database, broker, days);
                reads(database, days);
                reached = WriterBench.againstBareCopy(database);
            }
        }
        System.exit(reached ? 0 : 1);
    }

    private static long ends(EmbeddedKafka broker) {
        return KafkaEnds.of(broker.bootstrapServers(), EnumSet.copyOf(SinkTopics.READ));
    }

    private static void fill(String bootstrapServers, int days) throws Exception {
        SplittableRandom chance = new SplittableRandom(1);
        try (HandMadeLog log = new HandMadeLog(bootstrapServers)) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                fill(log, partition, days, chance);
            }
            log.flush();
        }
    }

    private static void fill(HandMadeLog log, int partition, int days, SplittableRandom chance) throws Exception {
        Map<String, Long> counts = new HashMap<>();
        long number = 0;
        for (int day = 0; day < days; day++) {
            long turn = StoreContract.turn(StoreContract.DAY.plusDays(day));
            for (int minute = 0; minute < MINUTES_A_DAY; minute++) {
                long tick = turn + minute + 1;
                List<Figure> figures = new ArrayList<>();
                while (chance.nextInt(MINUTES_A_DAY * PARTITIONS + VERSIONS_A_DAY) < VERSIONS_A_DAY) {
                    String unit = unit(partition + PARTITIONS * chance.nextInt(STATIONS / PARTITIONS));
                    boolean edit = chance.nextInt(3) == 0 && number > 50;
                    long id = edit ? number - 1 - chance.nextInt(50) : number++;
                    Instant called = Instant.ofEpochSecond((edit ? tick - 60 : tick) * 60 - 30);
                    StationRecord.Builder alarm =
                            Records.alarm("winston-salem/2026-" + partition + "-" + id, unit, called);
                    log.record(
                            partition,
                            alarm.setVersion(edit ? 2 : 1)
                                    .setContentDigest(chance.nextLong())
                                    .build());
                    figures.add(StoreContract.minute(unit, tick - 1, 1));
                    for (String indicator : indicators(chance)) {
                        long count = counts.merge(unit + indicator + day, 1L, Long::sum);
                        figures.add(StoreContract.count(unit, indicator, StoreContract.DAY.plusDays(day), count));
                    }
                }
                long offset = log.record(partition, Records.tick(tick));
                figures.forEach(figure -> log.figure(partition, offset, tick, figure));
                if (!figures.isEmpty() && minute % 20 == 0) {
                    log.verdict(partition, offset, verdict(figures.get(0).getUnitId(), tick, day), minute == 0);
                }
                log.marker(partition, offset, tick);
            }
            counts.clear();
            log.flush();
        }
    }

    private static Verdict verdict(String unit, long tick, int day) {
        return SinkContract.verdict(unit, "N02", tick).toBuilder()
                .setOn(StoreContract.day(StoreContract.DAY) + day)
                .setRuleDigest(ByteString.copyFrom(new byte[32]))
                .setInputDigest(ByteString.copyFrom(new byte[32]))
                .build();
    }

    private static List<String> indicators(SplittableRandom chance) {
        return List.of("alarms", "alarms.category.c" + chance.nextInt(25), "alarms.family.f" + chance.nextInt(10));
    }

    private static String unit(int number) {
        return Integer.toString(990_100 + number);
    }

    private static void sink(Database database, EmbeddedKafka broker, int days) throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        long ends = ends(broker);
        try (MetricSink sink = new MetricSink(database, broker.bootstrapServers(), meters)) {
            long begun = System.nanoTime();
            sink.start();
            long cpu = 0;
            long backendCpu = 0;
            while (meters.counter("sink.values.taken").count() < ends) {
                Thread.sleep(100);
                cpu = threadCpu();
                backendCpu = Math.max(backendCpu, backendCpu(database));
            }
            double taken = seconds(begun);
            double values = meters.counter("sink.values.taken").count();
            double written = meters.counter("sink.rows.written").count();
            say(
                    "sink: %,.0f values in %.1f s (%,.0f a second), %,.0f rows (%,.0f a second), days a second %.1f",
                    values, taken, values / taken, written, written / taken, days / taken);
            say(
                    "sink: thread %.1f s of processor, its database process %.1f s, batches %d, mean %.0f ms",
                    cpu / 1e9,
                    backendCpu / 100.0,
                    meters.get("sink.batch").timer().count(),
                    meters.get("sink.batch").timer().mean(TimeUnit.MILLISECONDS));
            say(
                    "sink: heap used %d MB",
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
            sizes(database);
        }
    }

    private static void sizes(Database database) throws SQLException {
        String sql = "select relname, n_live_tup, n_tup_ins, n_tup_upd, n_tup_hot_upd, pg_table_size(relid) / 1024, "
                + "pg_indexes_size(relid) / 1024 from pg_stat_user_tables where n_tup_ins > 1000 order by 2 desc";
        try (Connection connection = database.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                say(
                        "  %-20s live %,d inserted %,d updated %,d hot %,d table %,d kB indexes %,d kB",
                        rows.getString(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7));
            }
        }
    }

    private static long threadCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getAllThreadIds())
                .filter(id -> threads.getThreadInfo(id) != null
                        && threads.getThreadInfo(id).getThreadName().equals("metric-sink"))
                .map(threads::getThreadCpuTime)
                .sum();
    }

    /** Hundredths of a second that the busiest database process of ours has used. */
    private static long backendCpu(Database database) throws Exception {
        long most = 0;
        try (Connection connection = database.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select pid from pg_stat_activity where application_name = 'stationboard'")) {
            while (rows.next()) {
                String[] stat = Files.readString(Path.of("/proc/" + rows.getInt(1) + "/stat"))
                        .split(" ", -1);
                most = Math.max(most, Long.parseLong(stat[13]) + Long.parseLong(stat[14]));
            }
        } catch (NoSuchFileException ended) {
            say("  a database process ended while it was looked at: %s", ended);
        }
        return most;
    }

    private static void reads(Database database, int days) throws Exception {
        List<String> city = new ArrayList<>();
        for (int i = 0; i < STATIONS; i++) {
            city.add(unit(i));
        }
        FigureReader figures = new PostgresFigureReader(database);
        EvidenceReader evidence = new PostgresEvidenceReader(database);
        long first = StoreContract.day(StoreContract.DAY);
        long last = first + days - 1;
        List<DayRange> months = new ArrayList<>();
        for (long from = first; from <= last; from += 30) {
            months.add(new DayRange(from, from + 29));
        }
        DayRange month = new DayRange(last - 29, last);
        DayRange all = new DayRange(first, last);
        timed(
                "sum of the city, all days",
                () -> figures.sum(city, "alarms", first, last).numerator());
        timed(
                "sums of the city by month",
                () -> figures.sums(city, "alarms", months).size());
        timed(
                "sum of a station, a month",
                () -> figures.sum(city.subList(5, 6), "alarms", last - 29, last).numerator());
        timed(
                "days of a station",
                () -> figures.days(city.subList(5, 6), "alarms", first, last).size());
        timed("minutes of the city, 3 hours", () -> {
            long end = StoreContract.turn(StoreContract.DAY.plusDays(days));
            return figures.minutes(city, "alarms", end - 180, end).size();
        });
        timed(
                "verdicts of the city, newest 100",
                () -> new PostgresVerdictReader(database)
                        .history(city, null, 100)
                        .size());
        timed(
                "evidence of a station, a month, 1,000 a page",
                () -> evidence.page(new EvidenceQuery(city.subList(5, 6), BodyKind.ALARM, month), null, 1_000)
                        .versions()
                        .size());
        timed(
                "evidence of the city, all days, first 1,000",
                () -> evidence.page(new EvidenceQuery(city, BodyKind.ALARM, all), null, 1_000)
                        .versions()
                        .size());
        timed("evidence of the city, a month, whole", () -> {
            int[] seen = new int[1];
            evidence.scan(new EvidenceQuery(city, BodyKind.ALARM, month), version -> seen[0]++);
            return seen[0];
        });
    }

    private static void timed(String what, Callable<? extends Number> read) throws Exception {
        double[] times = new double[25];
        Number answer = 0;
        for (int i = 0; i < times.length; i++) {
            long begun = System.nanoTime();
            answer = read.call();
            times[i] = seconds(begun) * 1e3;
        }
        Arrays.sort(times);
        say("read: %-45s median %.1f ms, worst %.1f ms, answer %s", what, times[12], times[24], answer);
    }

    static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
