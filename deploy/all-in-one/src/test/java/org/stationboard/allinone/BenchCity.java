package org.stationboard.allinone;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Engine;
import org.stationboard.testkit.Records;
import org.stationboard.testkit.StationDays;

/**
 * A made-up city on a broker, as the gateway and the keeper would have left it: 8 counties, so many stations, records in
 * order of report with the ticks of each day in two ranges, the day's turn being one of its own, rules first.
 */
final class BenchCity {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final LocalDate FROM = LocalDate.of(2024, 3, 1);
    static final String CITY = "990000";
    private static final int COUNTIES = 8;
    private static final int PARTITIONS = 4;
    private static final long DAY_MINUTES = 1_440;

    private final int stationsACounty;
    private final int days;
    private final int idsAStationAndDay;

    BenchCity(int stations, int days, int idsAStationAndDay) {
        this.stationsACounty = stations / COUNTIES;
        this.days = days;
        this.idsAStationAndDay = idsAStationAndDay;
    }

    LocalDate lastDay() {
        return FROM.plusDays(days - 1L);
    }

    static String county(int county) {
        return String.format("99%02d00", county);
    }

    List<String> counties() {
        return java.util.stream.IntStream.rangeClosed(1, COUNTIES)
                .mapToObj(BenchCity::county)
                .toList();
    }

    List<String> stations() {
        return units().stream()
                .filter(unit -> unit.getLevel() == UnitLevel.STATION)
                .map(Unit::getId)
                .toList();
    }

    List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        units.add(unit(CITY, UnitLevel.CITY, "", county(1)).build());
        for (String county : counties()) {
            units.add(unit(county, UnitLevel.COUNTY, CITY, county).build());
            for (int station = 1; station <= stationsACounty; station++) {
                String id = county.substring(0, 4) + String.format("%02d", station);
                units.add(unit(id, UnitLevel.STATION, county, county)
                        .setUnitClass(UnitClass.URBAN)
                        .build());
            }
        }
        return units;
    }

    private static Unit.Builder unit(String id, UnitLevel level, String parent, String logKey) {
        return Unit.newBuilder()
                .setId(id)
                .setName("示例" + id)
                .setNameEn("Sample " + id)
                .setLevel(level)
                .setParent(parent)
                .setLogKey(logKey)
                .setValidFrom(LocalDate.of(2000, 1, 1).toEpochDay());
    }

    /** Epoch minute of the last tick: the turn that closes the last day. */
    long lastTick() {
        return lastDay().plusDays(1).atStartOfDay(ZONE).toEpochSecond() / 60;
    }

    /** Makes the topics and writes the log; gives how many data records it has. */
    long write(String brokers, StationRecord register, String catalogue) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            List<NewTopic> topics = new ArrayList<>();
            for (Topic topic : List.of(Topic.STATION_RECORDS, Topic.LOG_HEAD)) {
                topics.add(new NewTopic(topic.topicName(), topic.partitions(PARTITIONS), (short) 1)
                        .configs(topic.settings()));
            }
            admin.createTopics(topics).all().get(20, TimeUnit.SECONDS);
        }
        try (Writer writer = new Writer(brokers)) {
            writer.control(Records.engine(Engine.VERSION), 0);
            writer.control(register, 0);
            writer.control(Records.catalogue(catalogue), 0);
            writer.control(Records.rhythms(180, 2880), 0);
            return writer.days(this);
        }
    }

    private static final class Writer implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;

        Writer(String brokers) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            brokers,
                            ProducerConfig.LINGER_MS_CONFIG,
                            20,
                            ProducerConfig.BATCH_SIZE_CONFIG,
                            256 << 10),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }

        private long days(BenchCity city) {
            Map<String, byte[]> keys = new HashMap<>();
            city.units().forEach(unit -> keys.put(unit.getId(), unit.getLogKey().getBytes(StandardCharsets.UTF_8)));
            long tick = FROM.atStartOfDay(ZONE).toEpochSecond() / 60;
            long end = city.lastTick();
            long records = 0;
            control(Records.tick(tick), tick);
            for (StationRecord taken :
                    new StationDays(7, city.stations(), FROM, city.days, ZONE, city.idsAStationAndDay)) {
                long minute = minute(taken);
                if (minute >= end) {
                    break;
                }
                while (minute >= tick + DAY_MINUTES) {
                    tick = tick(tick);
                }
                byte[] key = keys.get(taken.getUnitId());
                send(new ProducerRecord<>(
                        Topic.STATION_RECORDS.topicName(), null, minute * 60_000, key, taken.toByteArray()));
                records++;
            }
            while (tick < end) {
                tick = tick(tick);
            }
            LogHead head = LogHead.newBuilder()
                    .setMode(ClockMode.LOG)
                    .setTick(end)
                    .setPartitions(PARTITIONS)
                    .build();
            send(new ProducerRecord<>(
                    Topic.LOG_HEAD.topicName(), 0, end * 60_000, new byte[] {'h'}, head.toByteArray()));
            return records;
        }

        private long tick(long from) {
            long turn = from + DAY_MINUTES;
            control(Records.ticks(from + 1, turn - 1), turn - 1);
            control(Records.tick(turn), turn);
            return turn;
        }

        private static long minute(StationRecord taken) {
            Instant reported = Records.instant(taken.getReportedAt());
            return Math.floorDiv(reported.getEpochSecond(), 60);
        }

        private void control(StationRecord message, long minute) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                send(new ProducerRecord<>(
                        Topic.STATION_RECORDS.topicName(), partition, minute * 60_000, null, message.toByteArray()));
            }
        }

        private void send(ProducerRecord<byte[], byte[]> message) {
            Future<RecordMetadata> sent = producer.send(message, (place, failed) -> {
                if (failed != null) {
                    ApiBench.say("not written: %s", failed);
                }
            });
            requireNonNull(sent);
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
