package org.stationboard.allinone;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.stationboard.api.ApiServer;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.LiveView;
import org.stationboard.api.PipelineSource;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.store.Database;
import org.stationboard.store.DatabaseSettings;
import org.stationboard.store.MetricSink;
import org.stationboard.streams.StationStreams;
import org.stationboard.streams.TopologySettings;
import org.stationboard.testkit.EmbeddedDatabase;
import org.stationboard.testkit.EmbeddedKafka;
import org.stationboard.testkit.Records;

/**
 * The product without its gateway over a log that was written at once: streams and sink bring it into the database the
 * first time, the server answers from there. What is loaded stays in the folder. For one thread.
 */
final class BenchInstallation implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final EmbeddedDatabase server;
    private final String url;
    private final String loading;

    static BenchInstallation open(Path folder, BenchCity city) throws Exception {
        return new BenchInstallation(Files.createDirectories(folder), city);
    }

    private BenchInstallation(Path folder, BenchCity city) throws Exception {
        StationRecord register = Records.register(city.units());
        EmbeddedKafka broker = own(EmbeddedKafka.start(folder.resolve("broker")));
        server = own(EmbeddedDatabase.start(folder.resolve("database")));
        Database database =
                own(Database.open(new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 6)));
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Path written = folder.resolve("written");
        long began = System.nanoTime();
        if (!Files.exists(written)) {
            long records = city.write(broker.bootstrapServers(), register, Shipped.planCatalogue());
            Files.writeString(written, Long.toString(records));
            ApiBench.say("the log has %,d records after %.0f s", records, seconds(began));
        }
        MetricSink sink = new MetricSink(database, broker.bootstrapServers(), meters);
        Path loaded = folder.resolve("loaded");
        if (!Files.exists(loaded)) {
            load(broker, folder, sink, city);
            Files.writeString(
                    loaded,
                    String.format(
                            "%s records written, judged and stored in %.0f s",
                            Files.readString(written), seconds(began)));
        }
        loading = Files.readString(loaded);
        if (monthsDue() > 0) {
            try (sink) {
                sink.start();
                awaitMonths();
            }
        }
        ApiBench.say("%s", loading);
        url = serve(broker, database, register, city);
    }

    private void load(EmbeddedKafka broker, Path folder, MetricSink sink, BenchCity city) throws Exception {
        try (StationStreams streams = new StationStreams(
                        new TopologySettings(
                                broker.bootstrapServers(),
                                "bench",
                                folder.resolve("streams"),
                                2,
                                Duration.ofMillis(500),
                                "bench"),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
                sink) {
            streams.start();
            sink.start();
            long began = System.nanoTime();
            for (long told = 0; sink.state().lastTick().orElse(0) < city.lastTick(); told++) {
                Thread.sleep(500);
                if (told % 20 == 0) {
                    ApiBench.say("  %.0f s: %s", seconds(began), sink.state());
                }
            }
            awaitMonths();
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // As the database's own housekeeping has done a while after.
            statement.execute("vacuum analyze");
        }
    }

    /** Until the sink has added up all months that are over. */
    private void awaitMonths() throws Exception {
        long began = System.nanoTime();
        for (long due = monthsDue(); due > 0; due = monthsDue()) {
            ApiBench.say("  %.0f s: months to add up: %,d", seconds(began), due);
            Thread.sleep(5_000);
        }
    }

    private long monthsDue() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from figure_months where ticks is null "
                        + "and month_to <= (select min(tick) from ticks_now) / 1440")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String serve(EmbeddedKafka broker, Database database, StationRecord register, BenchCity city)
            throws Exception {
        String catalogue = Shipped.planCatalogue();
        LiveView view = own(new LiveView(
                broker.bootstrapServers(),
                () -> register.getControl().getRegister(),
                () -> catalogue,
                ApiSettings.SHANGHAI,
                Clock.systemUTC()));
        view.start();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(false));
        own(() -> await(vertx.close()));
        ApiServer api = own(new ApiServer(
                ApiSettings.defaults(),
                view,
                AllInOne.ports(database),
                new Still(city.lastTick()),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                Clock.systemUTC()));
        HttpServer http = await(vertx.createHttpServer(ApiServer.httpOptions("127.0.0.1", 0))
                .requestHandler(await(api.router(vertx)))
                .listen());
        while (view.historyLoading()) {
            Thread.sleep(100);
        }
        return "http://127.0.0.1:" + http.actualPort();
    }

    /** Nothing comes in and everything is stored. */
    private record Still(long tick) implements PipelineSource {
        @Override
        public Intake intake() {
            return Intake.none();
        }

        @Override
        public Sink sink() {
            return new Sink("RUNNING", 0, OptionalLong.of(tick));
        }
    }

    String url() {
        return url;
    }

    /** How it was loaded. */
    String loading() {
        return loading;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private <T extends AutoCloseable> T own(T part) {
        started.addFirst(part);
        return part;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.removeFirst().close();
            } catch (Exception failed) {
                ApiBench.say("not closed: %s", failed);
            }
        }
    }
}
