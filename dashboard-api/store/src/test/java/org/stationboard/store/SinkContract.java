package org.stationboard.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.testkit.Records;

/** What a sink does on any database. */
abstract class SinkContract extends StoreContract {
    private static final String ALARMS = "alarms";
    private static final EngineSet NEXT = new EngineSet("v9");
    private static final int TICK = Control.TICK_FIELD_NUMBER;

    @Test
    void keepsTheNewestFigureAndWhatEachTurnKnewOfIt() throws Exception {
        long first = log.record(0, Records.tick(turn(DAY.plusDays(1)) - 60));
        log.figure(0, first, turn(DAY.plusDays(1)) - 60, count(A, ALARMS, DAY, 3));
        log.marker(0, first, turn(DAY.plusDays(1)) - 60);
        long second = log.record(0, Records.tick(turn(DAY.plusDays(1))));
        log.figure(0, second, turn(DAY.plusDays(1)), count(A, ALARMS, DAY, 5));
        log.marker(0, second, turn(DAY.plusDays(1)));
        long third = log.record(0, Records.tick(turn(DAY.plusDays(1)) + 1));
        log.figure(0, third, turn(DAY.plusDays(1)) + 1, count(A, ALARMS, DAY, 4));
        log.marker(0, third, turn(DAY.plusDays(1)) + 1);

        drain(startSink());

        assertThat(rows("select numerator, tick from figures")).containsExactly("4|" + (turn(DAY.plusDays(1)) + 1));
        assertThat(rows("select tick, numerator from figure_history order by tick"))
                .containsExactly(turn(DAY.plusDays(1)) + "|5", turn(DAY.plusDays(2)) + "|4");
        assertThat(rows("select tick from ticks")).containsExactly(Long.toString(turn(DAY.plusDays(1))));
    }

    @Test
    void aFigurePublishedAfterATurnsMarkerIsNotKnownAtThatTurn() throws Exception {
        long turn = turn(DAY.plusDays(1));
        long tick = log.record(0, Records.tick(turn));
        log.marker(0, tick, turn);
        long record = log.record(0, Records.taken(Records.alarm("s/1", A, noon(DAY))));
        log.figure(0, record, turn, count(A, ALARMS, DAY, 1)); // published early, before the next tick
        long next = log.record(0, Records.tick(turn + 1));
        log.marker(0, next, turn + 1);

        drain(startSink());

        assertThat(rows("select tick from figure_history")).containsExactly(Long.toString(turn(DAY.plusDays(2))));
    }

    @Test
    void recordsStandBeforeTheFiguresThatRestOnThem() throws Exception {
        long tick = turn(DAY) + 1;
        log.record(0, Records.tick(tick - 1));
        log.figure(0, 2, tick, count(A, ALARMS, DAY, 1));
        log.marker(0, 2, tick);
        log.verdict(0, 2, verdict(A, "N02", tick), true);
        MetricSink sink = startSink();
        log.flush();
        await().atMost(20, SECONDS).until(() -> sink.state().lagRecords() == 4);
        assertThat(number("select count(*) from figures")).isZero();
        assertThat(number("select count(*) from verdicts")).isZero();

        log.record(0, Records.taken(Records.alarm("s/1", A, noon(DAY))));
        log.record(0, Records.tick(tick));

        drain(sink);
        assertThat(number("select count(*) from record_versions")).isEqualTo(1);
        assertThat(number("select count(*) from figures")).isEqualTo(1);
        assertThat(number("select count(*) from verdicts")).isEqualTo(1);
    }

