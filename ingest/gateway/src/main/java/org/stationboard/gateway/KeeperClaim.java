package org.stationboard.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A keeper's word on log-head that it takes the log over, given before it shuts the older keeper out, so that the older
 * one, when it comes back, sees the newer even before that has written a head. The broker stamps what it appends, which
 * tells how far this machine's clock is from its own. One thread; blocks.
 */
final class KeeperClaim {
    private static final byte[] CLAIM = "claim".getBytes(UTF_8);
    private static final byte[] CLOCK = "clock".getBytes(UTF_8);
    private static final long LOOK_BACK = 200;
    /** A keeper that has claimed the log and written nothing since is dead after so long. */
    private static final Duration CLAIM_HOLDS = Duration.ofSeconds(60);

    private final GatewaySettings settings;
    private final Clock clock;
    private final TopicPartition topic;
    private final byte[] keeper;
    private long claimed = Long.MAX_VALUE;

    KeeperClaim(GatewaySettings settings, Clock clock, TopicPartition topic, String keeper) {
        this.settings = settings;
        this.clock = clock;
        this.topic = topic;
        this.keeper = keeper.getBytes(UTF_8);
    }

    /** Whether a record of log-head is a head, and not a keeper's word. */
    static boolean isHead(ConsumerRecord<byte[], byte[]> read) {
        return !Arrays.equals(read.key(), CLAIM) && !Arrays.equals(read.key(), CLOCK);
    }

    /** Says that this keeper takes the log over. Throws {@link ClockOffException}. */
    void announce() {
        claimed = write(CLAIM).offset();
    }

    /** Throws {@link ClockOffException} where this machine's clock is not the brokers'. */
    void requireClock() {
        write(CLOCK);
    }

    /** Whether another keeper has claimed the log after this one and may still be about to write. */
    boolean overtaken() {
        boolean[] overtaken = {false};
        long now = write(CLOCK).timestamp();
        TopicTail.read(settings, topic, LOOK_BACK, read -> {
            boolean later = Arrays.equals(read.key(), CLAIM)
                    && read.offset() > claimed
                    && read.timestamp() > now - CLAIM_HOLDS.toMillis();
            overtaken[0] |= later && !Arrays.equals(read.value(), keeper);
        });
        return overtaken[0];
    }

    private RecordMetadata write(byte[] key) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ProducerSettings.durable(
                settings.bootstrapServers(), settings.acknowledgement(), "stationboard-log-keeper-claim"))) {
            long before = clock.millis();
            RecordMetadata written = producer.send(new ProducerRecord<>(topic.topic(), topic.partition(), key, keeper))
                    .get();
            check(before, written.timestamp(), clock.millis());
            return written;
        } catch (ExecutionException cause) {
            throw new KafkaException("log-head: did not take the keeper's word", cause.getCause());
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new NotAcknowledgedException("log keeper: interrupted", cause);
        }
    }

    /** The broker appended it at some moment between the two. */
    private void check(long before, long appended, long after) {
        long tolerance = settings.clockTolerance().toMillis();
        if (appended < before - tolerance || appended > after + tolerance) {
            throw new ClockOffException(
                    Instant.ofEpochMilli(after), Instant.ofEpochMilli(appended), settings.clockTolerance());
        }
    }
}
