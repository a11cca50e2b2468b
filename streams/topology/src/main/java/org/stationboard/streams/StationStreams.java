package org.stationboard.streams;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Topic;
import org.stationboard.engine.EngineTables;

/**
 * The running application: waits for the brokers and the log, makes its topics, and hosts the engine until closed.
 * Brokers that go away and come back, and faults of a stream thread, are outlived without help. Safe to share between
 * threads; started once.
 */
public final class StationStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StationStreams.class);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(20);
    /** A fault that repeats at once must not spin. */
    private static final Duration BEFORE_REPLACEMENT = Duration.ofSeconds(1);

    /** Where the application stands. */
    public enum State {
        /** Not started yet. */
        CREATED,
        /** No broker answers, or the log does not exist yet. */
        WAITING,
        /** Joining its group and rebuilding its tables. */
        STARTING,
        /** Taking records. */
        RUNNING,
        /** Holds still on request: no record is taken and no pulse published. */
        PAUSED,
        /** Refused to run; {@link #failure()} says why. */
        FAILED,
        CLOSED
    }

    private final TopologySettings settings;
    private final MeterRegistry registry;
    private final Object change = new Object();
    private @Nullable Thread starter;
    private @Nullable Running running;
    private @Nullable String failure;
    private State phase = State.CREATED;
    private boolean paused;

    /** Nothing happens before {@link #start()}. */
    public StationStreams(TopologySettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    /** Names of the topics that hold an application's tables. */
    public static List<String> changelogs(String applicationId) {
        return Arrays.stream(EngineTables.Table.values())
                .map(table -> applicationId + '-' + StoreTables.storeName(table) + "-changelog")
                .toList();
    }

    /** Starts in the background and returns at once: the brokers need not be there yet. */
    public void start() {
        synchronized (change) {
            if (phase != State.CREATED) {
                throw new IllegalStateException("start: in state " + phase + " (expected: CREATED)");
            }
            phase = State.WAITING;
            Thread thread = new Thread(this::run, "streams-starter");
            thread.setDaemon(true);
            starter = thread;
            thread.start();
        }
    }

    /** Holds still: nothing is taken or published until {@link #resume()}. */
    public void pause() {
        turn(true);
    }

    /** Goes on after {@link #pause()}, exactly where it stopped. */
    public void resume() {
        turn(false);
    }

    public State state() {
        synchronized (change) {
            if (running == null || phase != State.STARTING) {
                return phase;
            }
            return switch (running.streams.state()) {
                case RUNNING -> paused ? State.PAUSED : State.RUNNING;
                // Tables are not rebuilt while it holds still.
                case CREATED, REBALANCING -> paused ? State.PAUSED : State.STARTING;
                case PENDING_ERROR, ERROR -> State.FAILED;
                case PENDING_SHUTDOWN, NOT_RUNNING -> State.CLOSED;
            };
        }
    }

    /** Why the application refused to run; empty while it has not. */
    public Optional<String> failure() {
        synchronized (change) {
            return Optional.ofNullable(failure);
        }
    }

    /**
     * Returns once records are taken.
     *
     * @throws TimeoutException when they are not within {@code longest}
     * @throws IllegalStateException when the application refused to run or was closed
     */
    public void awaitRunning(Duration longest) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (State state = state(); state != State.RUNNING; state = state()) {
            if (state == State.FAILED || state == State.CLOSED) {
                throw new IllegalStateException(
                        "streams: " + state + failure().map(why -> ", " + why).orElse(""));
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("streams: " + state + " after " + longest + " (expected: RUNNING)");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Commits what was done, stops and returns. A second call does nothing. */
    @Override
    public void close() {
        Thread starting;
        Running stopping;
        synchronized (change) {
            phase = State.CLOSED;
            starting = starter;
            stopping = running;
            starter = null;
            running = null;
        }
        if (starting != null && starting != Thread.currentThread()) {
            starting.interrupt();
        }
        if (stopping != null) {
            stopping.close();
            LOG.info("streams stopped application={}", settings.applicationId());
        }
    }

    private void turn(boolean hold) {
        synchronized (change) {
            paused = hold;
            if (running != null) {
                running.hold(hold);
            }
        }
        LOG.info("streams {} application={}", hold ? "paused" : "resumed", settings.applicationId());
    }

    private void run() {
        try (LogTopics topics = new LogTopics(settings.bootstrapServers(), settings.engineSet())) {
            host(awaitTopics(topics));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RefusedException refused) {
            fail(refused.why);
        } catch (RuntimeException cause) {
            LOG.error("streams did not start", cause);
            fail("start: " + cause);
        }
    }

    /** Asks until the log is there and all that the application writes to is made; gives the log's partitions. */
    private int awaitTopics(LogTopics topics) throws InterruptedException, RefusedException {
        long told = 0;
        while (true) {
            String waitingFor = "topic " + Topic.STATION_RECORDS.topicName() + ", which the log keeper makes";
            try {
                refuse(topics.refusal(settings.leastTransactionVersion()));
                Optional<Integer> partitions = topics.logPartitions();
                if (partitions.isPresent()) {
                    refuse(topics.create(partitions.get()));
                    return partitions.get();
                }
            } catch (ExecutionException noAnswer) {
                LOG.debug("no answer from the brokers", noAnswer);
                waitingFor = "the brokers at " + settings.bootstrapServers() + ": " + noAnswer.getCause();
            }
            if (told == 0 || System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                LOG.info("streams wait for {}", waitingFor);
            }
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
        }
    }

    private static void refuse(Optional<String> refusal) throws RefusedException {
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
    }

    private void host(int partitions) {
        synchronized (change) {
            if (phase != State.WAITING) {
                return;
            }
            Running started = new Running(settings, partitions, registry);
            running = started;
            started.hold(paused);
            started.streams.start();
            phase = State.STARTING;
        }
        LOG.info(
                "streams started application={} partitions={} threads={}",
                settings.applicationId(),
                partitions,
                settings.threads());
    }

    private void fail(String why) {
        LOG.error("streams refuse to run: {}", why);
        synchronized (change) {
            failure = why;
            phase = State.FAILED;
        }
    }

    /** The brokers are there and cannot serve. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private final String why;

        RefusedException(String why) {
            super(why);
            this.why = why;
        }
    }

    /** Kafka Streams with what belongs to it. */
    private static final class Running implements AutoCloseable {
        private final RocksMemory memory = new RocksMemory();
        private final KafkaStreams streams;
        private final StreamsMeters meters;

        Running(TopologySettings settings, int partitions, MeterRegistry registry) {
            Properties properties = StreamsSettings.of(settings, memory);
            StreamsConfig config = new StreamsConfig(properties);
            streams = new KafkaStreams(
                    StationTopology.build(config, partitions, settings.zone(), settings.engineSet()), config);
            meters = new StreamsMeters(streams, registry);
            streams.setUncaughtExceptionHandler(this::replace);
            streams.setStateListener((now, before) -> LOG.info("streams {} after {}", now, before));
        }

        void hold(boolean hold) {
            if (hold) {
                streams.pause();
            } else {
                streams.resume();
            }
        }

        @Override
        public void close() {
            meters.close();
            streams.close(LONGEST_CLOSE);
            memory.close();
        }

        private StreamThreadExceptionResponse replace(Throwable cause) {
            LOG.error("stream thread ended; another takes over", cause);
            meters.threadReplaced();
            try {
                TimeUnit.MILLISECONDS.sleep(BEFORE_REPLACEMENT.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
    }
}
