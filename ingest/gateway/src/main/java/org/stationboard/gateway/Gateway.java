package org.stationboard.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Reject;

/**
 * The way in: assembles checks, quarantine, log keeper and routes. {@link #start} and {@link #close} block and are called
 * from one thread; the router serves from any event loop in between.
 */
public final class Gateway implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final long LONGEST_BLOCK_MINUTES = 5;

    private final GatewaySettings settings;
    /** Digest of the register that the installation was started with. */
    private final String installedDigest;

    private final Optional<KeptFile> keptRegister;
    private final Optional<KeptFile> keptMap;
    private final CurrentRegister register;
    private final MeterRegistry meters;
    private final Clock clock;
    private final LogKeeper keeper;
    private final IngestCounts counts;
    private String installedMap = "";
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private Intake.@Nullable Parts parts;

    /**
     * A gateway at rest.
     *
     * @param register the installation's own; one that was imported in its place is used instead
     * @param engineVersion of the engine that reads the log, for the first control record
     * @param catalogueText the standards' YAML that a new log begins with; {@code checker} says what is wrong with it
     * @param folder where imported registers and maps and the log's catalogue are kept; without one nothing can be imported
     */
    public Gateway(
            GatewaySettings settings,
            OrgRegister register,
            String catalogueText,
            CatalogueChecker checker,
            String engineVersion,
            MeterRegistry meters,
            Clock clock,
            Optional<Path> folder) {
        this.settings = settings;
        this.installedDigest = register.message().getDigest();
        this.keptRegister = folder.map(place -> new KeptFile(place, "register.csv"));
        this.keptMap = folder.map(place -> new KeptFile(place, "map.geojson"));
        this.register = new CurrentRegister(keptRegister
                .flatMap(kept -> kept.read(installedDigest))
                .map(OrgRegister::parse)
                .orElse(register));
        this.meters = meters;
        this.clock = clock;
        FirstRecords first = new FirstRecords(engineVersion, this.register.get().message(), catalogueText);
        LogCatalogue catalogue = new LogCatalogue(folder.map(place -> new KeptFile(place, "catalogue.yaml")));
        this.keeper = new LogKeeper(settings, first, catalogue, checker, clock);
        this.counts = new IngestCounts(meters);
    }

    /** A gateway that keeps no imports. */
    public Gateway(
            GatewaySettings settings,
            OrgRegister register,
            String catalogueText,
            CatalogueChecker checker,
            String engineVersion,
            MeterRegistry meters,
            Clock clock) {
        this(settings, register, catalogueText, checker, engineVersion, meters, clock, Optional.empty());
    }

    /**
     * The file that the screens read the map from: where the gateway has a folder, one in it, which an import replaces;
     * else the installation's own. Call once, before {@link #router}.
     */
    public Optional<Path> mapFile(Optional<Path> installed) {
        if (keptMap.isEmpty()) {
            return installed;
        }
        KeptFile kept = keptMap.get();
        byte[] own = installed.map(Gateway::bytes).orElse(new byte[0]);
        installedMap = HexFormat.of().formatHex(PassedOver.sha256().digest(own));
        if (kept.read(installedMap).isEmpty() && own.length > 0) {
            kept.prepare(own);
            kept.putInPlace(installedMap);
        }
        return Optional.of(kept.path());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": not readable (expected: a map)", e);
        }
    }

    /** Starts the keeper, which declares the topics, then opens the lane and begins to look through the quarantine. */
    public void start() {
        keeper.start();
        KafkaProducer<byte[], byte[]> opened = new KafkaProducer<>(ProducerSettings.durable(
                settings.bootstrapServers(), settings.acknowledgement(), "stationboard-gateway"));
        producer = opened;
        Quarantine quarantine = new Quarantine(settings, opened, meters, clock);
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

    /** The set of topics that readers of the log follow; call after {@link #start}. */
    public EngineSet engineSet() {
        return new EngineSet(keeper.head().getEngineSet());
    }

    /** The register that records are checked against: the newest of the log. */
    public OrgRegister register() {
        return register.get();
    }

    /** The newest catalogue of the log, YAML. */
    public String catalogueText() {
        return keeper.catalogueText();
    }

    /** The refused records. */
    public Quarantine quarantine() {
        return started().quarantine();
    }

    /** Counts and lists a request that was refused before it reached the routes, for its sender was nobody or not allowed. */
    public void refuseUnauthorised() {
        Intake.refuseRequest(started(), new Refusal(Reject.UNAUTHORISED, "", "a key that may send this"));
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
                        new DeadLetters(settings, engineSet()),
                        imports(),
                        vertx.createSharedWorkerExecutor("gateway", WORKERS, LONGEST_BLOCK_MINUTES, TimeUnit.MINUTES))
                .router(vertx);
    }

    private Optional<IngestRoutes.Imports> imports() {
        return keptRegister.flatMap(csv -> keptMap.map(map -> new IngestRoutes.Imports(
                new RegisterImport(register, keeper, csv, installedDigest, settings.zone(), clock),
                new MapImport(register, map, installedMap, settings.zone(), clock))));
    }

    /** Stops the keeper and waits up to 10 s for what is on its way to Kafka. */
    @Override
    public void close() {
        keeper.stop();
        if (parts != null) {
            parts.quarantine().close();
        }
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