    /**
     * Another engine counts 4 where the first counted 5 and knows nothing of B; it never raised N02, and has had N03
     * firing since before the first one resolved it. What was said stays, what is newest is its own.
     */
    @Test
    void followsAnotherEngineFromWhereTheOneBeforeEndsAndForgetsNothingThatWasSaid() throws Exception {
        long turn = turn(DAY.plusDays(1));
        long offset = log.record(0, Records.tick(turn));
        log.figure(0, offset, turn, count(A, ALARMS, DAY, 5));
        log.figure(0, offset, turn, count(B, ALARMS, DAY, 1));
        log.verdict(0, offset, verdict(A, "N02", turn), true);
        log.alert(0, offset, step("n02-fires", A, "N02", AlertState.FIRING, turn));
        log.alert(0, offset, step("n03-fires", A, "N03", AlertState.FIRING, turn));
        log.marker(0, offset, turn);
        long later = log.record(0, Records.tick(turn + 1));
        log.alert(0, later, step("n03-ends", A, "N03", AlertState.RESOLVED, turn + 1));
        log.marker(0, later, turn + 1);
        MetricSink first = startSink();
        drain(first);
        first.close();

        HandMadeLog.make(
                broker.bootstrapServers(),
                PARTITIONS,
                NEXT,
                SinkTopics.READ.stream().filter(Topic::ofEngine).collect(Collectors.toSet()));
        log.follow(NEXT);
        log.figure(0, offset, turn, count(A, ALARMS, DAY, 4));
        log.verdict(0, offset, verdict(A, "N03", turn), true);
        log.alert(0, offset, step("n03-fires", A, "N03", AlertState.FIRING, turn));
        log.marker(0, offset, turn);
        log.marker(0, later, turn + 1);
        long now = log.record(0, Records.tick(turn + 2));
        log.verdict(0, now, verdict(A, "N03", turn + 2), true);
        log.marker(0, now, turn + 2);
        log.flush();
        MetricSink next = startSink(NEXT);
        await().atMost(20, SECONDS)
                .until(() -> rows("select tick from ticks_now").contains("" + (turn + 2)));

        assertThat(rows("select unit_id, numerator from figures join unit_numbers on number = unit"))
                .containsExactly(A + "|4");
        assertThat(rows("select tick, numerator from figure_history join unit_numbers on number = unit "
                        + "where unit_id = '" + A + "' order by tick"))
                .containsExactly(turn + "|5", turn(DAY.plusDays(2)) + "|4");
        assertThat(rows("select standard_id, tick from verdicts order by tick"))
                .containsExactly("N02|" + turn, "N03|" + (turn + 2));
        assertThat(rows("select standard_id from verdicts_now")).containsExactly("N03");
        assertThat(rows("select standard_id, to_state, tick from alert_transitions order by standard_id, taken"))
                .containsExactly(
                        "N02|3|" + turn,
                        "N02|4|" + (turn + 1),
                        "N03|3|" + turn,
                        "N03|4|" + (turn + 1),
                        "N03|3|" + (turn + 1));
        assertThat(new PostgresAlertReader(database).now(List.of(A)))
                .extracting(AlertTransition::getStandardId, AlertTransition::getTo)
                .containsExactly(tuple("N02", AlertState.RESOLVED), tuple("N03", AlertState.FIRING));
        assertThat(meter("sink.values.taken"))
                .isEqualTo(meter("sink.values.stored")
                        + meter("sink.values.coalesced")
                        + meter("sink.values.ticks")
                        + meter("sink.values.expired")
                        + meter("sink.values.undecodable"));

        List<String> before = dump();
        next.close();
        drainOf(startSink(NEXT));
        assertThat(dump()).isEqualTo(before);
    }

    private static void drainOf(MetricSink sink) {
        await().atMost(20, SECONDS)
                .until(() -> sink.state().phase() == SinkState.Phase.RUNNING
                        && sink.state().lagRecords() == 0);
    }

    private static AlertTransition step(String id, String unit, String standard, AlertState to, long tick) {
        return AlertTransition.newBuilder()
                .setId(id)
                .setUnitId(unit)
                .setStandardId(standard)
                .setFrom(to == AlertState.FIRING ? AlertState.PENDING : AlertState.FIRING)
                .setTo(to)
                .setTick(tick)
                .setSince(tick)
                .build();
    }

    @Test
    void figuresOfATickShowTogether() throws Exception {
        long tick = turn(DAY) + 1;
        long offset = log.record(0, Records.tick(tick));
        log.figure(0, offset, tick, count(A, ALARMS, DAY, 1));
        MetricSink sink = startSink();
        log.flush();
        await().atMost(20, SECONDS).until(() -> sink.state().lagRecords() == 1);
        assertThat(number("select count(*) from figures")).isZero();

        log.figure(0, offset, tick, count(B, ALARMS, DAY, 1));
        log.marker(0, offset, tick);
        drain(sink);

        assertThat(number("select count(*) from figures")).isEqualTo(2);
    }

