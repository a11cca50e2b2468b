package org.stationboard.allinone;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.OpenAPIContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.ApiServer;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.LiveView;
import org.stationboard.api.StorePorts;
import org.stationboard.api.access.Seen;
import org.stationboard.api.http.ApiContract;
import org.stationboard.api.rules.RulePorts;
import org.stationboard.contract.EngineSet;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueException.Fault;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Engine;
import org.stationboard.gateway.Gateway;
import org.stationboard.gateway.GatewaySettings;
import org.stationboard.gateway.LogKeeper;
import org.stationboard.store.Database;
import org.stationboard.store.DatabaseSettings;
import org.stationboard.store.MetricSink;
import org.stationboard.store.PostgresAccountStore;
import org.stationboard.store.PostgresAlertActions;
import org.stationboard.store.PostgresAlertReader;
import org.stationboard.store.PostgresAwardReader;
import org.stationboard.store.PostgresBalanceReader;
import org.stationboard.store.PostgresEvidenceReader;
import org.stationboard.store.PostgresFigureReader;
import org.stationboard.store.PostgresNoticeOutbox;
import org.stationboard.store.PostgresProposalStore;
import org.stationboard.store.PostgresRuleStore;
import org.stationboard.store.PostgresSplitReader;
import org.stationboard.store.PostgresTickReader;
import org.stationboard.store.PostgresVerdictReader;
import org.stationboard.streams.StationStreams;
import org.stationboard.streams.TopologySettings;
import org.stationboard.testkit.EmbeddedDatabase;
import org.stationboard.testkit.EmbeddedKafka;

/**
 * The whole product in one process: an embedded broker and database, the gateway with its log keeper, the streams, the
 * sink, the server. {@link #start} blocks until all of it answers. Each part can be stopped by itself, as an outage
 * would. Used by one thread.
 */
