package org.stationboard.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * The way in: assembles checks, quarantine, log keeper and routes. {@link #start} and {@link #close} block and are called
 * from one thread; the router serves from any event loop in between.
 */
public final class Gateway implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final long LONGEST_BLOCK_MINUTES = 5;

    private final GatewaySettings settings;
    private final OrgRegister register;
    private final Clock clock;
    private final LogKeeper keeper;
    private final IngestCounts counts;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private Intake.@Nullable Parts parts;

    /**
     * A gateway at rest.
     *
     * @param engineVersion of the engine that reads the log, for the first control record
     * @param catalogueText the standards' YAML; {@code checker} says what is wrong with it
     */
    public Gateway(
            GatewaySettings settings,
            OrgRegister register,
            String catalogueText,
            CatalogueChecker checker,
            String engineVersion,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.register = register;
        this.clock = clock;
        this.keeper = new LogKeeper(
                settings, new FirstRecords(engineVersion, register.message(), catalogueText), checker, clock);
        this.counts = new IngestCounts(meters);
    }

    /** Starts the keeper, which declares the topics, then opens the lane and fills the quarantine's list. */
    public void start() {
        keeper.start();
        KafkaProducer<byte[], byte[]> opened =
                new KafkaProducer<>(ProducerSettings.durable(settings, "stationboard-gateway"));
        producer = opened;
        Quarantine quarantine = new Quarantine(settings, opened);
        quarantine.load();
        parts = new Intake.Parts(
                new RecordCheck(register, settings.zone(), clock),
                new LogEntries(register, clock),
                new RecordLane(keeper, opened),
                quarantine,
                counts,
                clock);
    }

    /** The log keeper, to look at and to stop and start by itself. */
    public LogKeeper keeper() {
        return keeper;
    }

    /** The register that records are checked against. */
    public OrgRegister register() {
        return register;
    }

    /** The refused records. */
    public Quarantine quarantine() {
        return started().quarantine();
    }

    /** What came in since the process began. */
    public IngestBalance balance() {
        return counts.balance();
    }

    /** The routes {@code /ingest/v1/*}, with their full paths; call after {@link #start}. */
    public Router router(Vertx vertx) {
        return new IngestRoutes(
                        started(),
                        keeper,
                        vertx.createSharedWorkerExecutor("gateway", WORKERS, LONGEST_BLOCK_MINUTES, TimeUnit.MINUTES))
                .router(vertx);
    }

    /** Stops the keeper and waits up to 10 s for what is on its way to Kafka. */
    @Override
    public void close() {
        keeper.stop();
        if (producer != null) {
            producer.close(Duration.ofSeconds(10));
            producer = null;
        }
    }

    private Intake.Parts started() {
        Intake.Parts built = parts;
        if (built == null) {
            throw new IllegalStateException("gateway: not started (expected: start before this)");
        }
        return built;
    }
}
