package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

/**
 * A random history of one log, reproducible by its seed: records of all ages to 25 months and a few beyond what is kept,
 * edited, reopened, withdrawn, moved between stations of a log key, sent twice, with ties on version, in any order;
 * between them ticks, single and in ranges.
 */
final class History {
    static final long FIRST_MINUTE = City.minute("2026-02-10T21:13");
    private static final long MONTH_SECONDS = 30 * 86_400L;
    private static final DisputeOutcome[] OUTCOMES = {
        DisputeOutcome.SUCCESS, DisputeOutcome.SUCCESS, DisputeOutcome.FAILURE, DisputeOutcome.ESCALATED
    };
    private static final AlarmFamily[] FAMILIES = {
        AlarmFamily.VICE, AlarmFamily.DISPUTE_CALL, AlarmFamily.NON_POLICE, AlarmFamily.OTHER
    };

    private final SplittableRandom random;
    private final HistoryBodies bodies;
    private final boolean manyDays;
    /** Log in order: data and control records. */
    final List<StationRecord> log = new ArrayList<>();

    long lastMinute;

    History(long seed, boolean manyDays) {
        this.random = new SplittableRandom(seed);
        this.bodies = new HistoryBodies(random);
        this.manyDays = manyDays;
        List<StationRecord> data = shuffled(versions());
        log.add(City.control(City.register()));
        log.add(City.controlCatalogue(City.catalogue(12, 5, 700_000)));
        weave(data);
    }

    private void weave(List<StationRecord> data) {
        long minute = FIRST_MINUTE + random.nextInt(300);
        boolean ticked = false;
        for (StationRecord record : data) {
            log.add(record);
            if (random.nextInt(6) == 0) {
                long from = ticked ? lastMinute + 1 : minute;
                minute = from + step();
                log.add(City.tick(from, minute));
                lastMinute = minute;
                ticked = true;
            }
        }
        long from = ticked ? lastMinute + 1 : minute;
        lastMinute = from + random.nextInt(3000);
        log.add(City.tick(from, lastMinute));
    }

    private int step() {
        return switch (random.nextInt(4)) {
            case 0, 1 -> 0;
            case 2 -> random.nextInt(90);
            default -> manyDays ? random.nextInt(4000) : random.nextInt(600);
        };
    }

    private List<StationRecord> versions() {
        List<StationRecord> versions = new ArrayList<>();
        int records = 10 + random.nextInt(60);
        for (int i = 0; i < records; i++) {
            String id = (random.nextBoolean() ? "one/" : "two/") + i;
            String logKey = random.nextInt(4) == 0 ? "9902" : "9901";
            Instant happened = happened();
            int body = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(HistoryBodies.KINDS + 6);
            long version = 1L + random.nextInt(3);
            int count = 1 + random.nextInt(4);
            for (int v = 0; v < count; v++) {
                StationRecord.Builder record = body == 0
                        ? alarm(id, happened)
                        : body <= HistoryBodies.KINDS ? bodies.any(body, id, happened) : dispute(id, happened);
                if (random.nextBoolean()) {
                    record.setCommunityId(logKey + "0100" + random.nextInt(2));
                }
                if (random.nextInt(6) == 0) {
                    record.setAbout("other/" + id);
                }
                record.setUnitId(logKey + "0" + (1 + random.nextInt(3)))
                        .setVersion(version)
                        .setContentDigest(random.nextLong())
                        .setWithdrawn(random.nextInt(12) == 0);
                versions.add(record.build());
                version += random.nextInt(4) == 0 ? 0 : 1L + random.nextInt(2);
            }
        }
        int repeats = random.nextInt(versions.size());
        for (int i = 0; i < repeats; i++) {
            versions.add(versions.get(random.nextInt(versions.size())));
        }
        return versions;
    }

    private Instant happened() {
        long now = FIRST_MINUTE * 60;
        return switch (random.nextInt(40)) {
            case 0 -> Instant.ofEpochSecond(now - 6 * 365 * 86_400L - random.nextInt(900) * 86_400L);
            case 1, 2, 3, 4, 5, 6 -> Instant.ofEpochSecond(now - random.nextLong(25 * MONTH_SECONDS));
            case 7, 8, 9, 10 -> Instant.ofEpochSecond(now + random.nextInt(4 * 86_400));
            default -> Instant.ofEpochSecond(now - random.nextLong(3 * MONTH_SECONDS));
        };
    }

    private StationRecord.Builder alarm(String id, Instant happened) {
        Alarm.Builder alarm = Alarm.newBuilder()
                .setCategory("c" + random.nextInt(3))
                .setFamily(FAMILIES[random.nextInt(FAMILIES.length)])
                .setCrime(random.nextInt(3) == 0)
                .setDispositionValue(random.nextInt(6))
                .setPriority(random.nextInt(3))
                .setCalledAt(plus(happened, random.nextInt(3) == 0 ? random.nextInt(4000) : 0));
        if (random.nextBoolean()) {
            alarm.setDispatchedAt(bodies.soon(happened));
        }
        if (random.nextBoolean()) {
            alarm.setArrivedAt(bodies.soon(happened));
        }
        if (random.nextInt(3) == 0) {
            alarm.setConcludedAt(bodies.soon(happened));
        }
        return City.head(id, "", 1, happened).setAlarm(alarm);
    }

    private StationRecord.Builder dispute(String id, Instant happened) {
        Dispute.Builder dispute =
                Dispute.newBuilder().setPoliceRelated(random.nextBoolean()).setRegisteredAt(plus(happened, 0));
        dispute.setLevelValue(random.nextInt(5)).setOwnerRole(random.nextBoolean() ? "officer" : "");
        if (random.nextInt(4) == 0) {
            dispute.addJointWith("court");
        }
        if (random.nextBoolean()) {
            dispute.setDueAt(plus(happened, random.nextLong(40 * 86_400L)));
        }
        Instant at = happened;
        int attempts = random.nextInt(4);
        for (int i = 0; i < attempts; i++) {
            MediationAttempt.Builder attempt = MediationAttempt.newBuilder();
            if (random.nextInt(8) != 0) {
                // Once in a while a source's times are in no order at all.
                at = at.plusSeconds(random.nextLong(20 * 86_400L) - (random.nextInt(9) == 0 ? 10 * 86_400L : 0));
                attempt.setConcludedAt(plus(at, 0)).setOutcome(OUTCOMES[random.nextInt(OUTCOMES.length)]);
                if (random.nextInt(3) == 0) {
                    long month = 30 * 86_400L;
                    long after = random.nextInt(4) == 0 ? month + random.nextInt(3) - 1 : random.nextLong(2 * month);
                    attempt.setReopenedAt(plus(at, after));
                }
            }
            dispute.addAttempts(attempt);
        }
        if (random.nextInt(5) == 0) {
            dispute.setClosedWithout(ClosedWithout.TRANSFERRED).setClosedAt(plus(at, random.nextInt(100_000)));
        }
        return City.head(id, "", 1, happened).setDispute(dispute);
    }

    private List<StationRecord> shuffled(List<StationRecord> records) {
        List<StationRecord> shuffled = new ArrayList<>(records);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            StationRecord moved = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, moved);
        }
        return shuffled;
    }

    static Timestamp plus(Instant at, long seconds) {
        return City.time(at.plusSeconds(seconds));
    }
}
