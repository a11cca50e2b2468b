package org.stationboard.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A single Kafka broker, its own controller, inside this JVM and on loopback only. The data folder keeps the logs, the
 * cluster id and the ports; it can be started again after {@link #close()}, in the same JVM too, and after the JVM was
 * killed. Not for more than one instance on the same folder. Safe to share between threads.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";
    /** Transactions that fence a producer by epoch at every transaction; exactly-once asks for them. */
    private static final short TRANSACTION_VERSION = 2;

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final AtomicReference<String> failure;
    private boolean closed;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers, AtomicReference<String> failure) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.failure = failure;
    }

    /**
     * Starts the broker on {@code dataDir}, formatting the folder the first time, and returns once it takes requests.
     *
     * @throws IllegalStateException when it cannot start; the message names the folder
     */
    public static EmbeddedKafka start(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        AtomicReference<String> failure = new AtomicReference<>();
        try {
            Files.createDirectories(folder);
            LoopbackPorts ports = new LoopbackPorts(folder.resolve("ports.properties"));
            int brokerPort = ports.port("broker");
            int controllerPort = ports.port("controller");
            keepTheJvm(folder, failure);
            Path logs = folder.resolve("logs");
            format(logs);
            KafkaRaftServer server = startServer(settings(logs, brokerPort, controllerPort));
            LOG.info("broker started folder={} port={}", folder, brokerPort);
            return new EmbeddedKafka(server, "127.0.0.1:" + brokerPort, failure);
        } catch (Exception cause) {
            throw new IllegalStateException("embedded broker did not start in " + folder + reason(failure), cause);
        }
    }

    /** Where clients connect, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Why the broker gave up by itself (a full disk, say); empty while it has not. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Stops the broker and returns once its files are closed. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
        LOG.info("broker stopped port={}", bootstrapServers);
    }

    /**
     * Kafka ends its whole JVM on a disk error. Here the wall, the database and the API live in it too: the broker
     * fails alone, loudly. The hooks are the JVM's: with several brokers the last one started reports.
     */
    private static void keepTheJvm(Path folder, AtomicReference<String> failure) {
        Exit.Procedure report = (status, message) -> {
            String told = "broker gave up: status " + status + (message == null ? "" : ", " + message);
            failure.compareAndSet(null, told);
            LOG.error("{} folder={}", told, folder);
            throw new IllegalStateException(told);
        };
        Exit.setExitProcedure(report);
        Exit.setHaltProcedure(report);
    }

    private static void format(Path logs) throws Exception {
        Files.createDirectories(logs);
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(out)
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName(CONTROLLER)
                    .setFeatureLevel("transaction.version", TRANSACTION_VERSION)
                    .run();
        }
        LOG.debug("{}", told.toString(StandardCharsets.UTF_8));
    }

    private static KafkaRaftServer startServer(Map<String, String> settings) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException cause) {
            server.shutdown();
            throw cause;
        }
    }

    private static Map<String, String> settings(Path logs, int brokerPort, int controllerPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        String broker = "PLAINTEXT://127.0.0.1:" + brokerPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("listeners", broker + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", broker);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("log.dirs", logs.toString());
        settings.put("auto.create.topics.enable", "false");
        putSingleNode(settings);
        putSmall(settings);
        return settings;
    }

    /** One copy of everything, and none of the waits that are there for others to join. */
    private static void putSingleNode(Map<String, String> settings) {
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A killed producer's transaction holds every read_committed reader back until it is aborted.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // A busy machine ends a transaction late: the broker waits for it rather than send the next one's records away.
        settings.put("add.partitions.to.txn.retry.backoff.max.ms", "1000");
        // After a kill the broker's own former life must expire before it may register again.
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("broker.heartbeat.interval.ms", "1000");
    }

    /** It shares its machine with the whole product: few threads, small buffers, short segments. */
    private static void putSmall(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        settings.put("log.cleaner.io.buffer.size", Integer.toString(128 << 10));
        settings.put("log.segment.bytes", Integer.toString(64 << 20));
        // Segments end by size alone: an import writes the time of years within minutes, and each end costs a sync.
        settings.put("log.roll.ms", Long.toString(Duration.ofDays(3650).toMillis()));
        settings.put("log.index.size.max.bytes", Integer.toString(512 << 10));
        settings.put("offsets.topic.segment.bytes", Integer.toString(4 << 20));
        settings.put("transaction.state.log.segment.bytes", Integer.toString(4 << 20));
        settings.put("metadata.log.segment.bytes", Integer.toString(16 << 20));
        settings.put("socket.send.buffer.bytes", Integer.toString(128 << 10));
        settings.put("socket.receive.buffer.bytes", Integer.toString(128 << 10));
    }

    private static String reason(AtomicReference<String> failure) {
        String told = failure.get();
        return told == null ? "" : " (" + told + ")";
    }
}
