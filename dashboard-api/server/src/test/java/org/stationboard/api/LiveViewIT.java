package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.api.view.Recent;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Position;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.LiveValue;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.Pulse;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.testkit.EmbeddedKafka;
import org.stationboard.testkit.Records;

/** The live view over a real broker. */
class LiveViewIT {
    private static final int PARTITIONS = 2;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int[] STATION = {0};

    @TempDir
    private Path folder;

    private final long now = Instant.now().getEpochSecond() / 60;
    private final long today = Instant.ofEpochSecond(now * 60)
            .atZone(ApiSettings.SHANGHAI)
            .toLocalDate()
            .toEpochDay();
    private EmbeddedKafka broker;
    private LiveView view;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(folder);
        Register register = Register.newBuilder()
                .addAllUnits(SmallCity.units())
                .setDigest("1")
                .build();
        view = new LiveView(
                broker.bootstrapServers(),
                () -> register,
                CatalogueLoader::shippedText,
                ApiSettings.SHANGHAI,
                Clock.systemUTC());
        // The first number that the view gives: that of the only station of these tests.
        view.read(state -> state.numbersOf(List.of(SmallCity.NORTH_1)));
    }

    @AfterEach
    void stop() {
        view.close();
        broker.close();
    }

    private void createTopics() throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            List<NewTopic> topics = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                topics.add(new NewTopic(topic.topicName(), topic.partitions(PARTITIONS), (short) 1)
                        .configs(topic.settings()));
            }
            admin.createTopics(topics).all().get(20, TimeUnit.SECONDS);
        }
    }

    private KafkaProducer<byte[], byte[]> producer(String id) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                id));
        producer.initTransactions();
        return producer;
    }

    private static ProducerRecord<byte[], byte[]> row(
            Topic topic, int partition, long timestamp, String key, byte[] value, long offset) {
        ProducerRecord<byte[], byte[]> row = new ProducerRecord<>(
                topic.topicName(), partition, timestamp, key.getBytes(StandardCharsets.UTF_8), value);
        row.headers().add(Position.HEADER, new Position(partition, offset, timestamp / 60_000).bytes());
        return row;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> row) {
        Future<RecordMetadata> sent = producer.send(row);
        assertThat(sent).isNotNull();
    }

    private static Figure alarms(Grain grain, long start, long count) {
        return Figure.newBuilder()
                .setUnitId(SmallCity.NORTH_1)
                .setIndicator("alarms")
                .setGrain(grain)
                .setStart(start)
                .setNumerator(count)
                .build();
    }

    private static ProducerRecord<byte[], byte[]> ofRecord(Figure figure, long tick, long offset) {
        Topic topic = figure.getGrain() == Grain.MINUTE ? Topic.FIGURES_MINUTE : Topic.FIGURES;
        String key = Keys.figure(figure.getUnitId(), figure.getIndicator(), figure.getGrain(), figure.getStart());
        byte[] value = FigureValue.newBuilder().setFigure(figure).build().toByteArray();
        return row(topic, 0, tick * 60_000, key, value, offset);
    }

    private static ProducerRecord<byte[], byte[]> live(Figure figure, long offset) {
        String key = Keys.figure(figure.getUnitId(), figure.getIndicator(), figure.getGrain(), figure.getStart());
        byte[] value = LiveValue.newBuilder().setFigure(figure).build().toByteArray();
        return row(Topic.FIGURES_LIVE, 0, Instant.now().toEpochMilli(), key, value, offset);
    }

    private static void marker(KafkaProducer<byte[], byte[]> producer, long tick, long offset) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            TickMarker marker = TickMarker.newBuilder()
                    .setPartition(partition)
                    .setTick(tick)
                    .setOffset(offset)
                    .build();
            byte[] value = FigureValue.newBuilder().setMarker(marker).build().toByteArray();
            send(producer, row(Topic.FIGURES, partition, tick * 60_000, Keys.marker(partition), value, offset));
        }
    }

    private static void pulse(KafkaProducer<byte[], byte[]> producer) {
        long at = Instant.now().toEpochMilli();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Pulse pulse = Pulse.newBuilder()
                    .setPartition(partition)
                    .setPublishedAt(at)
                    .build();
            byte[] value = LiveValue.newBuilder().setPulse(pulse).build().toByteArray();
            send(producer, row(Topic.FIGURES_LIVE, partition, at, Keys.pulse(partition), value, 0));
        }
    }

    private void heads(KafkaProducer<byte[], byte[]> producer, int count) {
        for (int i = count - 1; i >= 0; i--) {
            LogHead head = LogHead.newBuilder()
                    .setMode(ClockMode.WALL)
                    .setTick(now - i)
                    .setPartitions(PARTITIONS)
                    .build();
            send(producer, row(Topic.LOG_HEAD, 0, (now - i) * 60_000, "head", head.toByteArray(), 0));
        }
    }

    /** Forty days of one alarm a day, a week of minutes, a verdict, a feed, ticks. */
    private void history(KafkaProducer<byte[], byte[]> producer) {
        producer.beginTransaction();
        heads(producer, 300);
        for (long day = today - 40; day <= today; day++) {
            long tick = now - (today - day) * 24 * 60;
            send(producer, ofRecord(alarms(Grain.DAY, day, 100 + today - day), tick, day));
        }
        for (long minute = now - 7 * 24 * 60; minute < now; minute += 60) {
            send(producer, ofRecord(alarms(Grain.MINUTE, minute, 2), minute + 1, minute));
        }
        Verdict verdict = Verdict.newBuilder()
                .setUnitId(SmallCity.NORTH_1)
                .setStandardId("N02")
                .setDenominator(30)
                .build();
        send(producer, row(Topic.VERDICTS_NOW, 0, now * 60_000, "v", verdict.toByteArray(), 1));
        FeedState feed = FeedState.newBuilder()
                .setSource("s")
                .setFeed("alarm")
                .setLogKey(SmallCity.NORTH)
                .setRecords(5)
                .setLastHeard(now)
                .build();
        send(producer, row(Topic.FEEDS, 0, now * 60_000, "f", feed.toByteArray(), 1));
        marker(producer, now, today);
        producer.commitTransaction();
    }

    private OptionalLong completedTick() {
        return view.read(state -> state.completedTick());
    }

    private OptionalLong oldestPulseAt() {
        return view.read(state -> state.oldestPulseAt());
    }

    private long alarmsOf(long day) {
        return view.read(state -> state.day("alarms", day, STATION).numerator());
    }

    @Test
    void waitsForTheTopicsThenReadsWhatTheChartsNeedAndGoesOn() throws Exception {
        view.start();
        assertThat(view.historyLoading()).isTrue();
        createTopics();
        await().atMost(SOON).until(() -> !view.historyLoading());
        assertThat(completedTick()).isEmpty();

        try (KafkaProducer<byte[], byte[]> producer = producer("test")) {
            history(producer);
            await().atMost(SOON).until(() -> alarmsOf(today) == 100);
            producer.beginTransaction();
            send(producer, live(alarms(Grain.DAY, today, 101), today + 1));
            pulse(producer);
            producer.commitTransaction();
            await().atMost(SOON).until(() -> alarmsOf(today) == 101);
            boolean provisional = view.read(state -> state.provisional(List.of("alarms"), today, STATION));
            assertThat(provisional).isTrue();
            await().atMost(SOON).until(() -> oldestPulseAt().isPresent());
        }
        assertThat(completedTick()).hasValue(now);
    }

    @Test
    void readsHistoryFromTheNewestTickBackAndOnlyCommittedValues() throws Exception {
        createTopics();
        try (KafkaProducer<byte[], byte[]> producer = producer("test")) {
            history(producer);
            producer.beginTransaction();
            send(producer, call("test/1", 1));
            send(producer, call("test/2", 2));
            producer.commitTransaction();
        }
        try (KafkaProducer<byte[], byte[]> aborted = producer("aborted")) {
            aborted.beginTransaction();
            send(aborted, ofRecord(alarms(Grain.DAY, today, 999), now, today + 5));
            aborted.flush();
            aborted.abortTransaction();
        }
        view.start();
        await().atMost(SOON).until(() -> !view.historyLoading());

        assertThat(alarmsOf(today)).isEqualTo(100);
        assertThat(alarmsOf(today - 28)).isEqualTo(128);
        boolean beforeTheCharts =
                view.read(state -> state.day("alarms", today - 40, STATION).known());
        assertThat(beforeTheCharts).isFalse();
        boolean oldMinutes = view.read(state -> state.minutesKnownFrom(now - 7 * 24 * 60));
        assertThat(oldMinutes).isTrue();
        long week = view.read(state -> state.alarms(now - 7 * 24 * 60, now, STATION));
        assertThat(week).isEqualTo(2 * 7 * 24);
        ClockMode mode = view.read(state -> state.mode());
        assertThat(mode).isEqualTo(ClockMode.WALL);
        Optional<Verdict> verdict = view.read(state -> Optional.ofNullable(state.verdict("N02", SmallCity.NORTH_1)));
        assertThat(verdict).get().extracting(Verdict::getDenominator).isEqualTo(30L);
        List<FeedState> feeds = view.read(state -> state.feeds(List.of(SmallCity.NORTH)));
        assertThat(feeds).hasSize(1);
        List<Recent> open = view.read(state -> state.recent().openCalls(today));
        assertThat(open).as("at the end of the log itself").hasSize(2);
        OptionalLong whole = view.read(state -> state.recentWholeFrom());
        assertThat(whole).as("the other partition has told nothing yet").isEmpty();
    }

    /** A call of now that nobody was sent to. */
    private ProducerRecord<byte[], byte[]> call(String id, long offset) {
        byte[] value = Records.taken(Records.alarm(id, SmallCity.NORTH_1, Instant.ofEpochSecond(now * 60)))
                .toByteArray();
        return row(Topic.STATION_RECORDS, 0, now * 60_000, SmallCity.NORTH, value, offset);
    }

    @Test
    void keepsWhatItHasThroughAnOutageAndGoesOnAfterIt() throws Exception {
        createTopics();
        try (KafkaProducer<byte[], byte[]> producer = producer("test")) {
            history(producer);
            producer.beginTransaction();
            pulse(producer);
            producer.commitTransaction();
        }
        view.start();
        await().atMost(SOON)
                .until(() -> !view.historyLoading() && oldestPulseAt().isPresent());
        long pulseBefore = oldestPulseAt().getAsLong();

        broker.close();
        Thread.sleep(1500);
        assertThat(alarmsOf(today)).isEqualTo(100);
        assertThat(oldestPulseAt()).hasValue(pulseBefore);

        broker = EmbeddedKafka.start(folder);
        try (KafkaProducer<byte[], byte[]> producer = producer("after")) {
            producer.beginTransaction();
            send(producer, ofRecord(alarms(Grain.DAY, today, 103), now + 1, today + 9));
            marker(producer, now + 1, today + 9);
            pulse(producer);
            producer.commitTransaction();
        }
        await().atMost(SOON).until(() -> alarmsOf(today) == 103);
        await().atMost(SOON).until(() -> oldestPulseAt().getAsLong() > pulseBefore);
        assertThat(completedTick()).hasValue(now + 1);
        assertThat(view.historyLoading()).isFalse();
    }
}
