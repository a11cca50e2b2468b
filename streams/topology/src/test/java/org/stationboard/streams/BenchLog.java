package org.stationboard.streams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlarmDisposition;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.testkit.Records;

/**
 * The log the bench runs over, the same for the same arguments: 200 stations under 8 log keys, 400 days, of a hundred
 * records 70 first versions, 28 later ones of a record of the last days and 2 duplicates, roughly in order of time. Six of
 * ten are alarms, the rest disputes and cases. A tick a day, over the day's minutes. A record's content is a function of
 * its number and version, so nothing need be kept to make a later version.
 */
final class BenchLog {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final int PARTITIONS = 4;
    static final int DAYS = 400;

    private static final int LOG_KEYS = 8;
    private static final int STATIONS = 200;
    private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
    private static final int COMPARED_MINUTE_DAYS = 5;
    private static final int LATELY = 1 << 16;
    private static final String[] CATEGORIES = {
        "theft",
        "fraud",
        "fight",
        "quarrel",
        "collision",
        "help",
        "noise",
        "burglary",
        "lost",
        "fire",
        "animal",
        "other"
    };
    private static final AlarmFamily[] FAMILIES = {
        AlarmFamily.THEFT_ROBBERY_FRAUD,
        AlarmFamily.THEFT_ROBBERY_FRAUD,
        AlarmFamily.VIOLENCE,
        AlarmFamily.DISPUTE_CALL,
        AlarmFamily.TRAFFIC,
        AlarmFamily.HELP,
        AlarmFamily.NON_POLICE
    };

    private final long records;
    private final boolean judged;
    private final List<String> counties = counties();
    private final List<String> stations = new ArrayList<>();
    private final List<byte[]> logKeys = new ArrayList<>();
    private @Nullable Future<RecordMetadata> lastSent;

