package org.stationboard.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;
import org.stationboard.engine.Parameters;

/**
 * Brings the log and what the engine says of it into the database: one consumer, one thread, one transaction per batch
 * in which the offsets stand too. Whatever stops it, it goes on where the database says, so nothing is lost or doubled.
 * Meters and their balance: {@link SinkMeters}.
 */
public final class MetricSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricSink.class);
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    /** A batch is written when it has so many values or its first one has waited so long. */
    private static final long FULL_BATCH = 20_000;

    private static final Duration LINGER = Duration.ofMillis(250);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Database database;
    private final String bootstrapServers;
    private final EngineSet set;
    private final ZoneId zone;
    private final MeterRegistry registry;
    private final SinkMeters meters;
    private final Lateness lateness;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Object lifecycle = new Object();
    private @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile SinkState.Phase phase = SinkState.Phase.STOPPED;
    private volatile long lag;
    private volatile long split;
    private volatile OptionalLong lastTick = OptionalLong.empty();

    /** Of a log whose days are those of Asia/Shanghai and whose readers follow the set it was begun with. */
    public MetricSink(Database database, String bootstrapServers, MeterRegistry registry) {
        this(database, bootstrapServers, EngineSet.FIRST, registry, SHANGHAI);
    }

    /**
     * A sink at rest.
     *
     * @param set the newest that readers of the log follow; where it is not the one that the database was filled from,
     *     the sink begins with {@link SetSwitch}
     * @param zone the zone of the log's days
     */
    public MetricSink(Database database, String bootstrapServers, EngineSet set, MeterRegistry registry, ZoneId zone) {
        this.set = set;
        this.database = database;
        this.bootstrapServers = bootstrapServers;
        this.zone = zone;
        this.registry = registry;
        ConsumerMeters.allowOnlyListed(registry);
        this.meters = new SinkMeters(registry, () -> lag, () -> split);
        this.lateness = new Lateness(registry);
    }

    /** Starts the thread and returns at once; neither broker nor database has to be there yet. Once only. */
    public void start() {
        synchronized (lifecycle) {
            if (thread != null || closing.getCount() == 0) {
                throw new IllegalStateException("sink: started before (expected: one start)");
            }
            thread = new Thread(this::run, "metric-sink");
            thread.start();
        }
    }

    /** What it is doing now. Any thread; does not block. */
    public SinkState state() {
        return new SinkState(phase, lag, lastTick, meters.rowsWritten());
    }

    /** Stops after the transaction that runs, at most a few seconds. What was read and not written is read again. */
    @Override
    public void close() {
        @Nullable Thread running;
        synchronized (lifecycle) {
            closing.countDown();
            running = thread;
        }
        KafkaConsumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        if (running == null) {
            return;
        }
        try {
            running.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Backoff backoff = new Backoff();
        while (closing.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> reading = new KafkaConsumer<>(consumerConfig());
                    ConsumerMeters watched = new ConsumerMeters(reading, registry)) {
                watched.bind();
                consumer = reading;
                Set<TopicPartition> partitions = awaitTopics(reading);
                while (closing.getCount() > 0) {
                    session(reading, partitions, backoff);
                }
            } catch (WakeupException closed) {
                LOG.debug("sink woken to close", closed);
            } catch (RuntimeException e) {
                meters.failed();
                LOG.error("sink.failed; begins again from the stored offsets", e);
                pause(backoff.next());
            } finally {
                consumer = null;
            }
        }
        phase = SinkState.Phase.STOPPED;
    }

    /** Reads and writes over one database connection until it fails or the sink is closed. */
    private void session(KafkaConsumer<byte[], byte[]> reading, Set<TopicPartition> partitions, Backoff backoff) {
        try (Connection connection = database.writer()) {
            connection.setAutoCommit(false);
            BatchWriter writer = new BatchWriter(connection, database.hypertables());
            new SetSwitch(connection, reading, set).bring(writer);
            SinkProgress progress = SinkProgress.read(connection);
            SinkReader reader = new SinkReader(reading, progress, set);
            reader.seek(connection, partitions);
            MovedRecords moved = new MovedRecords(connection);
            MonthSums months = new MonthSums(connection, zone);
            phase = SinkState.Phase.RUNNING;
            LOG.info("sink.running partitions={}", partitions.size());
            while (closing.getCount() > 0) {
                int taken = step(reader, writer, progress);
                if (taken > 0) {
                    months.changed();
                }
                if (taken < FULL_BATCH) {
                    // Behind, every moment goes into catching up.
                    split = moved.search(progress);
                    months.addUp(progress.completedTick());
                }
                backoff.reset();
            }
        } catch (SQLException e) {
            phase = StoreException.isReadOnly(e)
                    ? SinkState.Phase.DATABASE_READ_ONLY
                    : SinkState.Phase.WAITING_FOR_DATABASE;
            if (!StoreException.isAbsence(e)) {
                LOG.error("sink.refused by the database", e);
            }
            failed(backoff, e);
        } catch (SinkReader.DisagreementException e) {
            phase = SinkState.Phase.DISAGREES_WITH_LOG;
            failed(backoff, e);
        }
    }

    private void failed(Backoff backoff, Exception cause) {
        meters.failed();
        Duration wait = backoff.next();
        LOG.warn("sink.waiting phase={} ms={} because {}", phase, wait.toMillis(), cause.toString());
        pause(wait);
    }

    /** Gathers one batch and writes it; gives how many values that were. */
    private int step(SinkReader reader, BatchWriter writer, SinkProgress progress) throws SQLException {
        BatchBuilder batch = new BatchBuilder(progress, new DayTurns(zone), new DaySpans(Parameters.of(zone)));
        boolean leftover = reader.leftover();
        int read = reader.poll(leftover ? Duration.ZERO : POLL, batch);
        long deadline = System.nanoTime() + LINGER.toNanos();
        while (!leftover && read > 0 && read < FULL_BATCH && System.nanoTime() < deadline) {
            read += reader.poll(POLL, batch);
        }
        if (read > 0 || leftover) {
            long begun = System.nanoTime();
            Batch built = batch.build(reader.release(batch));
            BatchWriter.Written written = writer.write(built, progress);
            meters.committed(built.counts(), written, System.nanoTime() - begun);
            lateness.stored(built.versions());
            lastTick = progress.completedTick();
        }
        lag = reader.lag();
        return reader.leftover() ? (int) FULL_BATCH : read;
    }

    private Set<TopicPartition> awaitTopics(KafkaConsumer<byte[], byte[]> reading) {
        EnumMap<Topic, Integer> found = new EnumMap<>(Topic.class);
        List<Topic> missing = SinkTopics.missing(reading, set, found);
        while (!missing.isEmpty() && closing.getCount() > 0) {
            phase = SinkState.Phase.WAITING_FOR_TOPICS;
            LOG.info(
                    "sink.waiting for topics {}",
                    missing.stream().map(set::topicName).toList());
            pause(Duration.ofSeconds(1));
            missing = SinkTopics.missing(reading, set, found);
        }
        Set<TopicPartition> partitions = new LinkedHashSet<>();
        found.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                partitions.add(new TopicPartition(set.topicName(topic), partition));
            }
        });
        return partitions;
    }

    private void pause(Duration time) {
        try {
            if (closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("sink closing while it waited");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private Map<String, Object> consumerConfig() {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "stationboard-sink"),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20),
                // Nobody looks at the store within a second of an event: fewer, fuller answers spare the broker.
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 128 << 10),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20),
                Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class));
    }

    /** Waiting times that double from the first to the longest and begin anew after a success. */
    private static final class Backoff {
        private Duration wait = FIRST_WAIT;

        Duration next() {
            Duration now = wait;
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
            return now;
        }

        void reset() {
            wait = FIRST_WAIT;
        }
    }
}
