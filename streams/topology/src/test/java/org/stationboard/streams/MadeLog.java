package org.stationboard.streams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.testkit.Records;
import org.stationboard.testkit.StationDays;

/** A whole log as the keeper writes it under the log clock: rules first, then records and ticks in order of report. */
final class MadeLog implements Iterable<MadeLog.Entry> {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final int counties;
    private final int stationsACounty;
    private final LocalDate from;
    private final int days;
    private final int recordsAStationAndDay;
    private final LocalDate minutesFrom;

    MadeLog(int counties, int stationsACounty, LocalDate from, int days, int recordsAStationAndDay) {
        this(counties, stationsACounty, from, days, recordsAStationAndDay, from);
    }

    private MadeLog(
            int counties,
            int stationsACounty,
            LocalDate from,
            int days,
            int recordsAStationAndDay,
            LocalDate minutesFrom) {
        this.minutesFrom = minutesFrom;
        this.counties = counties;
        this.stationsACounty = stationsACounty;
        this.from = from;
        this.days = days;
        this.recordsAStationAndDay = recordsAStationAndDay;
    }

    /** The same records with the ticks of each hour as one range until a day: a log that leads up to what a test is about. */
    MadeLog withMinutesFrom(LocalDate day) {
        return new MadeLog(counties, stationsACounty, from, days, recordsAStationAndDay, day);
    }

    /** @param logKey empty for control records, which go to every partition */
    record Entry(String logKey, StationRecord stationRecord) {
        byte[] key() {
            return logKey.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Epoch minute of the last tick. */
    long lastTick() {
        return Records.tickAfter(from.plusDays(days).atStartOfDay(ZONE).toInstant());
    }

    /** The entries one partition of {@code partitions} holds. */
    List<StationRecord> partition(int partition, int partitions) {
        List<StationRecord> held = new ArrayList<>();
        for (Entry entry : this) {
            if (entry.logKey().isEmpty() || EngineHost.partitionOf(entry.logKey(), partitions) == partition) {
                held.add(entry.stationRecord());
            }
        }
        return held;
    }

    List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        units.add(unit("990000", UnitLevel.CITY, "", "").build());
        for (int county = 1; county <= counties; county++) {
            String id = county(county);
            units.add(unit(id, UnitLevel.COUNTY, "990000", id).build());
            for (int station = 1; station <= stationsACounty; station++) {
                units.add(unit(station(county, station), UnitLevel.STATION, id, id)
                        .setUnitClass(UnitClass.URBAN)
                        .build());
            }
        }
        return units;
    }

    /** The shipped standards over so short a window that alerts fire and resolve within weeks. */
    static String livelyCatalogue() {
        return CatalogueLoader.shippedText()
                .replace("windowMonths: 12", "windowMonths: 1")
                .replace("holdTurns: 3", "holdTurns: 1")
                .replace("recoveryTurns: 7", "recoveryTurns: 2");
    }

    @Override
    public Iterator<Entry> iterator() {
        return new Entries();
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

    private static String county(int county) {
        return String.format("99%02d00", county);
    }

    private static String station(int county, int station) {
        return String.format("99%02d%02d", county, station);
    }

    private final class Entries implements Iterator<Entry> {
        private final Map<String, String> logKeys = new HashMap<>();
        private final List<StationRecord> rules = new ArrayList<>();
        private final Iterator<StationRecord> records;
        private final long end = lastTick();
        private final long minutesBegin = minutesFrom.atStartOfDay(ZONE).toEpochSecond() / 60;
        private @Nullable StationRecord waiting;
        private long tick;
        private int nextRule;

        Entries() {
            List<String> stations = new ArrayList<>();
            for (Unit unit : units()) {
                if (unit.getLevel() == UnitLevel.STATION) {
                    stations.add(unit.getId());
                    logKeys.put(unit.getId(), unit.getLogKey());
                }
            }
            rules.add(Records.engine("1"));
            rules.add(Records.register(units()));
            rules.add(Records.catalogue(livelyCatalogue()));
            rules.add(Records.rhythms(180, 2880));
            records = new StationDays(7, stations, from, days, ZONE, recordsAStationAndDay).iterator();
            StationRecord first = records.next();
            waiting = first;
            tick = minute(first);
        }

        @Override
        public boolean hasNext() {
            return tick < end;
        }

        @Override
        public Entry next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the log ends at tick " + end);
            }
            if (nextRule < rules.size()) {
                return new Entry("", rules.get(nextRule++));
            }
            StationRecord taken = waiting;
            long next = Math.min(end, tick < minutesBegin ? Math.floorDiv(tick, 60) * 60 + 60 : tick + 1);
            if (taken == null || minute(taken) >= next) {
                long before = tick;
                tick = next;
                return new Entry("", Records.ticks(before + 1, next));
            }
            waiting = records.hasNext() ? records.next() : null;
            return new Entry(logKeys.getOrDefault(taken.getUnitId(), ""), taken);
        }

        private static long minute(StationRecord stationRecord) {
            Instant reported = Records.instant(stationRecord.getReportedAt());
            return Math.floorDiv(reported.getEpochSecond(), 60);
        }
    }
}