    /**
     * @param records how many data records
     * @param judged whether the shipped catalogue is in force
     */
    BenchLog(long records, boolean judged) {
        this.records = records;
        this.judged = judged;
        for (int station = 0; station < STATIONS; station++) {
            String county = counties.get(station % LOG_KEYS);
            stations.add(county.substring(0, 4) + String.format("%02d", 1 + station / LOG_KEYS));
            logKeys.add(county.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Epoch minute of the last tick: the turn after the last day. */
    static long lastTick() {
        return startMinute(DAYS);
    }

    /** The log's last whole day. */
    static long lastDay() {
        return FROM.plusDays(DAYS - 1).toEpochDay();
    }

    /** Minutes before are not compared: their topic keeps the newest only. */
    static long firstComparedMinute() {
        return startMinute(DAYS - COMPARED_MINUTE_DAYS);
    }

    /** Writes the log, telling how far it is. */
    void write(Producer<byte[], byte[]> producer) throws ExecutionException, InterruptedException {
        toAll(producer, Records.engine("2"));
        toAll(producer, Records.register(units()));
        if (judged) {
            toAll(producer, Records.catalogue(CatalogueLoader.shippedText()));
        }
        toAll(producer, Records.rhythms(180, 2880));
        toAll(producer, Records.tick(startMinute(0)));
        SplittableRandom random = new SplittableRandom(11);
        int[] versions = new int[LATELY];
        long made = 0;
        long day = 0;
        for (long sent = 0; sent < records; sent++) {
            long today = sent * DAYS / records;
            for (; day < today; day++) {
                toAll(producer, Records.ticks(startMinute(day) + 1, startMinute(day + 1)));
            }
            int lot = random.nextInt(100);
            if (lot < 70 || made == 0) {
                versions[(int) (made % LATELY)] = 1;
                send(producer, made++, 1);
            } else {
                // Later versions come within days: mostly of what came last.
                long back = 1 + (long) (Math.min(made, LATELY) * Math.pow(random.nextDouble(), 3));
                long number = made - Math.min(back, Math.min(made, LATELY));
                int at = (int) (number % LATELY);
                send(producer, number, lot < 98 ? ++versions[at] : versions[at]);
            }
            if (sent % 500_000 == 0) {
                System.out.println("  written " + sent + " of " + records);
            }
        }
        for (; day < DAYS; day++) {
            toAll(producer, Records.ticks(startMinute(day) + 1, startMinute(day + 1)));
        }
        producer.flush();
        Future<RecordMetadata> last = lastSent;
        if (last != null) {
            last.get();
        }
    }

    private void send(Producer<byte[], byte[]> producer, long number, int version) {
        int station = (int) Long.remainderUnsigned((number * 0x9E3779B97F4A7C15L) >>> 20, STATIONS);
        byte[] value = record(number, version, stations.get(station)).toByteArray();
        lastSent = producer.send(new ProducerRecord<>(Topic.STATION_RECORDS.topicName(), logKeys.get(station), value));
    }

    /** Sends a call of the last day beside the log, to the first stations in turn; says which it was for. */
    String sendCall(Producer<byte[], byte[]> producer, String id, int turn, String category) {
        int station = turn % LOG_KEYS;
        StationRecord.Builder call = Records.alarm(
                id,
                stations.get(station),
                FROM.plusDays(DAYS - 1).atStartOfDay(ZONE).toInstant().plusSeconds(43_200));
        call.getAlarmBuilder().setCategory(category);
        byte[] value = Records.taken(call.setVersion(1)).toByteArray();
        lastSent = producer.send(new ProducerRecord<>(Topic.STATION_RECORDS.topicName(), logKeys.get(station), value));
        return stations.get(station);
    }

    private StationRecord record(long number, int version, String unit) {
        SplittableRandom random = new SplittableRandom(number);
        long first = Math.max(1, records * 70 / 100);
        long day = number * DAYS / first;
        Instant at = FROM.plusDays(Math.min(day, DAYS - 1))
                .atStartOfDay(ZONE)
                .toInstant()
                .plusSeconds(random.nextInt(86_400));
        int kind = random.nextInt(10);
        StationRecord.Builder made = kind < 6
                ? alarm(number, version, unit, at, random)
                : kind < 8 ? dispute(number, version, unit, at, random) : aCase(number, version, unit, at, random);
        return Records.taken(made.setVersion(version).setReportedAt(Records.at(at.plusSeconds(version * 1800L))));
    }

    private static StationRecord.Builder alarm(
            long number, int version, String unit, Instant at, SplittableRandom random) {
        int category = random.nextInt(CATEGORIES.length);
        StationRecord.Builder call = Records.alarm("calls/" + (100_000_000 + number), unit, at);
        call.getAlarmBuilder()
                .setCategory(CATEGORIES[category])
                .setFamily(FAMILIES[Math.min(category, FAMILIES.length - 1)])
                .setCrime(category < 3)
                .setDispatchedAt(Records.at(at.plusSeconds(30 + random.nextInt(300))));
        Instant arrived = at.plusSeconds(400 + random.nextInt(1500));
        if (version > 1) {
            call.getAlarmBuilder()
                    .setArrivedAt(Records.at(arrived))
                    .setConcludedAt(Records.at(arrived.plusSeconds(600L * version)))
                    .setDisposition(AlarmDisposition.HANDLED);
        }
        return call.setWithdrawn(version > 3);
    }

    private static StationRecord.Builder dispute(
            long number, int version, String unit, Instant at, SplittableRandom random) {
        StationRecord.Builder dispute = Records.dispute("quarrels/" + (100_000_000 + number), unit, at);
        dispute.getDisputeBuilder()
                .setPoliceRelated(random.nextInt(3) == 0)
                .setDueAt(Records.at(at.plusSeconds(7 * 86_400)));
        for (int attempt = 1; attempt < version; attempt++) {
            DisputeOutcome outcome = random.nextInt(10) < 8 ? DisputeOutcome.SUCCESS : DisputeOutcome.FAILURE;
            dispute = Records.attempted(dispute, at.plusSeconds(attempt * 86_400L), outcome);
        }
        return dispute;
    }

    private static StationRecord.Builder aCase(
            long number, int version, String unit, Instant at, SplittableRandom random) {
        StationRecord.Builder made = Records.alarm("cases/" + (100_000_000 + number), unit, at);
        Case.Builder body = Case.newBuilder()
                .setCategory(CATEGORIES[random.nextInt(CATEGORIES.length)])
                .setOpenedAt(Records.at(at))
                .setFiledAt(Records.at(at.plusSeconds(7200)));
        if (version > 1) {
            body.setSolvedAt(Records.at(at.plusSeconds(2 * 86_400)))
                    .setClosedAt(Records.at(at.plusSeconds(version * 86_400L)));
        }
        return made.setCase(body);
    }

    private void toAll(Producer<byte[], byte[]> producer, StationRecord control) {
        byte[] value = control.toByteArray();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            lastSent = producer.send(new ProducerRecord<>(Topic.STATION_RECORDS.topicName(), partition, null, value));
        }
    }

    private List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        units.add(unit("990000", UnitLevel.CITY, "", ""));
        counties.forEach(county -> units.add(unit(county, UnitLevel.COUNTY, "990000", county)));
        for (int station = 0; station < STATIONS; station++) {
            String county = counties.get(station % LOG_KEYS);
            units.add(unit(stations.get(station), UnitLevel.STATION, county, county));
        }
        return units;
    }

    private static Unit unit(String id, UnitLevel level, String parent, String logKey) {
        return Unit.newBuilder()
                .setId(id)
                .setName("示例" + id)
                .setNameEn("Sample " + id)
                .setLevel(level)
                .setParent(parent)
                .setLogKey(logKey)
                .setUnitClass(UnitClass.URBAN)
                .setValidFrom(LocalDate.of(2000, 1, 1).toEpochDay())
                .build();
    }

    /** Two log keys to each partition: what is timed is the engine, not how keys happen to fall. */
    private static List<String> counties() {
        int[] taken = new int[PARTITIONS];
        List<String> counties = new ArrayList<>();
        for (int number = 10; counties.size() < LOG_KEYS; number++) {
            String county = "99" + number + "00";
            int partition = EngineHost.partitionOf(county, PARTITIONS);
            if (taken[partition] < LOG_KEYS / PARTITIONS) {
                taken[partition]++;
                counties.add(county);
            }
        }
        return counties;
    }

    private static long startMinute(long day) {
        return FROM.plusDays(day).atStartOfDay(ZONE).toEpochSecond() / 60;
    }
}
