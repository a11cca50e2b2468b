package org.stationboard.gateway;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.stationboard.contract.Topic;

/** Declares the topics that the gateway and the log keeper write. Stateless; blocks. */
final class LogTopics {
    private static final List<Topic> OWNED = List.of(Topic.STATION_RECORDS, Topic.QUARANTINE, Topic.LOG_HEAD);
    private static final long PATIENCE_SECONDS = 30;

    private LogTopics() {}

    /** Creates what is absent; throws where the log has another partition count: that is a replay into a new one. */
    static void declare(GatewaySettings settings) {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "stationboard-gateway-admin",
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "500");
        try (Admin admin = Admin.create(config)) {
            Set<String> there = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> absent = new ArrayList<>();
            for (Topic topic : OWNED) {
                if (!there.contains(topic.topicName())) {
                    absent.add(new NewTopic(
                                    topic.topicName(),
                                    Optional.of(topic.partitions(settings.partitions())),
                                    Optional.empty())
                            .configs(topic.settings()));
                }
            }
            create(admin, absent);
            stampHeads(admin);
            checkPartitions(admin, settings.partitions());
        } catch (ExecutionException | TimeoutException e) {
            throw new NotAcknowledgedException("topics: not declared (expected: a broker that answers)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAcknowledgedException("topics: interrupted while they were declared", e);
        }
    }

    private static void create(Admin admin, List<NewTopic> absent)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(absent).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // Another instance was a moment faster: its topics are ours.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** The brokers' clock is what the keeper's is held against, so they stamp what they append to log-head. */
    private static void stampHeads(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.LOG_HEAD.topicName());
        ConfigEntry stamp = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(stamp, AlterConfigOp.OpType.SET))))
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void checkPartitions(Admin admin, int expected)
            throws InterruptedException, ExecutionException, TimeoutException {
        String log = Topic.STATION_RECORDS.topicName();
        for (int attempt = 0; ; attempt++) {
            try {
                int found = requireNonNull(admin.describeTopics(List.of(log))
                                .allTopicNames()
                                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                                .get(log))
                        .partitions()
                        .size();
                if (found != expected) {
                    throw new IllegalStateException("partitions: " + expected + " (expected: " + found + ", as " + log
                            + " has; another count is a replay into a new log)");
                }
                return;
            } catch (ExecutionException e) {
                // A topic just made takes a moment to be seen by every broker.
                if (attempt == 50) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}
