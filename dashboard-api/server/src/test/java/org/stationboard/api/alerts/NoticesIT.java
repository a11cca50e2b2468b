package org.stationboard.api.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.LiveView;
import org.stationboard.api.SmallCity;
import org.stationboard.api.StorePorts;
import org.stationboard.api.alerts.NoticeSettings.GroupBy;
import org.stationboard.api.alerts.NoticeSettings.Kind;
import org.stationboard.api.alerts.NoticeSettings.Receiver;
import org.stationboard.api.alerts.NoticeSettings.Tell;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Position;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.store.Database;
import org.stationboard.store.DatabaseSettings;
import org.stationboard.store.MetricSink;
import org.stationboard.store.PostgresAlertActions;
import org.stationboard.store.PostgresAlertReader;
import org.stationboard.store.PostgresAwardReader;
import org.stationboard.store.PostgresBalanceReader;
import org.stationboard.store.PostgresEvidenceReader;
import org.stationboard.store.PostgresFigureReader;
import org.stationboard.store.PostgresNoticeOutbox;
import org.stationboard.store.PostgresProposalStore;
import org.stationboard.store.PostgresSplitReader;
import org.stationboard.store.PostgresTickReader;
import org.stationboard.store.PostgresVerdictReader;
import org.stationboard.testkit.ChildJvm;
import org.stationboard.testkit.EmbeddedDatabase;
import org.stationboard.testkit.EmbeddedKafka;
import org.stationboard.testkit.Records;

/** Sink, outbox, policy and sender as a process that is killed again and again between any two steps. */
class NoticesIT {
    private static final int ALERTS = 60;
    private static final int KILLS = 5;

    /** The process: the sink and what follows from alerts, over a real broker and database. */
    public static final class Child {
        private Child() {}

