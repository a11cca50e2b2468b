package org.stationboard.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.StationRecord;

/**
 * Made-up days of made-up stations: calls with their steps, disputes with their attempts, edits, duplicates and records
 * taken back, the same for the same seed. Records come in the order in which their sources report them, made as they
 * are asked for, so that a long span needs little memory. One iterator belongs to one thread.
 */
public final class StationDays implements Iterable<StationRecord> {
    private static final String[] CATEGORIES = {"theft", "fraud", "fight", "quarrel", "collision", "help", "noise"};
    private static final AlarmFamily[] FAMILIES = {
        AlarmFamily.THEFT_ROBBERY_FRAUD,
        AlarmFamily.THEFT_ROBBERY_FRAUD,
        AlarmFamily.VIOLENCE,
        AlarmFamily.DISPUTE_CALL,
        AlarmFamily.TRAFFIC,
        AlarmFamily.HELP,
        AlarmFamily.NON_POLICE
    };
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private final long seed;
    private final List<String> unitIds;
    private final LocalDate from;
    private final int days;
    private final ZoneId zone;
    private final int recordsAStationAndDay;

    /**
     * @param recordsAStationAndDay record ids a station has on a day, each with one to three versions; one in five is a
     *     dispute
     */
    public StationDays(
            long seed, List<String> unitIds, LocalDate from, int days, ZoneId zone, int recordsAStationAndDay) {
        this.seed = seed;
        this.unitIds = List.copyOf(unitIds);
        this.from = from;
        this.days = days;
        this.zone = zone;
        this.recordsAStationAndDay = recordsAStationAndDay;
    }

    /** Everything at once: for short spans. */
    public List<StationRecord> list() {
        List<StationRecord> all = new ArrayList<>();
        forEach(all::add);
        return all;
    }

    @Override
    public Iterator<StationRecord> iterator() {
        return new InOrderOfReport();
    }

    private void addDay(int day, Consumer<StationRecord> target) {
        Instant midnight = from.plusDays(day).atStartOfDay(zone).toInstant();
        for (int unit = 0; unit < unitIds.size(); unit++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003L + day * 4_099L + unit);
            for (int number = 0; number < recordsAStationAndDay; number++) {
                String id = "made/" + unitIds.get(unit) + "-" + day + "-" + number;
                Instant at = midnight.plusSeconds(random.nextLong(DAY_SECONDS));
                if (number % 5 == 4) {
                    addDispute(id, unitIds.get(unit), at, random, target);
                } else {
                    addAlarm(id, unitIds.get(unit), at, random, target);
                }
            }
        }
    }

    private static void addAlarm(
            String id, String unit, Instant calledAt, SplittableRandom random, Consumer<StationRecord> target) {
        int kind = random.nextInt(CATEGORIES.length);
        StationRecord.Builder call = Records.alarm(id, unit, calledAt);
        call.getAlarmBuilder()
                .setCategory(CATEGORIES[kind])
                .setFamily(FAMILIES[kind])
                .setCrime(kind < 3);
        add(call, random, target);
        if (random.nextInt(10) < 3) {
            Instant dispatched = calledAt.plusSeconds(30 + random.nextInt(300));
            Instant arrived = dispatched.plusSeconds(120 + random.nextInt(1800));
            StationRecord.Builder handled =
                    Records.handled(call, dispatched, arrived, arrived.plusSeconds(600 + random.nextInt(7200)));
            add(handled, random, target);
            if (random.nextInt(40) == 0) {
                add(Records.withdrawn(handled, arrived.plusSeconds(90_000)), random, target);
            }
        }
    }

    private static void addDispute(
            String id, String unit, Instant registered, SplittableRandom random, Consumer<StationRecord> target) {
        StationRecord.Builder dispute = Records.dispute(id, unit, registered);
        dispute.getDisputeBuilder()
                .setPoliceRelated(random.nextInt(3) == 0)
                .setDueAt(Records.at(registered.plus(Duration.ofDays(7))));
        add(dispute, random, target);
        Instant concluded = registered.plusSeconds(3600 + random.nextLong(10 * DAY_SECONDS));
        DisputeOutcome outcome = random.nextInt(10) < 8 ? DisputeOutcome.SUCCESS : DisputeOutcome.FAILURE;
        StationRecord.Builder attempted = Records.attempted(dispute, concluded, outcome);
        add(attempted, random, target);
        if (outcome == DisputeOutcome.SUCCESS && random.nextInt(12) == 0) {
            add(Records.reopened(attempted, concluded.plusSeconds(random.nextLong(40 * DAY_SECONDS))), random, target);
        }
    }

    /** Hands one version on; one in fifty arrives a second time. */
    private static void add(StationRecord.Builder version, SplittableRandom random, Consumer<StationRecord> target) {
        StationRecord record = Records.taken(version);
        target.accept(record);
        if (random.nextInt(50) == 0) {
            target.accept(record);
        }
    }

    /** Makes a day when its first report is due; versions that are reported on later days wait in the queue. */
    private final class InOrderOfReport implements Iterator<StationRecord> {
        private final PriorityQueue<Waiting> waiting =
                new PriorityQueue<>(Comparator.comparing(Waiting::reported).thenComparingLong(Waiting::made));
        private long made;
        private int nextDay;
        private Instant madeUntil = Instant.MIN;

        @Override
        public boolean hasNext() {
            while (nextDay < days
                    && (waiting.isEmpty() || !waiting.peek().reported().isBefore(madeUntil))) {
                addDay(
                        nextDay,
                        record -> waiting.add(new Waiting(Records.instant(record.getReportedAt()), made++, record)));
                nextDay++;
                madeUntil = from.plusDays(nextDay).atStartOfDay(zone).toInstant();
            }
            return !waiting.isEmpty();
        }

        @Override
        public StationRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no record left");
            }
            return waiting.remove().record();
        }
    }

    private record Waiting(Instant reported, long made, StationRecord record) {}
}
