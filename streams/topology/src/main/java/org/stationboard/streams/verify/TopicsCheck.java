package org.stationboard.streams.verify;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;

/**
 * Holds every topic of record against the recomputed values: of those kept for ever the whole sequence, of those that
 * keep the newest of each key that newest and whatever older value is still there. Values are compared with their key,
 * their place on the log and their order. One thread.
 */
public final class TopicsCheck implements Check {
    /** The topics of record; {@code figures-live} is for screens only. */
    public static final List<Topic> OF_RECORD = List.of(
            Topic.FIGURES,
            Topic.FIGURES_MINUTE,
            Topic.VERDICTS,
            Topic.VERDICTS_NOW,
            Topic.ALERTS,
            Topic.ALERTS_NOW,
            Topic.FEEDS,
            Topic.DEAD_LETTERS);

    private static final Set<Topic> COMPACTED =
            Set.of(Topic.FIGURES, Topic.VERDICTS_NOW, Topic.ALERTS_NOW, Topic.FEEDS);

    private final String bootstrapServers;
    private final LogSource log;
    private final EngineSet set;
    private final boolean atRest;
    private final Findings findings;
    private final Map<TopicPartition, Long> ends;

    /**
     * Fixes where each topic ends; to be made after the log.
     *
     * @param set that was written to
     * @param atRest whether the streams are stopped: then no value may rest on a later record than the log's end
     */
    public TopicsCheck(String bootstrapServers, LogSource log, EngineSet set, boolean atRest, Findings findings) {
        this.bootstrapServers = bootstrapServers;
        this.log = log;
        this.set = set;
        this.atRest = atRest;
        this.findings = findings;
        this.ends = ends();
    }

    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> found = new java.util.HashMap<>();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> there = admin.listTopics().names().get();
            for (Topic topic : OF_RECORD) {
                String name = set.topicName(topic);
                if (!there.contains(name)) {
                    throw new VerificationException("topic " + name + ": missing (expected: made by the streams)");
                }
                for (int partition = 0; partition < log.partitions(); partition++) {
                    TopicPartition read = new TopicPartition(set.topicName(topic), partition);
                    found.put(read, PartitionReader.end(admin, read));
                }
            }
            return found;
        } catch (ExecutionException cause) {
            throw new VerificationException("topics: not listed: " + cause.getCause(), cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted (expected: to go on)", cause);
        }
    }

    @Override
    public Partition begin(int partition) {
        Map<Topic, TopicCheck> checks = new EnumMap<>(Topic.class);
        for (Topic topic : OF_RECORD) {
            TopicPartition read = new TopicPartition(set.topicName(topic), partition);
            PartitionReader reader = new PartitionReader(bootstrapServers, read, ends.getOrDefault(read, 0L));
            TopicCheck.Place place = new TopicCheck.Place(
                    topic, partition, COMPACTED.contains(topic), atRest ? Long.MAX_VALUE : log.end(partition));
            checks.put(topic, new TopicCheck(place, reader, findings));
        }
        return new OfPartition(checks);
    }

    private record OfPartition(Map<Topic, TopicCheck> checks) implements Partition {
        @Override
        public void computed(Computed value) {
            TopicCheck check = checks.get(value.topic());
            if (check == null) {
                throw new IllegalStateException("topic: " + value.topic() + " (expected: one of record)");
            }
            check.computed(value);
        }

        @Override
        public void end() {
            checks.values().forEach(TopicCheck::end);
        }

        @Override
        public void close() {
            checks.values().forEach(TopicCheck::close);
        }
    }
}