    @Test
    void manyFiguresWithoutAMarkerAreNotHeldForEver() throws Exception {
        long offset = log.record(0, Records.tick(turn(DAY) + 1));
        for (int i = 0; i < Lane.MOST_HELD + 10; i++) {
            log.figure(0, offset, turn(DAY) + 1, count(A, ALARMS, DAY.plusDays(i), i));
        }
        MetricSink sink = startSink();
        log.flush();

        await().atMost(30, SECONDS).until(() -> number("select count(*) from figures") >= Lane.MOST_HELD);
        log.marker(0, offset, turn(DAY) + 1);
        drain(sink);
        assertThat(number("select sum(numerator) from figures"))
                .isEqualTo((Lane.MOST_HELD + 9L) * (Lane.MOST_HELD + 10L) / 2);
    }

    @Test
    void aReplayChangesNothing() throws Exception {
        new RandomLog(7, log).write(400);
        MetricSink sink = startSink();
        drain(sink);
        List<String> before = dump();
        sink.close();
        execute("update sink_offsets set next_offset = 0, log_tick = 0");

        drain(startSink());

        assertThat(dump()).isEqualTo(before);
        assertThat(meter("sink.rows.offered")).isEqualTo(meter("sink.rows.written") + meter("sink.rows.repeated"));
    }

    @Test
    void connectionsKilledAndSinksClosedAtAnyMomentLoseAndDoubleNothing() throws Exception {
        RandomLog random = new RandomLog(11, log);
        random.write(300);
        drain(startSink());
        List<String> undisturbed;
        random.write(2_000);
        MetricSink last = startSink();
        drain(last);
        undisturbed = dump();
        last.close();
        emptyDatabase();
        database.close();
        database = Database.open(settings());

        for (int i = 0; i < 12; i++) {
            MetricSink sink = startSink();
            await().pollDelay(40L + 37L * i, MILLISECONDS).until(() -> true);
            execute("select pg_terminate_backend(pid) from pg_stat_activity "
                    + "where application_name = 'stationboard' and pid <> pg_backend_pid()");
            if (i % 3 == 0) {
                sink.close();
            }
        }

        drain(startSink());
        assertThat(dump()).isEqualTo(undisturbed);
    }

    @Test
    void twoSinksOnOneDatabaseDoubleNothing() throws Exception {
        MetricSink one = startSink();
        MetricSink other = startSink();
        new RandomLog(13, log).write(2_000);
        drain(one);
        drain(other);
        List<String> together = dump();
        one.close();
        other.close();
        emptyDatabase();
        database.close();
        database = Database.open(settings());

        drain(startSink());

        assertThat(together).isEqualTo(dump());
    }

    @Test
    void whatATransactionTookBackNeverShows() throws Exception {
        long tick = turn(DAY) + 1;
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "engine", "acks", "all");
        try (KafkaProducer<byte[], byte[]> engine =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            engine.initTransactions();
            sendTick(engine, tick, 7);
            engine.abortTransaction();
            sendTick(engine, tick, 8);
            engine.abortTransaction();
            sendTick(engine, tick, 9);
            engine.commitTransaction();
        }
        MetricSink sink = startSink();