        /** Runs until it is killed: brokers, JDBC URL, user, password, receiver's URL. */
        public static void main(String[] arguments) throws Exception {
            Database database = Database.open(new DatabaseSettings(arguments[1], arguments[2], arguments[3], 4));
            MetricSink sink = new MetricSink(database, arguments[0], new SimpleMeterRegistry());
            LiveView view = new LiveView(
                    "localhost:1",
                    () -> Records.register(SmallCity.units()).getControl().getRegister(),
                    CatalogueLoader::shippedText,
                    ApiSettings.SHANGHAI,
                    Clock.systemUTC());
            Receiver receiver = new Receiver(
                    "duty",
                    Kind.ALERTMANAGER,
                    arguments[4],
                    "",
                    "",
                    "",
                    List.of(),
                    Severity.NOTICE,
                    Set.of(Tell.FIRING, Tell.ENDED),
                    GroupBy.STATION,
                    Duration.ZERO,
                    600);
            AlertSettings settings = new AlertSettings(
                    AlertPolicy.shipped(),
                    false,
                    text -> Optional.empty(),
                    new NoticeSettings("http://board.example", Duration.ofDays(3), List.of(receiver)));
            sink.start();
            AlertWatch watch = new AlertWatch(
                    view, ports(database), settings, ApiSettings.SHANGHAI, Clock.systemUTC(), Vertx.vertx());
            System.out.println(ChildJvm.READY + watch.getClass().getSimpleName());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static StorePorts ports(Database database) {
        return new StorePorts(
                new PostgresFigureReader(database),
                new PostgresVerdictReader(database),
                new PostgresAlertReader(database),
                new PostgresEvidenceReader(database),
                new PostgresTickReader(database),
                new PostgresBalanceReader(database),
                new PostgresSplitReader(database),
                new PostgresAlertActions(database),
                new PostgresNoticeOutbox(database),
                new PostgresProposalStore(database),
                new PostgresAwardReader(database),
                database::readable);
    }

    @Test
    void killedBetweenAnyTwoStepsLosesNoNoticeAndProposesOnce(@TempDir Path folder) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"));
                EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("database"));
                Database database =
                        Database.open(new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 1));
                Receivers receivers = new Receivers(vertx);
                KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            makeTopics(broker);
            String[] arguments = {
                broker.bootstrapServers(),
                server.jdbcUrl(),
                server.user(),
                server.password(),
                receivers.httpUrl("/hook")
            };
            receivers.refuse(3);
            send(producer, Topic.STATION_RECORDS, "", 0, award().toByteArray());
            List<String> expected = new ArrayList<>();
            Random random = new Random(5);
            long offset = 1;
            for (int kill = 0; kill < KILLS; kill++) {
                for (int i = 0; i < ALERTS / KILLS; i++) {
                    expected.addAll(alert(producer, offset++, kill * 100 + i));
                }
                try (ChildJvm child = ChildJvm.start(Child.class, arguments)) {
                    Thread.sleep(200 + random.nextInt(1_800));
                    child.kill();
                }
            }
            try (ChildJvm child = ChildJvm.start(Child.class, arguments)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> told(receivers).containsAll(expected));
                await().atMost(Duration.ofSeconds(60)).until(() -> proposals(database) >= ALERTS);
                child.kill();
            }
            assertThat(told(receivers)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(proposals(database)).isEqualTo(ALERTS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    /** Every id told, once each: a repeat is recognised by its id. */
    private static Set<String> told(Receivers receivers) {
        Set<String> ids = new LinkedHashSet<>();
        receivers
                .posted()
                .forEach(posted -> ids.addAll(posted.body().get("alerts").findValuesAsText("notice_id")));
        return ids;
    }

    private static long proposals(Database database) {
        return new PostgresProposalStore(database)
                .proposals(List.of(SmallCity.NORTH_1), 10_000)
                .size();
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void makeTopics(EmbeddedKafka broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List<NewTopic> topics = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                topics.add(new NewTopic(topic.topicName(), 1, (short) 1).configs(topic.settings()));
            }
            admin.createTopics(topics).all().get();
        }
    }

    private static StationRecord award() {
        Award award = Award.newBuilder()
                .setLevel(AwardLevel.CITY_AWARD)
                .setTitle("model-station")
                .setYear(2025)
                .setGrantedAt(Records.at(Clock.systemUTC().instant().minus(Duration.ofDays(100))))
                .build();
        return Records.taken(
                Records.alarm("w/1", SmallCity.NORTH_1, Clock.systemUTC().instant())
                        .setAward(award));
    }

    /** A tick of the log and an alert that fires at it, every third one ended at once; gives the notices' ids. */
    private static List<String> alert(KafkaProducer<byte[], byte[]> producer, long offset, int number)
            throws Exception {
        long tick = Clock.systemUTC().millis() / 60_000 - 60 + offset;
        send(producer, Topic.STATION_RECORDS, "", offset, Records.tick(tick).toByteArray());
        AlertTransition firing = AlertTransition.newBuilder()
                .setId("fired-" + number)
                .setUnitId(SmallCity.NORTH_1)
                .setStandardId("N02")
                .setFrom(AlertState.PENDING)
                .setTo(AlertState.FIRING)
                .setTick(tick)
                .setSince(tick - 2880)
                .build();
        publish(producer, offset, firing);
        if (number % 3 != 0) {
            return List.of(firing.getId());
        }
        AlertTransition ended = firing.toBuilder()
                .setId("ended-" + number)
                .setFrom(AlertState.FIRING)
                .setTo(AlertState.RESOLVED)
                .build();
        publish(producer, offset, ended);
        return List.of(firing.getId(), ended.getId());
    }

    private static void publish(KafkaProducer<byte[], byte[]> producer, long offset, AlertTransition transition)
            throws Exception {
        String key = Keys.judged(transition.getUnitId(), transition.getStandardId());
        send(producer, Topic.ALERTS, key, offset, transition.toByteArray());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Topic topic, String key, long offset, byte[] value)
            throws Exception {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic.topicName(), 0, key.getBytes(StandardCharsets.UTF_8), value);
        message.headers().add(Position.HEADER, new Position(0, offset, 0).bytes());
        producer.send(message).get(60, TimeUnit.SECONDS);
    }
}
