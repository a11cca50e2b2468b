package org.stationboard.streams.verify;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Verdict;

/** Which version of the engine wrote a set of topics, as its verdicts say. Blocks. */
public final class SetVersion {
    private SetVersion() {}

    /** Empty where the set has no verdict, or is not there. */
    public static Optional<String> of(String bootstrapServers, EngineSet set) {
        String topic = set.topicName(Topic.VERDICTS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            if (!admin.listTopics().names().get().contains(topic)) {
                return Optional.empty();
            }
            TopicPartition first = new TopicPartition(topic, 0);
            try (PartitionReader reader =
                    new PartitionReader(bootstrapServers, first, PartitionReader.end(admin, first))) {
                ConsumerRecord<byte[], byte[]> verdict = reader.next();
                return verdict == null
                        ? Optional.empty()
                        : Optional.of(Verdict.parseFrom(verdict.value()).getEngineVersion());
            }
        } catch (InvalidProtocolBufferException unreadable) {
            throw new VerificationException(topic + ": not readable (expected: verdicts)", unreadable);
        } catch (ExecutionException cause) {
            throw new VerificationException(topic + ": not read: " + cause.getCause(), cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted (expected: to go on)", cause);
        }
    }
}
