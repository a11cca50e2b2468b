package org.stationboard.streams.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Topic;

/**
 * Carries device summaries from their topic to the gateway. A place in the topic is committed only after the gateway has
 * answered for what stands before it, so nothing is lost while the gateway or this process is away; what is sent twice
 * has the same version and changes nothing. One instance, one thread.
 */
final class SummarySender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SummarySender.class);
    private static final int MOST_AT_ONCE = 500;
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long FIRST_WAIT_MILLIS = 200;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final Pattern ACCEPTED = Pattern.compile("\"accepted\":([0-9]{1,9})");

    private final String bootstrapServers;
    private final URI records;
    private final TelemetryMeters meters;
    private final Optional<String> key;
    private final HttpClient http;
    private volatile boolean stopping;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reader;

    SummarySender(String bootstrapServers, URI gateway, Optional<String> key, TelemetryMeters meters) {
        this.key = key;
        this.bootstrapServers = bootstrapServers;
        this.records = gateway.resolve("/ingest/v1/records?results=refused");
        this.meters = meters;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** Sends until stopped. */
    @Override
    public void run() {
        while (!stopping) {
            try {
                carry();
            } catch (InterruptedException | InterruptException | WakeupException stopped) {
                LOG.debug("summaries are carried no more");
                return;
            } catch (KafkaException cause) {
                LOG.warn("summaries are not read, trying again: {}", cause.toString());
                rest();
            }
        }
    }

    /** Ends what {@link #run} does, soon; a summary on its way is sent again after the next start. */
    void stop() {
        stopping = true;
        KafkaConsumer<byte[], byte[]> reading = reader;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void rest() {
        try {
            Thread.sleep(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException stopped) {
            stopping = true;
        }
    }

    private void carry() throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.DEVICE_SUMMARIES.topicName()).stream()
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            // By hand: there is one sender, and while it waits for the gateway no group has to be kept waiting.
            consumer.assign(partitions);
            reader = consumer;
            while (!stopping) {
                ConsumerRecords<byte[], byte[]> read = consumer.poll(Duration.ofSeconds(1));
                if (!read.isEmpty()) {
                    send(read);
                    consumer.commitSync();
                }
            }
        }
    }

    private void send(ConsumerRecords<byte[], byte[]> summaries) throws InterruptedException {
        HttpRequest.Builder built = HttpRequest.newBuilder(records)
                .timeout(ANSWER)
                .header("content-type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(delimited(summaries)));
        key.ifPresent(held -> built.header("Authorization", "Bearer " + held));
        HttpRequest request = built.build();
        long wait = FIRST_WAIT_MILLIS;
        while (true) {
            if (stopping) {
                throw new InterruptedException("stopped");
            }
            String why;
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                int status = answer.statusCode();
                if (status == 202 || status == 400) {
                    settle(summaries.count(), status, answer.body());
                    return;
                }
                why = "status " + status;
            } catch (IOException cause) {
                why = cause.getClass().getSimpleName();
            }
            LOG.info("the gateway does not take device summaries, trying again: {}", why);
            Thread.sleep(wait);
            wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
        }
    }

    /** What was refused stands in the gateway's quarantine with its reason; sending it again would not help. */
    private void settle(int sent, int status, String body) {
        Matcher found = ACCEPTED.matcher(body);
        long accepted = found.find() ? Long.parseLong(found.group(1)) : 0;
        meters.answered(accepted, sent - accepted);
        if (accepted < sent) {
            LOG.warn("device summaries refused by the gateway: count={} status={}", sent - accepted, status);
        }
    }

    private static byte[] delimited(ConsumerRecords<byte[], byte[]> summaries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(summaries.count() * 128);
        for (ConsumerRecord<byte[], byte[]> summary : summaries) {
            writeLength(bytes, summary.value().length);
            bytes.writeBytes(summary.value());
        }
        return bytes.toByteArray();
    }

    /** A Protobuf varint. */
    private static void writeLength(ByteArrayOutputStream bytes, int length) {
        int rest = length;
        while (rest >= 0x80) {
            bytes.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                TelemetryStreamsSettings.APPLICATION + "-sender",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MOST_AT_ONCE,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }
}
