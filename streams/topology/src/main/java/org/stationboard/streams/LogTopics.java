package org.stationboard.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;

/** What the application asks of the brokers before it runs: the log, its own topics, and transactions that fence. */
final class LogTopics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogTopics.class);
    private static final String TRANSACTION_VERSION = "transaction.version";
    private static final int REQUEST_MILLIS = 5_000;

    private final Admin admin;
    private final EngineSet set;

    LogTopics(String bootstrapServers, EngineSet set) {
        this.set = set;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS));
    }

    /**
     * Says why these brokers cannot serve an exactly-once engine; empty when they can.
     *
     * @param least lowest {@code transaction.version} that is taken
     * @throws ExecutionException when they do not answer
     */
    Optional<String> refusal(int least) throws ExecutionException, InterruptedException {
        FinalizedVersionRange range = admin.describeFeatures()
                .featureMetadata()
                .get()
                .finalizedFeatures()
                .get(TRANSACTION_VERSION);
        int version = range == null ? 0 : range.maxVersionLevel();
        if (version >= least) {
            return Optional.empty();
        }
        return Optional.of("brokers' " + TRANSACTION_VERSION + ": " + version + " (expected: >= " + least
                + "; upgrade with kafka-features.sh, or allow it by leastTransactionVersion)");
    }

    /** Partitions of the log; empty while it does not exist: its writer makes it. */
    Optional<Integer> logPartitions() throws ExecutionException, InterruptedException {
        String log = Topic.STATION_RECORDS.topicName();
        try {
            TopicDescription description = admin.describeTopics(Set.of(log))
                    .topicNameValues()
                    .getOrDefault(log, KafkaFuture.completedFuture(null))
                    .get();
            return Optional.ofNullable(description)
                    .map(found -> found.partitions().size());
        } catch (ExecutionException cause) {
            if (cause.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw cause;
        }
    }

    /**
     * Makes those of the application's topics that are not there.
     *
     * @return why a topic that is there cannot serve; empty when all can
     */
    Optional<String> create(int logPartitions) throws ExecutionException, InterruptedException {
        Set<String> there = admin.listTopics().names().get();
        List<NewTopic> missing = new ArrayList<>();
        for (Topic topic : StationTopology.OUTPUTS) {
            String name = set.topicName(topic);
            if (!there.contains(name)) {
                missing.add(new NewTopic(name, Optional.of(topic.partitions(logPartitions)), Optional.empty())
                        .configs(topic.settings()));
            }
        }
        make(missing);
        List<String> all = StationTopology.OUTPUTS.stream().map(set::topicName).toList();
        for (TopicDescription topic :
                admin.describeTopics(all).allTopicNames().get().values()) {
            if (topic.partitions().size() != logPartitions) {
                return Optional.of("topic " + topic.name() + ": "
                        + topic.partitions().size() + " partitions (expected: " + logPartitions + ", as the log has)");
            }
        }
        return Optional.empty();
    }

    private void make(List<NewTopic> missing) throws ExecutionException, InterruptedException {
        for (Map.Entry<String, KafkaFuture<Void>> made :
                admin.createTopics(missing).values().entrySet()) {
            awaitMade(made.getKey(), made.getValue());
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private static void awaitMade(String name, KafkaFuture<Void> made) throws ExecutionException, InterruptedException {
        try {
            made.get();
            LOG.info("topic made name={}", name);
        } catch (ExecutionException cause) {
            if (!(cause.getCause() instanceof TopicExistsException)) {
                throw cause;
            }
            LOG.debug("topic was made by another instance name={}", name);
        }
    }
}
