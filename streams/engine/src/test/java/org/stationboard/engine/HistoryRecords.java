package org.stationboard.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.StationRecord;

/** The data records of a history: each record's versions, and the sources' marks. */
final class HistoryRecords {
    private static final long MONTH = 30 * 86_400L;
    private static final int DAY = 86_400;
    private static final String[] FEEDS = {"dispute", "dispute", "alarm", "visit"};

    private final SplittableRandom random;
    private final HistoryBodies bodies;
    /** Most of what happens happens at one station, else no sample would ever suffice. */
    private final int busyCounty;

    private final int busyStation;

    HistoryRecords(SplittableRandom random) {
        this.random = random;
        this.bodies = new HistoryBodies(random);
        this.busyCounty = random.nextInt(Realm.COUNTIES);
        this.busyStation = random.nextInt(Realm.STATIONS);
    }

    /** All versions in the order they were made, then some of them again. */
    List<HistoryStep> versions() {
        List<HistoryStep> versions = new ArrayList<>();
        int count = 10 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            chain((random.nextBoolean() ? "one/" : "two/") + i, versions);
        }
        count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            mark(i, versions);
        }
        int repeats = random.nextInt(versions.size());
        for (int i = 0; i < repeats; i++) {
            versions.add(versions.get(random.nextInt(versions.size())));
        }
        return versions;
    }

    /** The versions of one record, at one station after the other. */
    private void chain(String id, List<HistoryStep> versions) {
        Instant happened = happened();
        int kind = random.nextInt(3) == 0 ? HistoryBodies.DISPUTE : random.nextInt(HistoryBodies.KINDS);
        int county = random.nextInt(3) > 0 ? busyCounty : random.nextInt(Realm.COUNTIES);
        long number = 1L + random.nextInt(3);
        int count = 1 + random.nextInt(4);
        StationRecord before = null;
        for (int v = 0; v < count; v++) {
            boolean leaves = v > 0 && random.nextInt(5) == 0;
            county = leaves ? random.nextInt(Realm.COUNTIES) : county;
            StationRecord.Builder next = version(kind, id, happened, county).setVersion(number);
            boolean across = before != null && !logKey(before).equals(Realm.logKey(next.getUnitId()));
            if (before != null && across) {
                // The second half carries the higher version: two log keys may share a ledger.
                number = before.getVersion() + 2;
                next.setVersion(number).setMovedFrom(before.getUnitId());
                leave(before, number - 1, versions);
            }
            before = next.build();
            versions.add(HistoryStep.of(before));
            number += random.nextInt(4) == 0 ? 0 : 1L + random.nextInt(2);
        }
        if (random.nextInt(30) == 0) {
            versions.add(dead(id, happened, county, number + 9));
        }
    }

    /** The first half of a move across log keys; one source in five forgets it. */
    private void leave(StationRecord before, long number, List<HistoryStep> versions) {
        if (random.nextInt(5) > 0) {
            versions.add(HistoryStep.of(before.toBuilder()
                    .setVersion(number)
                    .setContentDigest(random.nextLong())
                    .setWithdrawn(true)
                    .build()));
        }
    }

    private StationRecord.Builder version(int kind, String id, Instant happened, int county) {
        boolean busy = county == busyCounty && random.nextInt(3) > 0;
        StationRecord.Builder record = bodies.any(kind, id, happened)
                .setUnitId(Realm.station(county, busy ? busyStation : random.nextInt(Realm.STATIONS)))
                .setContentDigest(random.nextLong())
                .setWithdrawn(random.nextInt(12) == 0);
        if (random.nextBoolean()) {
            record.setCommunityId(Realm.community(county, random.nextInt(2)));
        }
        if (random.nextInt(6) == 0) {
            record.setAbout("other/" + id);
        }
        if (kind != HistoryBodies.DISPUTE && random.nextInt(8) == 0) {
            record.clearReportedAt();
            if (random.nextBoolean()) {
                record.setReceivedAt(City.time(happened.plusSeconds(random.nextInt(3 * DAY))));
            }
        } else if (random.nextBoolean()) {
            record.setReportedAt(City.time(happened.plusSeconds(random.nextInt(3 * DAY))));
        }
        return record;
    }

    /** What a gateway would never let through: no version, no time, more right than there were. */
    private HistoryStep dead(String id, Instant happened, int county, long number) {
        StationRecord.Builder record = City.head(id, Realm.station(county, 0), number, happened);
        switch (random.nextInt(4)) {
            case 0 -> record.setVersion(0).setAlarm(Alarm.newBuilder().setCalledAt(City.time(happened)));
            case 1 -> record.setAlarm(Alarm.newBuilder().setCategory("c"));
            case 2 ->
                record.setInformationCheck(InformationCheck.newBuilder()
                        .setCheckedAt(City.time(happened))
                        .setSampled(1)
                        .setAccurate(2));
            default -> record.setUnitId(record.getUnitId() + "|");
        }
        return new HistoryStep(record.build(), null, null, true);
    }

    /** A source's word for a feed of a log key: long or of some days, with or without a number, sometimes corrected. */
    private void mark(int i, List<HistoryStep> versions) {
        String source = random.nextInt(3) > 0 ? "one" : "two";
        String feed = FEEDS[random.nextInt(FEEDS.length)];
        String unit = Realm.county(random.nextInt(3) > 0 ? busyCounty : random.nextInt(Realm.COUNTIES));
        int count = 1 + random.nextInt(3) / 2;
        for (int v = 1; v <= count; v++) {
            FeedMark.Builder mark = FeedMark.newBuilder().setSource(source).setFeed(feed);
            span(mark);
            if (random.nextInt(3) > 0) {
                mark.setVersions(random.nextInt(6));
            }
            versions.add(HistoryStep.of(City.head(source + "/mark-" + i, unit, v, happened())
                    .setContentDigest(random.nextLong())
                    .setWithdrawn(random.nextInt(15) == 0)
                    .setFeedMark(mark)
                    .build()));
        }
    }

    private void span(FeedMark.Builder mark) {
        long today = City.instant("2026-02-10T00:00").getEpochSecond();
        long from = today - DAY * (long) random.nextInt(9);
        long to = from + DAY * (long) (1 + random.nextInt(3));
        switch (random.nextInt(6)) {
            case 0 -> from = today - random.nextLong(27 * MONTH);
            case 1 -> from = today - 26 * MONTH;
            case 2 -> to = from + DAY / 2;
            case 3 -> from = to - DAY / 2;
            case 4 -> from += random.nextInt(DAY);
            default -> {
                // Whole days.
            }
        }
        mark.setFrom(City.time(Instant.ofEpochSecond(from))).setTo(City.time(Instant.ofEpochSecond(to)));
    }

    private Instant happened() {
        long now = History.FIRST_MINUTE * 60;
        return switch (random.nextInt(40)) {
            case 0 -> Instant.ofEpochSecond(now - 6 * 365 * 86_400L - random.nextInt(900) * 86_400L);
            case 1, 2, 3, 4, 5, 6 -> Instant.ofEpochSecond(now - random.nextLong(25 * MONTH));
            case 7, 8, 9, 10 -> Instant.ofEpochSecond(now + random.nextInt(4 * DAY));
            case 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 -> Instant.ofEpochSecond(now - random.nextInt(9 * DAY));
            default -> Instant.ofEpochSecond(now - random.nextLong(3 * MONTH));
        };
    }

    private static String logKey(@Nullable StationRecord record) {
        return record == null ? "" : Realm.logKey(record.getUnitId());
    }
}
