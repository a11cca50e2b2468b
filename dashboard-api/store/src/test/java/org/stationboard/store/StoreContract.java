package org.stationboard.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.testkit.EmbeddedKafka;

/** A broker, an empty log and an empty database for each test; the database is the subclass's to bring. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    static final int PARTITIONS = 2;
    /** Units of partition 0, 0 and 1. */
    static final String A = "990101";

    static final String B = "990102";
    static final String C = "990201";

    EmbeddedKafka broker;
    HandMadeLog log;
    Database database;
    SimpleMeterRegistry meters;
    private final List<MetricSink> sinks = new ArrayList<>();

    /** Settings of a running, reachable database; the same one for every test of the class. */
    abstract DatabaseSettings settings();

    /** Takes everything out of the database. Nobody is connected to it but a closed or a broken pool. */
    void emptyDatabase() throws SQLException {
        execute("drop schema public cascade", "create schema public");
    }

    @BeforeAll
    void startBroker(@TempDir Path folder) {
        broker = EmbeddedKafka.start(folder.resolve("broker"));
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void beginAnew() throws Exception {
        HandMadeLog.makeAnew(broker.bootstrapServers(), PARTITIONS, topics());
        log = new HandMadeLog(broker.bootstrapServers());
        emptyDatabase();
        database = Database.open(settings());
        meters = new SimpleMeterRegistry();
    }

    @AfterEach
    void end() {
        sinks.forEach(MetricSink::close);
        sinks.clear();
        log.close();
        database.close();
    }

    static Set<Topic> topics() {
        return EnumSet.copyOf(SinkTopics.READ);
    }

    MetricSink startSink() {
        MetricSink sink = new MetricSink(database, broker.bootstrapServers(), meters);
        sinks.add(sink);
        sink.start();
        return sink;
    }

    /** A sink of readers that follow another engine. */
    MetricSink startSink(EngineSet set) {
        MetricSink sink = new MetricSink(database, broker.bootstrapServers(), set, meters, ZONE);
        sinks.add(sink);
        sink.start();
        return sink;
    }

    /** Returns when the sink has taken all that the broker has. */
    void drain(MetricSink sink) throws Exception {
        log.flush();
        await().atMost(60, SECONDS).until(() -> unread() == 0 && sink.state().lagRecords() == 0);
    }

    /** Values on the broker beyond the stored offsets. */
    private long unread() throws SQLException {
        long ends = KafkaEnds.of(broker.bootstrapServers(), topics());
        return ends - number("select coalesce(sum(next_offset), 0) from sink_offsets");
    }

    long meter(String name) {
        return (long) meters.get(name).counter().count();
    }

    static long day(LocalDate date) {
        return date.toEpochDay();
    }

    /** The tick of a day's turn. */
    static long turn(LocalDate date) {
        return date.atStartOfDay(ZONE).toEpochSecond() / 60;
    }

    static Instant noon(LocalDate date) {
        return date.atTime(12, 0).atZone(ZONE).toInstant();
    }

    static Figure count(String unit, String indicator, LocalDate date, long numerator) {
        return Figure.newBuilder()
                .setUnitId(unit)
                .setIndicator(indicator)
                .setGrain(Grain.DAY)
                .setStart(day(date))
                .setNumerator(numerator)
                .build();
    }

    static Figure minute(String unit, long minute, long numerator) {
        return Figure.newBuilder()
                .setUnitId(unit)
                .setIndicator("alarms")
                .setGrain(Grain.MINUTE)
                .setStart(minute)
                .setNumerator(numerator)
                .build();
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).get(0));
    }

    /** Every row as text, columns joined by a bar. */
    List<String> rows(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    row.append(column == 1 ? "" : "|").append(rows.getString(column));
                }
                found.add(row.toString());
            }
            return found;
        }
    }

    private Connection connect() throws SQLException {
        DatabaseSettings settings = settings();
        return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
    }

    /** Everything in the store that is not a number of its own making, to compare two states. */
    List<String> dump() throws SQLException {
        List<String> all = new ArrayList<>();
        String figure = "select unit_id, i.indicator, day, %s, numerator, denominator, opened, closed from %s f "
                + "join unit_numbers u on u.number = f.unit join indicator_numbers i on i.number = f.indicator "
                + "order by unit_id, i.indicator, day, 4";
        all.addAll(rows(figure.formatted("'newest'", "figures")));
        all.addAll(rows(figure.formatted("tick", "figure_history")));
        all.addAll(rows("select 'minute', unit_id, minute, numerator from figures_minute "
                + "join unit_numbers on number = unit order by 2, 3"));
        all.addAll(rows("select 'verdict', message from verdicts order by 2"));
        all.addAll(rows("select 'verdict now', message from verdicts_now order by 2"));
        all.addAll(rows("select 'alert', id, message from alert_transitions order by 2"));
        all.addAll(rows("select 'record', log_partition, log_offset, record_id, version, tick, day_from, day_to, "
                + "withdrawn, bytes from record_versions order by 2, 3"));
        all.addAll(rows("select 'control', * from control_records order by 2, 3"));
        all.addAll(rows("select 'now', * from ticks_now order by 2"));
        all.addAll(rows("select 'turn', * from ticks order by 2, 3"));
        all.addAll(rows("select 'feed', message from feeds order by 2"));
        assertThat(all).isNotEmpty();
        return all;
    }
}