final class AllInOne implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AllInOne.class);
    /** The streams application's id. */
    static final String APPLICATION = "stationboard";

    private static final int READERS = 6;
    private static final int STREAM_THREADS = 2;
    /** Live figures ask for a commit of their own; the rest of a busy second costs less when it is committed in two parts. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final Installation installation;
    private final FrontDoor door;
    private final Optional<TelemetryPart.Plan> telemetry;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** What was started, newest first: ended in that order. */
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private @Nullable Running running;

    /** The parts that can be stopped by themselves. */
    private record Running(Vertx vertx, Router routes, Gateway gateway, StationStreams streams, MetricSink sink) {}

    private volatile @Nullable TelemetryPart readings;
    private @Nullable EmbeddedKafka broker;
    private volatile @Nullable EmbeddedDatabase databaseServer;

    private AllInOne(Installation installation, Optional<TelemetryPart.Plan> telemetry) {
        this.installation = installation;
        this.door = new FrontDoor(installation);
        this.telemetry = telemetry;
    }

    /** Starts everything but telemetry; on a failure ends what was started and says why. */
    static AllInOne start(Installation installation) throws StartRefused {
        return start(installation, Optional.empty());
    }

    /** Starts everything; on a failure ends what was started and says why. */
    static AllInOne start(Installation installation, Optional<TelemetryPart.Plan> telemetry) throws StartRefused {
        Place.requireFree(installation.port());
        AllInOne parts = new AllInOne(installation, telemetry);
        try {
            parts.assemble();
            return parts;
        } catch (StartRefused | RuntimeException refused) {
            parts.close();
            throw refused;
        }
    }

    private void assemble() throws StartRefused {
        DataFolder folder = own(DataFolder.open(installation.data()));
        own(new ProcessMeters(metrics));
        // What depends on nothing before it starts beside the rest: half of a start is waiting for brokers.
        CompletableFuture<EmbeddedDatabase> server = CompletableFuture.supplyAsync(this::startDatabase);
        started.addFirst(() -> {
            server.join();
            stopDatabase();
        });
        CompletableFuture<Database> schema = server.thenApplyAsync(AllInOne::database);
        started.addFirst(() -> schema.join().close());
        if (installation.entrance().beyondLoopback()) {
            // Refused after everything else has started, it would be one line below many.
            var unused = installation.entrance().asks(new PostgresAccountStore(schema.join()).list());
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(false));
        started.addFirst(() -> await(vertx.close()));
        Future<OpenAPIContract> contract = ApiContract.load(vertx);
        started.addFirst(this::stopBroker);
        String brokers = startBroker();

        Gateway gateway = own(gateway(brokers, folder.resolve("gateway")));
        gateway.start();
        LogEngine.requireOwn(gateway.keeper().head());
        EngineSet set = gateway.engineSet();
        StationStreams streams = own(
                new StationStreams(settings(brokers, folder.resolve("streams")).of(set), metrics));
        streams.start();
        Database database = schema.join();
        MetricSink sink = own(new MetricSink(database, brokers, set, metrics, ApiSettings.SHANGHAI));
        sink.start();
        running = new Running(vertx, routes(vertx, contract, brokers, gateway, database, sink), gateway, streams, sink);
        started.addFirst(this::stopServer);
        startServer();
        awaitRunning(streams);
        if (readings != null) {
            readings.summarise();
        }
        LOG.info("ready: {}", installation.baseUrl());
    }

    private Gateway gateway(String brokers, Path imports) {
        return new Gateway(
                GatewaySettings.of(brokers),
                installation.register(),
                installation.catalogueText(),
                AllInOne::catalogueFaults,
                Engine.VERSION,
                metrics,
                installation.clock(),
                Optional.of(imports));
    }

    private static List<String> catalogueFaults(String text) {
        try {
            CatalogueLoader.load(text);
            return List.of();
        } catch (CatalogueException refused) {
            return refused.faults().stream().map(Fault::toString).toList();
        }
    }

    /** Of the streams of the set that a log is begun with. */
    static TopologySettings settings(String brokers, Path state) {
        return new TopologySettings(brokers, APPLICATION, state, STREAM_THREADS, COMMIT_INTERVAL, "all-in-one");
    }

    private static Database database(EmbeddedDatabase server) {
        return Database.open(new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), READERS));
    }

    private Router routes(
            Vertx vertx,
            Future<OpenAPIContract> contract,
            String brokers,
            Gateway gateway,
            Database database,
            MetricSink sink)
            throws StartRefused {
        LiveView view = own(new LiveView(
                brokers,
                gateway.engineSet(),
                () -> gateway.register().message(),
                gateway::catalogueText,
                ApiSettings.SHANGHAI,
                installation.clock()));
        view.start();
        ApiSettings settings = new ApiSettings(
                ApiSettings.SHANGHAI, installation.demo(), gateway.mapFile(installation.map()), installation.limits());
        OwnPipeline pipeline = new OwnPipeline(
                gateway, sink, () -> Optional.ofNullable(readings).map(TelemetryPart::balance));
        ApiServer server = own(new ApiServer(
                settings,
                installation.alerts(),
                door.access(vertx, database, gateway),
                view,
                ports(database),
                ports(database.heldTo(Seen::scope)),
                pipeline,
                metrics,
                installation.clock()));
        OwnRules rules =
                new OwnRules(gateway.keeper(), brokers, installation.data().resolve("backtest"));
        server.changingRules(new RulePorts(new PostgresRuleStore(database), rules, rules));
        Router root = Router.router(vertx);
        door.guard(root, server.gate(), gateway);
        telemetry.ifPresent(plan -> {
            TelemetryPart part = own(TelemetryPart.start(plan, installation, door.ownKey(), brokers, metrics));
            readings = part;
            root.route("/*").subRouter(part.serve(vertx));
        });
        root.route("/*").subRouter(gateway.router(vertx));
        root.route("/*").subRouter(await(server.router(vertx, contract)));
        return root;
    }

    /** The store's ports on that database. */
    static StorePorts ports(Database database) {
        return new StorePorts(
                new PostgresFigureReader(database),
                new PostgresVerdictReader(database),
                new PostgresAlertReader(database),
                new PostgresEvidenceReader(database),
                new PostgresTickReader(database),
                new PostgresBalanceReader(database),
                new PostgresSplitReader(database),
                new PostgresAlertActions(database),
                new PostgresNoticeOutbox(database),
                new PostgresProposalStore(database),
                new PostgresAwardReader(database),
                database::readable);
    }

    private void awaitRunning(StationStreams streams) throws StartRefused {
        try {
            streams.awaitRunning(LONGEST_START);
        } catch (TimeoutException late) {
            throw new StartRefused(late.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("start: interrupted (expected: to run)");
        }
    }

    /** The log keeper, to look at, to stop and to start. */
    LogKeeper keeper() {
        return parts().gateway().keeper();
    }

    /** The streams application, to pause and resume. */
    StationStreams streams() {
        return parts().streams();
    }

    /** Epoch minute of the newest tick that the store has whole; 0 before the first. */
    long storedTick() {
        return parts().sink().state().lastTick().orElse(0);
    }

    /** Addresses of the broker that runs. */
    String brokers() {
        EmbeddedKafka running = broker;
        if (running == null) {
            throw new IllegalStateException("broker: stopped (expected: started)");
        }
        return running.bootstrapServers();
    }

    /** Starts the broker on the port it always has. */
    String startBroker() {
        broker = EmbeddedKafka.start(installation.data().resolve("broker"));
        return broker.bootstrapServers();
    }

    void stopBroker() {
        EmbeddedKafka stopping = broker;
        broker = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    /** Starts the database on the port it always has. */
    EmbeddedDatabase startDatabase() {
        EmbeddedDatabase server = EmbeddedDatabase.start(installation.data().resolve("database"));
        databaseServer = server;
        return server;
    }

    /** The database that runs. */
    EmbeddedDatabase databaseServer() {
        EmbeddedDatabase server = databaseServer;
        if (server == null) {
            throw new IllegalStateException("database: stopped (expected: started)");
        }
        return server;
    }

    void stopDatabase() {
        EmbeddedDatabase stopping = databaseServer;
        databaseServer = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    /** Begins to answer on the installation's port. */
    void startServer() {
        door.open(parts().vertx(), parts().routes());
    }

    /** Ends every connection and answers no more. */
    void stopServer() {
        door.close();
    }

    private Running parts() {
        Running parts = running;
        if (parts == null) {
            throw new IllegalStateException("parts: not assembled (expected: started)");
        }
        return parts;
    }

    private <T extends AutoCloseable> T own(T part) {
        started.addFirst(part);
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            AutoCloseable part = started.removeFirst();
            try {
                part.close();
            } catch (Exception failed) {
                LOG.warn("stopping {}: {}", part.getClass().getSimpleName(), failed.toString());
            }
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted (expected: an answer)", interrupted);
        } catch (java.util.concurrent.ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed.toString(), failed);
        }
    }
}
