package org.stationboard.streams.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Verdict;

/**
 * Walks along two engines' sets of topics over one log and says where they differ: the newest figure of each key, the
 * newest verdict of each unit and standard, the newest state of each feed, every step of every alert, all as far as both
 * have taken the log. What an engine says of itself (version, digests, the tick it said it at) is left out of verdicts.
 * Holds the newest values of one partition of one topic in memory. One thread; blocks.
 */
public final class SetsComparison {
    /** What is compared, the longest first. */
    public static final List<Topic> COMPARED =
            List.of(Topic.FIGURES, Topic.FIGURES_MINUTE, Topic.VERDICTS_NOW, Topic.FEEDS, Topic.ALERTS);

    private final String bootstrapServers;
    private final EngineSet followed;
    private final EngineSet candidate;
    private final List<Long> until;
    private final Progress progress;

    /** Hears how far the comparison is. */
    @FunctionalInterface
    public interface Progress {
        /** One partition of one topic has been compared. */
        void compared(Topic topic, int partition);
    }

    /** One key's newest values in both sets; null where a set has none. */
    private static final class Pair {
        private @Nullable ByteString followed;
        private @Nullable ByteString candidate;
    }

    /**
     * @param until of each partition of the log, the offset before which both engines have taken every record
     */
    public SetsComparison(
            String bootstrapServers, EngineSet followed, EngineSet candidate, List<Long> until, Progress progress) {
        this.bootstrapServers = bootstrapServers;
        this.followed = followed;
        this.candidate = candidate;
        this.until = List.copyOf(until);
        this.progress = progress;
    }

    /** Compares everything. */
    public SetsDifferences run() {
        SetsDifferences differences = new SetsDifferences();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            List<String> names = COMPARED.stream().map(candidate::topicName).toList();
            admin.describeTopics(names).allTopicNames().get();
            for (Topic topic : COMPARED) {
                for (int partition = 0; partition < until.size(); partition++) {
                    compare(admin, topic, partition, differences);
                    progress.compared(topic, partition);
                }
            }
            return differences;
        } catch (ExecutionException cause) {
            throw new VerificationException(
                    candidate + ": " + cause.getCause() + " (expected: topics that its engine has made)", cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted (expected: to go on)", cause);
        }
    }

    private void compare(Admin admin, Topic topic, int partition, SetsDifferences differences) {
        Map<String, Pair> pairs = new HashMap<>();
        read(admin, followed, topic, partition, (key, value) -> of(pairs, key).followed = value);
        read(admin, candidate, topic, partition, (key, value) -> of(pairs, key).candidate = value);
        pairs.forEach((key, pair) -> differences.take(topic, key, pair.followed, pair.candidate));
    }

    private static Pair of(Map<String, Pair> pairs, String key) {
        return pairs.computeIfAbsent(key, absent -> new Pair());
    }

    @FunctionalInterface
    private interface Taker {
        void take(String key, ByteString value);
    }

    private void read(Admin admin, EngineSet set, Topic topic, int partition, Taker taker) {
        TopicPartition place = new TopicPartition(set.topicName(topic), partition);
        long end = PartitionReader.end(admin, place);
        try (PartitionReader reader = new PartitionReader(bootstrapServers, place, end)) {
            for (ConsumerRecord<byte[], byte[]> next = reader.next(); next != null; next = reader.next()) {
                if (next.value() != null && next.key() != null && TopicCheck.offset(next) < until.get(partition)) {
                    take(topic, next, taker);
                }
            }
        }
    }

    private static void take(Topic topic, ConsumerRecord<byte[], byte[]> read, Taker taker) {
        String key = new String(read.key(), StandardCharsets.UTF_8);
        try {
            Message said = said(topic, read.value());
            if (said != null) {
                // Of alerts every step counts, of all else the newest word.
                String own = said instanceof AlertTransition step ? key + '|' + step.getTick() : key;
                taker.take(own, said.toByteString());
            }
        } catch (InvalidProtocolBufferException unreadable) {
            throw new VerificationException(
                    read.topic() + " partition " + read.partition() + " offset " + read.offset()
                            + ": not readable (expected: what an engine writes)",
                    unreadable);
        }
    }

    /** What is said of station or feed; null of a marker. */
    private static @Nullable Message said(Topic topic, byte[] value) throws InvalidProtocolBufferException {
        return switch (topic) {
            case FIGURES, FIGURES_MINUTE -> {
                FigureValue figure = FigureValue.parseFrom(value);
                yield figure.hasFigure() ? figure.getFigure() : null;
            }
            case VERDICTS_NOW -> bare(Verdict.parseFrom(value)).build();
            case ALERTS -> {
                AlertTransition step = AlertTransition.parseFrom(value);
                yield step.toBuilder().setVerdict(bare(step.getVerdict())).build();
            }
            case FEEDS -> FeedState.parseFrom(value);
            case STATION_RECORDS,
                    FIGURES_LIVE,
                    VERDICTS,
                    ALERTS_NOW,
                    DEAD_LETTERS,
                    QUARANTINE,
                    LOG_HEAD,
                    TELEMETRY,
                    TELEMETRY_LATE,
                    TELEMETRY_DEAD,
                    DEVICE_SUMMARIES ->
                throw new IllegalArgumentException("topic: " + topic + " (expected: one that is compared)");
        };
    }

    private static Verdict.Builder bare(Verdict verdict) {
        return verdict.toBuilder()
                .clearEngineVersion()
                .clearInputDigest()
                .clearRuleDigest()
                .clearTick();
    }
}
