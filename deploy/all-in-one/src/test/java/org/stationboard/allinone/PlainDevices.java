package org.stationboard.allinone;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the devices of one station sent, summed by a plain loop in order of receipt: windows of ten minutes, named by their
 * number since 1970, each open for ten minutes more. A device is known for a week after it was heard; after an hour
 * without any of them the windows between are nobody's. Times are epoch seconds.
 */
final class PlainDevices {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long WINDOW = 600;
    private static final long KNOWN = 7 * 144;

    private final int windowsOfSilence;
    private final Map<Long, Counts> sums = new HashMap<>();
    private final Map<String, TreeSet<Long>> heard = new HashMap<>();
    private final Map<String, Set<Long>> good = new HashMap<>();
    /** Devices known in each window that something is said of. */
    private final Map<Long, Long> devices = new TreeMap<>();

    private long time;
    private long closed;

    /** @param windowsOfSilence how many windows a good reading lasts */
    PlainDevices(int windowsOfSilence) {
        this.windowsOfSilence = windowsOfSilence;
    }

    /** One row of a file. */
    record Row(String device, long measured, long received, long level, long capacity) {
        static Row of(Map<String, String> row, String device, String measured, String received) {
            return new Row(
                    PlainCsv.cell(row, device),
                    second(PlainCsv.cell(row, measured)),
                    second(PlainCsv.cell(row, received)),
                    Long.parseLong(PlainCsv.cell(row, "Occupancy")),
                    Long.parseLong(PlainCsv.cell(row, "Capacity")));
        }

        private static long second(String wall) {
            return LocalDateTime.parse(wall.replace(' ', 'T')).atZone(ZONE).toEpochSecond();
        }

        private long event() {
            return Math.min(measured, received);
        }
    }

    /** Sums of a window or of a day. {@code available} of {@code devices}, each counted once a window. */
    record Counts(long available, long devices, long readings, long failures, long late, long clockOff) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(
                    available + more.available,
                    devices + more.devices,
                    readings + more.readings,
                    failures + more.failures,
                    late + more.late,
                    clockOff + more.clockOff);
        }
    }

    /** Takes all rows of a file. */
    PlainDevices take(List<Row> rows) {
        rows.stream().sorted(Comparator.comparingLong(Row::received)).forEach(this::take);
        return this;
    }

    private void take(Row row) {
        if (time == 0) {
            closed = lastClosed(row.event());
        } else if (row.event() - time > 3_600) {
            closeTo(Math.floorDiv(time, WINDOW));
            closed = Math.max(closed, lastClosed(row.event()));
        }
        time = Math.max(time, row.event());
        long window = Math.floorDiv(row.event(), WINDOW);
        if ((window + 2) * WINDOW <= time) {
            sums.merge(window, new Counts(0, 0, 0, 0, 1, 0), Counts::plus);
            devices.putIfAbsent(window, knownIn(window));
        } else {
            boolean working = row.level() >= 0 && row.level() <= row.capacity();
            long off = Math.abs(row.measured() - row.received()) > 300 ? 1 : 0;
            sums.merge(window, new Counts(0, 0, 1, working ? 0 : 1, 0, off), Counts::plus);
            heard.computeIfAbsent(row.device(), device -> new TreeSet<>()).add(window);
            if (working) {
                good.computeIfAbsent(row.device(), device -> new HashSet<>()).add(window);
            }
        }
        closeTo(lastClosed(time));
    }

    private static long lastClosed(long second) {
        return Math.floorDiv(second - WINDOW, WINDOW) - 1;
    }

    private void closeTo(long newest) {
        while (closed < newest) {
            closed++;
            long known = knownIn(closed);
            if (known > 0 || sums.containsKey(closed)) {
                devices.put(closed, known);
            }
        }
    }

    private long knownIn(long window) {
        return heard.values().stream()
                .filter(windows ->
                        !windows.subSet(window - KNOWN, false, window, true).isEmpty())
                .count();
    }

    private long availableIn(long window) {
        return good.values().stream()
                .filter(windows -> {
                    boolean within = false;
                    for (int back = 0; back < windowsOfSilence; back++) {
                        within |= windows.contains(window - back);
                    }
                    return within;
                })
                .count();
    }

    /** The sums of each local day's closed windows. */
    Map<LocalDate, Counts> days() {
        Map<LocalDate, Counts> days = new TreeMap<>();
        devices.forEach((window, known) -> days.merge(
                LocalDate.ofInstant(Instant.ofEpochSecond(window * WINDOW), ZONE),
                sums.getOrDefault(window, Counts.NONE).plus(new Counts(availableIn(window), known, 0, 0, 0, 0)),
                Counts::plus));
        return days;
    }
}
