package org.stationboard.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Position;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.streams.verify.Check;
import org.stationboard.streams.verify.Computed;
import org.stationboard.streams.verify.Difference;
import org.stationboard.streams.verify.Findings;
import org.stationboard.streams.verify.KafkaLog;
import org.stationboard.streams.verify.Recomputation;
import org.stationboard.streams.verify.TopicsCheck;
import org.stationboard.streams.verify.VerificationException;
import org.stationboard.testkit.EmbeddedKafka;

/** A copy of the topics with one value made false, lost, doubled or out of place is told from a true one. */
class VerificationIT {
    private static final int PARTITIONS = 2;
    private static final String APPLICATION = "copied";
    private static final MadeLog LOG = new MadeLog(4, 1, LocalDate.of(2026, 3, 1), 2, 6);

    private static EmbeddedKafka broker;
    private static final List<Published> TRUE_VALUES = new ArrayList<>();

    /** A value with the partition it stands on. */
    private record Published(int partition, Computed computed) {}

    @BeforeAll
    static void writeTheLog(@TempDir Path folder) throws Exception {
        broker = EmbeddedKafka.start(folder.resolve("broker"));
        BrokerLog log = new BrokerLog(broker.bootstrapServers(), PARTITIONS);
        log.create();
        log.write(LOG);
        commitEnds();
        new Recomputation(opened(), MadeLog.ZONE, (partition, offset, end) -> {})
                .run(List.of(partition -> new Keeping(partition)));
        assertThat(TRUE_VALUES).hasSizeGreaterThan(500);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void beginWithoutTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Set<String> there = admin.listTopics().names().get();
            List<String> old = TopicsCheck.OF_RECORD.stream()
                    .map(Topic::topicName)
                    .filter(there::contains)
                    .toList();
            admin.deleteTopics(old).all().get();
        }
    }

    @Test
    void trueCopyHasNoDifference() throws Exception {
        Findings findings = verify(UnaryOperator.identity());
        assertThat(findings.differences()).isEmpty();
        assertThat(findings.equal().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(TRUE_VALUES.size());
        assertThat(findings.equal().get("topic verdicts")).isGreaterThan(5);
    }

    @Test
    void falseLostAndDoubledValuesAreNamedWithWhatWasExpectedAndWhatStandsThere() throws Exception {
        Published figure = last(Topic.FIGURES);
        FigureValue value = (FigureValue) figure.computed().value();
        long right = value.getFigure().getNumerator();
        FigureValue wrong = value.toBuilder()
                .setFigure(value.getFigure().toBuilder().setNumerator(right + 1))
                .build();
        Published verdict = last(Topic.VERDICTS);
        Published feed = last(Topic.FEEDS);
        Findings findings = verify(all -> replaced(
                replaced(replaced(all, figure, List.of(with(figure, wrong))), verdict, List.of()),
                feed,
                List.of(feed, feed)));
        assertThat(findings.differences())
                .extracting(Difference::where, Difference::key)
                .containsExactlyInAnyOrder(
                        tuple("topic figures", figure.computed().key()),
                        tuple("topic verdicts", verdict.computed().key()),
                        tuple("topic feeds", feed.computed().key()));
        assertThat(of(findings, "topic figures").expected()).contains("numerator: " + right);
        assertThat(of(findings, "topic figures").found()).contains("numerator: " + (right + 1));
        assertThat(of(findings, "topic verdicts").found()).isEqualTo(Difference.NOTHING);
        assertThat(of(findings, "topic feeds").expected()).isEqualTo(Difference.NOTHING);
    }

    @Test
    void olderFiguresMayBeGoneButNotTheNewestOfAKey() throws Exception {
        Map<String, Published> newest = new HashMap<>();
        TRUE_VALUES.stream()
                .filter(value -> value.computed().topic() == Topic.FIGURES)
                .forEach(
                        value -> newest.put(value.partition() + value.computed().key(), value));
        Published lost = last(Topic.FIGURES);
        Findings findings = verify(all -> all.stream()
                .filter(value -> value.computed().topic() != Topic.FIGURES
                        || value.equals(
                                newest.get(value.partition() + value.computed().key())))
                .filter(value -> !value.equals(lost))
                .toList());
        assertThat(findings.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.key()).isEqualTo(lost.computed().key());
            assertThat(difference.found()).isEqualTo(Difference.NOTHING);
        });
        assertThat(findings.equal().get("topic figures")).isEqualTo(newest.size() - 1);
    }

    @Test
    void sayWhatIsMissingWhereThereIsNothingToVerify() {
        assertThatThrownBy(() ->
                        new TopicsCheck(broker.bootstrapServers(), opened(), EngineSet.FIRST, true, new Findings()))
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("topic figures: missing");
    }

    private static Difference of(Findings findings, String where) {
        return findings.differences().stream()
                .filter(difference -> difference.where().equals(where))
                .findFirst()
                .orElseThrow();
    }

    private static KafkaLog opened() {
        return KafkaLog.open(broker.bootstrapServers(), APPLICATION);
    }

    private static Published last(Topic topic) {
        return TRUE_VALUES.stream()
                .filter(value -> value.computed().topic() == topic)
                .filter(value -> !value.computed().key().startsWith("marker|"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static Published with(Published right, FigureValue wrong) {
        Computed computed = right.computed();
        return new Published(
                right.partition(), new Computed(computed.topic(), computed.key(), wrong, computed.offset()));
    }

    private static List<Published> replaced(List<Published> all, Published one, List<Published> by) {
        List<Published> changed = new ArrayList<>();
        all.forEach(value -> changed.addAll(value.equals(one) ? by : List.of(value)));
        return changed;
    }

    private static Findings verify(UnaryOperator<List<Published>> change) throws Exception {
        BrokerLog topics = new BrokerLog(broker.bootstrapServers(), PARTITIONS);
        for (Topic topic : TopicsCheck.OF_RECORD) {
            topics.createKeepingAll(topic);
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Published value : change.apply(TRUE_VALUES)) {
                var unused = producer.send(record(value));
            }
        }
        return Verified.of(broker.bootstrapServers(), APPLICATION, true);
    }

    private static ProducerRecord<byte[], byte[]> record(Published value) {
        Computed computed = value.computed();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                computed.topic().topicName(),
                value.partition(),
                computed.key().getBytes(StandardCharsets.UTF_8),
                computed.value().toByteArray());
        record.headers().add(Position.HEADER, new Position(0, computed.offset(), 0).bytes());
        return record;
    }

    /** As if the application had taken the whole log. */
    private static void commitEnds() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        try (Admin admin = Admin.create(settings)) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                TopicPartition log = new TopicPartition(Topic.STATION_RECORDS.topicName(), partition);
                long end = admin.listOffsets(Map.of(log, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                        .partitionResult(log)
                        .get()
                        .offset();
                ends.put(log, new OffsetAndMetadata(end));
            }
            admin.alterConsumerGroupOffsets(APPLICATION, ends).all().get();
        }
    }

    /** Remembers what was computed. */
    private record Keeping(int partition) implements Check.Partition {
        @Override
        public void computed(Computed value) {
            TRUE_VALUES.add(new Published(partition, value));
        }

        @Override
        public void end() {
            assertThat(TRUE_VALUES).isNotEmpty();
        }
    }
}
