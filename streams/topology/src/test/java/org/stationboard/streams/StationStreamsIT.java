package org.stationboard.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.streams.StationStreams.State;
import org.stationboard.streams.backtest.Backtest;
import org.stationboard.streams.backtest.Period;
import org.stationboard.streams.backtest.RuleRun;
import org.stationboard.streams.verify.Findings;
import org.stationboard.streams.verify.KafkaLog;
import org.stationboard.testkit.ChildJvm;
import org.stationboard.testkit.EmbeddedKafka;

/** One made log through brokers that come and go and applications that are killed: the values are always the same. */
class StationStreamsIT {
    private static final int PARTITIONS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    /** A month of hours until windows are full and alerts can rise, then ten days of minutes. */
    private static final MadeLog LOG =
            new MadeLog(4, 3, LocalDate.of(2026, 2, 1), 34, 10).withMinutesFrom(LocalDate.of(2026, 2, 25));
    /** What the same log must give equally; screens' topics and changelogs are free. */
    private static final List<Topic> OF_RECORD =
            List.of(Topic.FIGURES, Topic.FIGURES_MINUTE, Topic.VERDICTS, Topic.ALERTS, Topic.FEEDS, Topic.ALERTS_NOW);

    private static Map<Topic, List<List<String>>> undisturbed;

    @TempDir
    Path folder;

