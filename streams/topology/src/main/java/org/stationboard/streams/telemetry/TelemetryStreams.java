package org.stationboard.streams.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Topic;

/**
 * The running telemetry application: waits for the topic that the gateway makes, declares its own, and then turns
 * readings into summaries and carries them to the gateway until closed. Safe to share between threads; started once.
 */
public final class TelemetryStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryStreams.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_SEND = Duration.ofSeconds(3);
    private static final int REQUEST_MILLIS = 5_000;

    private final TelemetryStreamsSettings settings;
    private final TelemetryMeters meters;
    private final Thread starter = new Thread(this::run, "telemetry-starter");
    private @Nullable KafkaStreams streams;
    private @Nullable SummarySender sender;
    private @Nullable Thread sending;
    private boolean closed;

    /** Nothing happens before {@link #start()}. */
    public TelemetryStreams(TelemetryStreamsSettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.meters = new TelemetryMeters(registry);
        starter.setDaemon(true);
    }

    /** Starts in the background and returns at once: brokers, topic and gateway need not be there yet. */
    public void start() {
        starter.start();
    }

    /** Whether readings are taken. */
    public synchronized boolean running() {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }

    private void run() {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS))) {
            while (!ready(admin)) {
                TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
            }
            host();
        } catch (InterruptedException close) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ready(Admin admin) throws InterruptedException {
        try {
            Set<String> there = admin.listTopics().names().get();
            if (!there.contains(Topic.TELEMETRY.topicName())) {
                return false;
            }
            int partitions = admin.describeTopics(List.of(Topic.TELEMETRY.topicName()))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
            declare(admin, there, partitions);
            return true;
        } catch (ExecutionException noAnswer) {
            LOG.debug("telemetry waits for the brokers", noAnswer);
            return false;
        }
    }

    private static void declare(Admin admin, Set<String> there, int partitions)
            throws InterruptedException, ExecutionException {
        List<NewTopic> missing = new ArrayList<>();
        for (Topic topic : TelemetryTopology.OUTPUTS) {
            if (!there.contains(topic.topicName())) {
                Map<String, String> configs = new HashMap<>(topic.settings());
                // Late readings are of any age: kept by when they were listed.
                configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
                missing.add(
                        new NewTopic(topic.topicName(), Optional.of(partitions), Optional.empty()).configs(configs));
            }
        }
        try {
            admin.createTopics(missing).all().get();
        } catch (ExecutionException cause) {
            if (!(cause.getCause() instanceof TopicExistsException)) {
                throw cause;
            }
            LOG.debug("topics were made by another instance");
        }
    }

    private synchronized void host() {
        if (closed) {
            return;
        }
        Properties properties = StreamsProperties.of(settings, meters);
        StreamsConfig config = new StreamsConfig(properties);
        KafkaStreams hosted = new KafkaStreams(
                TelemetryTopology.build(config, DeviceRules.shipped(), settings.zone(), meters), config);
        hosted.setUncaughtExceptionHandler(cause -> {
            LOG.error("telemetry thread ended; another takes over", cause);
            // A fault that repeats at once must not spin.
            LockSupport.parkNanos(RETRY.toNanos());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams = hosted;
        hosted.start();
        SummarySender carrier =
                new SummarySender(settings.bootstrapServers(), settings.gateway(), settings.key(), meters);
        Thread thread = new Thread(carrier, "telemetry-sender");
        thread.setDaemon(true);
        sender = carrier;
        sending = thread;
        thread.start();
        LOG.info("telemetry started application={}", TelemetryStreamsSettings.APPLICATION);
    }

    /** Commits what was done, stops and returns. A second call does nothing. */
    @Override
    public void close() {
        KafkaStreams stopping;
        synchronized (this) {
            closed = true;
            stopping = streams;
            streams = null;
            if (sender != null) {
                sender.stop();
            }
        }
        starter.interrupt();
        awaitSender();
        if (stopping != null) {
            stopping.close(LONGEST_CLOSE);
            LOG.info("telemetry stopped application={}", TelemetryStreamsSettings.APPLICATION);
        }
    }

    /** A sender that waits for the gateway is not waited for. */
    private void awaitSender() {
        Thread thread = sending;
        try {
            if (thread != null) {
                thread.join(LONGEST_SEND.toMillis());
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