        await().atMost(20, SECONDS).until(() -> number("select count(*) from figures") > 0);
        assertThat(rows("select numerator from figures")).containsExactly("9");
        assertThat(meter("sink.values.taken")).isEqualTo(3);
        await().atMost(20, SECONDS).until(() -> sink.state().lagRecords() == 0);
    }

    private static void sendTick(KafkaProducer<byte[], byte[]> engine, long tick, long numerator) throws Exception {
        engine.beginTransaction();
        byte[] record = Records.tick(tick).toByteArray();
        long offset = engine.send(new ProducerRecord<>(Topic.STATION_RECORDS.topicName(), 0, null, record))
                .get()
                .offset();
        engine.send(HandMadeLog.figureMessage(0, offset, tick, count(A, ALARMS, DAY, numerator)))
                .get();
        engine.send(HandMadeLog.markerMessage(0, offset, tick)).get();
    }

    @Test
    void waitsForTopicsThatAreNotThereYet() throws Exception {
        HandMadeLog.makeAnew(broker.bootstrapServers(), PARTITIONS, Set.of(Topic.STATION_RECORDS));
        MetricSink sink = startSink();
        await().atMost(20, SECONDS).until(() -> sink.state().phase() == SinkState.Phase.WAITING_FOR_TOPICS);

        Set<Topic> rest = EnumSet.copyOf(topics());
        rest.remove(Topic.STATION_RECORDS);
        HandMadeLog.make(broker.bootstrapServers(), PARTITIONS, rest);
        log.record(0, Records.taken(Records.alarm("s/1", A, noon(DAY))));

        drain(sink);
        assertThat(sink.state().phase()).isEqualTo(SinkState.Phase.RUNNING);
        assertThat(number("select count(*) from record_versions")).isEqualTo(1);
    }

    @Test
    void refusesADatabaseThatIsAheadOfTheLog() throws Exception {
        log.record(0, Records.taken(Records.alarm("s/1", A, noon(DAY))));
        MetricSink first = startSink();
        drain(first);
        first.close();
        execute("update sink_offsets set next_offset = 99 where topic = 'station-records'");

        MetricSink sink = startSink();

        await().atMost(20, SECONDS).until(() -> sink.state().phase() == SinkState.Phase.DISAGREES_WITH_LOG);
    }

    @Test
    void whatCannotBeReadIsCountedAndStopsNothing() throws Exception {
        long tick = turn(DAY) + 1;
        byte[] noMessage = {(byte) 0xff, 1, 2};
        long offset = log.record(0, Records.tick(tick));
        log.record(0, noMessage);
        log.raw(Topic.FIGURES, 0, Keys.figure(A, ALARMS, Grain.DAY, day(DAY)), offset, tick, noMessage);
        log.send(new ProducerRecord<>(Topic.VERDICTS.topicName(), 0, null, new byte[] {1}));
        log.figure(0, offset, tick, count(B, ALARMS, DAY, 2));
        log.marker(0, offset, tick);

        drain(startSink());

        assertThat(rows("select numerator from figures")).containsExactly("2");
        assertThat(meter("sink.values.undecodable")).isEqualTo(3);
        assertBalance();
    }

    @Test
    void everyValueIsInExactlyOneCount() throws Exception {
        new RandomLog(17, log).write(1_500);
        drain(startSink());

        assertBalance();
        assertThat(meter("sink.values.coalesced")).isPositive();
        assertThat(meter("sink.values.taken")).isEqualTo(KafkaEnds.of(broker.bootstrapServers(), topics()));
    }

    private void assertBalance() {
        assertThat(meter("sink.values.taken"))
                .isEqualTo(meter("sink.values.stored")
                        + meter("sink.values.coalesced")
                        + meter("sink.values.ticks")
                        + meter("sink.values.expired")
                        + meter("sink.values.undecodable"));
    }

    @Test
    void minuteFiguresAreKeptFortyDaysOfTheLogsClock() throws Exception {
        long now = turn(DAY);
        long kept = FigureReader.MINUTES_KEPT.toMinutes();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            long offset = log.record(partition, Records.tick(now));
            log.marker(partition, offset, now);
        }
        MetricSink sink = startSink();
        drain(sink);
        log.figure(0, 0, now, minute(A, now - kept - 1, 1));
        log.figure(0, 0, now, minute(A, now - kept, 2));
        log.figure(0, 0, now, minute(A, now, 3));
        drain(sink);
        assertThat(rows("select numerator from figures_minute order by minute")).containsExactly("2", "3");
        assertThat(meter("sink.values.expired")).isEqualTo(1);

        for (int partition = 0; partition < PARTITIONS; partition++) {
            long offset = log.record(partition, Records.tick(now + 1440));
            log.marker(partition, offset, now + 1440);
        }
        drain(sink);
        assertThat(rows("select numerator from figures_minute order by minute")).containsExactly("3");
    }

    @Test
    void verdictsAlertsAndFeedsStandAsPublished() throws Exception {
        long tick = turn(DAY);
        long offset = log.record(0, Records.tick(tick));
        log.verdict(0, offset, verdict(A, "N02", tick), true);
        log.verdict(0, offset, verdict(A, "N02", tick + 1), false);
        AlertTransition alert = AlertTransition.newBuilder()
                .setId("ab12")
                .setUnitId(A)
                .setStandardId("N02")
                .setTick(tick)
                .build();
        log.alert(0, offset, alert);
        log.alert(0, offset, alert);
        FeedState feed = FeedState.newBuilder()
                .setSource("s")
                .setFeed("alarm")
                .setLogKey("9901")
                .setRecords(5)
                .build();
        log.feed(0, offset, tick, feed.toBuilder().setRecords(4).build());
        log.feed(0, offset, tick, feed);

        drain(startSink());

        assertThat(new PostgresVerdictReader(database).history(List.of(A), null, 10))
                .containsExactly(verdict(A, "N02", tick));
        assertThat(new PostgresVerdictReader(database).now(List.of(A), "N02"))
                .containsExactly(verdict(A, "N02", tick + 1));
        assertThat(new PostgresAlertReader(database).history(List.of(A), null, 10))
                .containsExactly(alert);
        assertThat(rows("select encode(message, 'hex') from feeds"))
                .containsExactly(HexFormat.of().formatHex(feed.toByteArray()));
    }

    @Test
    void recordsKeepTheLastTickBeforeThemAcrossARestart() throws Exception {
        log.record(0, Records.register(List.of()));
        log.record(0, Records.taken(Records.alarm("s/0", A, noon(DAY))));
        log.record(0, Records.tick(turn(DAY)));
        MetricSink first = startSink();
        drain(first);
        first.close();
        log.record(0, Records.taken(Records.alarm("s/1", A, noon(DAY))));
        log.record(0, Records.mark("s", "alarm", A, noon(DAY), noon(DAY.plusDays(1))));

        drain(startSink());

        assertThat(rows("select record_id, tick, day_from from record_versions order by log_offset"))
                .startsWith("s/0|0|" + day(DAY), "s/1|" + turn(DAY) + "|" + day(DAY))
                .last()
                .asString()
                .endsWith("|" + turn(DAY) + "|null");
        assertThat(rows("select tick, kind from control_records where kind <> " + TICK))
                .containsExactly("0|2");
        assertThat(rows("select tick from control_records where kind = " + TICK))
                .as("where the clock began")
                .containsExactly("0");
    }

    @Test
    void listsRecordsThatCountUnderTwoLogKeysUntilTheirSourceSaysWhereTheyAre() throws Exception {
        SplitReader splits = new PostgresSplitReader(database);
        log.record(0, version("s/forgotten", A, 1, false));
        log.record(0, version("s/moved", A, 1, false));
        log.record(0, version("s/stays", A, 1, false));
        MetricSink sink = startSink();
        drain(sink);
        log.record(1, version("s/forgotten", C, 2, false));
        log.record(0, version("s/moved", A, 2, true));
        log.record(1, version("s/moved", C, 2, false));
        log.record(0, version("s/stays", B, 2, false));
        drain(sink);

        await().atMost(20, SECONDS).until(() -> splits.splitRecords(1).total() == 1);
        assertThat(splits.splitRecords(10).first()).containsExactly(new SplitRecord("s/forgotten", List.of(A, C)));
        await().atMost(20, SECONDS)
                .until(() -> meters.get("sink.records.split").gauge().value() == 1);

        log.record(0, version("s/forgotten", A, 3, true));
        drain(sink);
        await().atMost(20, SECONDS)
                .until(() -> meters.get("sink.records.split").gauge().value() == 0);
        assertThat(splits.splitRecords(10)).isEqualTo(new SplitReader.Found(0, List.of()));
    }

    private static StationRecord version(String id, String unit, long version, boolean withdrawn) {
        return Records.taken(
                Records.alarm(id, unit, noon(DAY)).setVersion(version).setWithdrawn(withdrawn));
    }

    @Test
    void saysTheTickThatEveryPartitionHasCompleted() throws Exception {
        MetricSink sink = startSink();
        long offset = log.record(0, Records.tick(turn(DAY) + 5));
        log.marker(0, offset, turn(DAY) + 5);
        drain(sink);
        assertThat(sink.state().lastTick()).isEmpty();

        offset = log.record(1, Records.tick(turn(DAY) + 4));
        log.marker(1, offset, turn(DAY) + 4);
        drain(sink);

        assertThat(sink.state().lastTick()).isEqualTo(OptionalLong.of(turn(DAY) + 4));
        assertThat(new PostgresTickReader(database).completed()).isEqualTo(OptionalLong.of(turn(DAY) + 4));
    }

    static Verdict verdict(String unit, String standard, long tick) {
        return Verdict.newBuilder()
                .setUnitId(unit)
                .setStandardId(standard)
                .setTick(tick)
                .setOn(day(DAY))
                .setNumerator(tick % 100)
                .setDenominator(100)
                .build();
    }
}