    @BeforeAll
    static void runUndisturbed(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"))) {
            BrokerLog topics = write(broker);
            try (StationStreams streams = start(broker, folder)) {
                topics.awaitTick(LOG.lastTick(), LONGEST);
                assertThat(streams.state()).isEqualTo(State.RUNNING);
            }
            undisturbed = values(topics);
        }
        assertThat(undisturbed.get(Topic.ALERTS)).flatExtracting(all -> all).hasSizeGreaterThan(10);
        assertThat(undisturbed.get(Topic.VERDICTS)).flatExtracting(all -> all).hasSizeGreaterThan(500);
    }

    @Test
    void sameLogGivesTheSameValues() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"))) {
            BrokerLog topics = write(broker);
            try (StationStreams streams = start(broker, folder)) {
                streams.pause();
                Awaitility.await().atMost(LONGEST).until(() -> streams.state() == State.PAUSED);
                streams.resume();
                topics.awaitTick(LOG.lastTick(), LONGEST);
            }
            assertUndisturbed(values(topics));
            assertBacktested(broker, topics);
        }
    }

    /** The second time all it had on its disk is lost too. */
    @Test
    void killedTwiceInTheMiddleItGoesOnToTheSameValues() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"))) {
            BrokerLog topics = write(broker);
            killInTheMiddle(broker, topics);
            killInTheMiddle(broker, topics);
            delete(folder.resolve("state-one"));
            try (StationStreams streams = start(broker, folder)) {
                topics.awaitTick(LOG.lastTick(), LONGEST);
                assertThat(streams.failure()).isEmpty();
            }
            assertUndisturbed(values(topics));
            assertVerified(broker);
        }
    }

    @Test
    void killedInstanceIsTakenOverByTheOneThatKeptItsTablesUpToDate() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"))) {
            BrokerLog topics = write(broker);
            try (ChildJvm one = KilledStreams.start(broker.bootstrapServers(), folder, "one", 1);
                    ChildJvm two = KilledStreams.start(broker.bootstrapServers(), folder, "two", 1);
                    Committed committed = new Committed(broker.bootstrapServers(), "station", PARTITIONS)) {
                assertThat(Takeover.takeOver(committed, one, 1)).isLessThan(60);
                topics.awaitTick(LOG.lastTick(), LONGEST);
                two.kill();
            }
            assertUndisturbed(values(topics));
            assertVerified(broker);
        }
    }

    @Test
    void killedBrokerThatComesBackIsOutlived() throws Exception {
        ChildJvm first = KilledBroker.start(folder.resolve("broker"));
        BrokerLog topics = write(first.told());
        StationStreams streams = start(first.told(), folder, new SimpleMeterRegistry());
        streams.awaitRunning(LONGEST);
        awaitMiddle(topics, 10_000);
        first.kill();
        try (EmbeddedKafka second = EmbeddedKafka.start(folder.resolve("broker"))) {
            try (streams) {
                assertThat(second.bootstrapServers()).isEqualTo(first.told());
                topics.awaitTick(LOG.lastTick(), LONGEST);
                assertThat(streams.state()).isEqualTo(State.RUNNING);
            }
            assertUndisturbed(values(topics));
            assertVerified(second);
        }
    }

    @Test
    void startsBeforeBrokerAndLogAndWaitsForBoth() throws Exception {
        EmbeddedKafka before = EmbeddedKafka.start(folder.resolve("broker"));
        before.close();
        StationStreams streams = start(before, folder);
        try (EmbeddedKafka broker = startLater(streams)) {
            TimeUnit.SECONDS.sleep(1);
            assertThat(streams.state()).isEqualTo(State.WAITING);
            new BrokerLog(broker.bootstrapServers(), PARTITIONS).create();
            streams.awaitRunning(LONGEST);
        } finally {
            streams.close();
        }
        assertThat(streams.state()).isEqualTo(State.CLOSED);
    }

    private EmbeddedKafka startLater(StationStreams streams) throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        assertThat(streams.state()).isEqualTo(State.WAITING);
        return EmbeddedKafka.start(folder.resolve("broker"));
    }

    @Test
    void refusesBrokersWhoseTransactionsDoNotFence() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            FeatureUpdate older = new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
            admin.updateFeatures(Map.of("transaction.version", older), new UpdateFeaturesOptions())
                    .all()
                    .get();
            assertRefused(broker, "transaction.version: 1 (expected: >= 2");
            try (StationStreams allowed = new StationStreams(
                    KilledStreams.settings(broker.bootstrapServers(), folder, "one", 0)
                            .withLeastTransactionVersion(1),
                    new SimpleMeterRegistry())) {
                allowed.start();
                TimeUnit.SECONDS.sleep(2);
                assertThat(allowed.state()).as("it waits for the log only").isEqualTo(State.WAITING);
            }
        }
    }

    @Test
    void refusesATopicThatDoesNotFitTheLog() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"))) {
            new BrokerLog(broker.bootstrapServers(), PARTITIONS).create();
            new BrokerLog(broker.bootstrapServers(), PARTITIONS + 1).createKeepingAll(Topic.FIGURES);
            assertRefused(broker, "topic figures: 3 partitions (expected: 2");
        }
    }

    @Test
    void registersTheMetersAnOperatorCanActOnAndNoMore() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"))) {
            new BrokerLog(broker.bootstrapServers(), PARTITIONS).create();
            MeterRegistry registry = new SimpleMeterRegistry();
            try (StationStreams streams = start(broker, folder, registry)) {
                streams.awaitRunning(LONGEST);
                Awaitility.await()
                        .atMost(LONGEST)
                        .until(() -> registry.find("kafka.stream.thread.process.rate")
                                        .meter()
                                != null);
                assertThat(registry.getMeters()).hasSizeBetween(5, 60);
            }
        }
    }

    private void assertRefused(EmbeddedKafka broker, String why) {
        try (StationStreams streams = start(broker, folder)) {
            assertThatThrownBy(() -> streams.awaitRunning(LONGEST))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(why);
            assertThat(streams.state()).isEqualTo(State.FAILED);
        }
    }

    private void killInTheMiddle(EmbeddedKafka broker, BrokerLog topics) throws Exception {
        long before = topics.sizes().getOrDefault(Topic.FIGURES.topicName(), 0L);
        try (ChildJvm child = KilledStreams.start(broker.bootstrapServers(), folder, "one", 0)) {
            awaitMiddle(topics, before + 10_000);
            child.kill();
        }
        assertThat(topics.sizes().get(Topic.FIGURES.topicName())).isLessThan(records(undisturbed, Topic.FIGURES));
    }

    private static void awaitMiddle(BrokerLog topics, long figures) {
        Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> topics.sizes().getOrDefault(Topic.FIGURES.topicName(), 0L) > figures);
    }

    /** Every value is the one that the log gives, and every step of an alert stands once. */
    /** A draft that is the catalogue in force gives the alerts that the live run raised. */
    private static void assertBacktested(EmbeddedKafka broker, BrokerLog topics) throws Exception {
        Period period = new Period(
                LocalDate.of(2026, 2, 20).toEpochDay(),
                LocalDate.of(2026, 3, 20).toEpochDay());
        List<AlertTransition> transitions = new ArrayList<>();
        for (List<ConsumerRecord<byte[], byte[]>> partition : topics.read(Topic.ALERTS)) {
            for (ConsumerRecord<byte[], byte[]> record : partition) {
                transitions.add(AlertTransition.parseFrom(record.value()));
            }
        }
        List<String> raised = RaisedLive.in(transitions, period, MadeLog.ZONE);
        KafkaLog log = KafkaLog.open(broker.bootstrapServers(), "station");
        Backtest backtest = new Backtest(log, MadeLog.ZONE, period, 2, (partition, offset, end) -> {});
        RuleRun draft = backtest.under(MadeLog.livelyCatalogue());
        RuleRun present = backtest.asItWas();
        assertThat(draft.alerts().stream().map(RaisedLive::text)).containsExactlyInAnyOrderElementsOf(raised);
        assertThat(raised).hasSizeGreaterThan(3);
        assertThat(present).isEqualTo(draft);
    }

    private static void assertVerified(EmbeddedKafka broker) {
        Findings findings = Verified.of(broker.bootstrapServers(), "station", true);
        assertThat(findings.differences()).isEmpty();
        assertThat(findings.newer())
                .allSatisfy((where, count) -> assertThat(count).isZero());
        assertThat(findings.equal().get("topic alerts")).isEqualTo(records(undisturbed, Topic.ALERTS));
    }

    private static BrokerLog write(EmbeddedKafka broker) throws Exception {
        return write(broker.bootstrapServers());
    }

    private static BrokerLog write(String bootstrapServers) throws Exception {
        BrokerLog topics = new BrokerLog(bootstrapServers, PARTITIONS);
        topics.create();
        for (Topic topic : OF_RECORD) {
            topics.createKeepingAll(topic);
        }
        topics.write(LOG);
        return topics;
    }

    private static StationStreams start(EmbeddedKafka broker, Path folder) {
        return start(broker, folder, new SimpleMeterRegistry());
    }

    private static StationStreams start(EmbeddedKafka broker, Path folder, MeterRegistry registry) {
        return start(broker.bootstrapServers(), folder, registry);
    }

    private static StationStreams start(String bootstrapServers, Path folder, MeterRegistry registry) {
        TopologySettings settings = KilledStreams.settings(bootstrapServers, folder, "one", 0);
        StationStreams streams = new StationStreams(settings, registry);
        streams.start();
        return streams;
    }

    private static Map<Topic, List<List<String>>> values(BrokerLog topics) throws Exception {
        Map<Topic, List<List<String>>> values = new EnumMap<>(Topic.class);
        for (Topic topic : OF_RECORD) {
            List<List<String>> byPartition = new ArrayList<>();
            for (List<ConsumerRecord<byte[], byte[]>> found : topics.read(topic)) {
                byPartition.add(found.stream().map(StationStreamsIT::text).toList());
            }
            values.put(topic, byPartition);
        }
        return values;
    }

    /** Says the first difference of each partition: whole topics would fill the screen. */
    private static void assertUndisturbed(Map<Topic, List<List<String>>> values) {
        List<String> differences = new ArrayList<>();
        for (Topic topic : OF_RECORD) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                List<String> expected = of(undisturbed, topic).get(partition);
                List<String> found = of(values, topic).get(partition);
                int same = 0;
                while (same < expected.size()
                        && same < found.size()
                        && expected.get(same).equals(found.get(same))) {
                    same++;
                }
                if (same < expected.size() || same < found.size()) {
                    differences.add(topic + " " + partition + " after " + same + " equal of " + expected.size()
                            + ":\n  expected " + next(expected, same) + "\n  found    " + next(found, same));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<List<String>> of(Map<Topic, List<List<String>>> values, Topic topic) {
        return values.getOrDefault(topic, List.of());
    }

    private static List<String> next(List<String> values, int from) {
        return values.subList(from, Math.min(from + 3, values.size()));
    }

    private static long records(Map<Topic, List<List<String>>> values, Topic topic) {
        return of(values, topic).stream().mapToLong(List::size).sum();
    }

    private static String text(ConsumerRecord<byte[], byte[]> found) {
        return new String(found.key(), StandardCharsets.UTF_8) + " @" + found.timestamp() + " "
                + HexFormat.of().formatHex(found.value());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
