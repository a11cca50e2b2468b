package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stationboard.gateway.OrgRegister;

/** Calls with all their steps, timed twice: by the engine, and by a loop over the file that knows nothing of it. */
final class NypdTest {
    private static final List<Long> BOUNDS =
            List.of(1L, 2L, 3L, 5L, 10L, 15L, 20L, 30L, 45L, 60L, 90L, 120L, 180L, 300L, 600L, 1440L);

    @Test
    void timesDispatchAndArrivalAsAPlainLoopDoes() throws Exception {
        Path file = RealRecords.fileOrSkip("calls/nypd-cad-lifecycle-potential-2024.csv.gz");
        OrgRegister city = RealRecords.city();
        EngineRun run = new EngineRun(city, 1440);
        run.replay(RealRecords.read(RealRecords.forTests("nypd"), file, city));
        run.finish();

        Map<LocalDate, List<Long>> dispatchedInTime = new TreeMap<>();
        Map<LocalDate, List<Long>> arrivedInTime = new TreeMap<>();
        List<Long> dispatch = new ArrayList<>();
        List<Long> arrival = new ArrayList<>();
        for (Map<String, String> row : PlainCsv.rows(file)) {
            LocalDateTime added = LocalDateTime.parse(PlainCsv.cell(row, "add_ts"));
            long toDispatch = Duration.between(added, LocalDateTime.parse(PlainCsv.cell(row, "disp_ts")))
                    .toSeconds();
            long toArrival = Duration.between(added, LocalDateTime.parse(PlainCsv.cell(row, "arrivd_ts")))
                    .toSeconds();
            add(dispatchedInTime, added.toLocalDate(), toDispatch <= 3 * 60);
            add(arrivedInTime, added.toLocalDate(), toArrival <= 15 * 60);
            dispatch.add(toDispatch);
            arrival.add(toArrival);
        }

        assertThat(run.letters()).isEmpty();
        assertThat(run.byDay("dispatch.in-time")).isEqualTo(dispatchedInTime);
        assertThat(run.byDay("arrival.in-time")).isEqualTo(arrivedInTime);
        assertThat(buckets(run, "dispatch.bucket.")).isEqualTo(plainBuckets(dispatch));
        assertThat(buckets(run, "arrival.bucket.")).isEqualTo(plainBuckets(arrival));
        assertThat(Math.round(median(dispatch) / 6.0)).isEqualTo(20); // 2.0 minutes
        assertThat(Math.round(median(arrival) / 6.0)).isEqualTo(136); // 13.6 minutes
        assertThat(bucketOfMedian(buckets(run, "dispatch.bucket."))).isEqualTo("le-2");
        assertThat(bucketOfMedian(buckets(run, "arrival.bucket."))).isEqualTo("le-15");
    }

    @Test
    void leavesNoClosedCallOpen() throws Exception {
        Path file = RealRecords.fileOrSkip("calls/nypd-cad-lifecycle-potential-2024.csv.gz");
        OrgRegister city = RealRecords.city();
        EngineRun run = new EngineRun(city, 1440);
        run.replay(RealRecords.read(RealRecords.forTests("nypd"), file, city));
        run.finish();

        long calls = run.total("alarms").get(0);
        assertThat(calls).isEqualTo(7_396);
        assertThat(run.stockAtTheEnd("alarms.open.undispatched")).isZero();
        assertThat(run.stockAtTheEnd("alarms.open.unattended")).isZero();
    }

    private static void add(Map<LocalDate, List<Long>> days, LocalDate day, boolean inTime) {
        days.merge(
                day,
                List.of(inTime ? 1L : 0L, 1L),
                (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
    }

    private static Map<String, Long> buckets(EngineRun run, String prefix) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String code : codes()) {
            long count = run.total(prefix + code).get(0);
            if (count > 0) {
                counts.put(code, count);
            }
        }
        return counts;
    }

    private static Map<String, Long> plainBuckets(List<Long> seconds) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String code : codes()) {
            long count = seconds.stream().filter(s -> code(s).equals(code)).count();
            if (count > 0) {
                counts.put(code, count);
            }
        }
        return counts;
    }

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        BOUNDS.forEach(bound -> codes.add("le-" + bound));
        codes.add("over");
        return codes;
    }

    private static String code(long seconds) {
        return BOUNDS.stream()
                .filter(bound -> seconds <= bound * 60)
                .findFirst()
                .map(bound -> "le-" + bound)
                .orElse("over");
    }

    private static double median(List<Long> seconds) {
        List<Long> sorted = seconds.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0;
    }

    private static String bucketOfMedian(Map<String, Long> buckets) {
        long half = buckets.values().stream().mapToLong(Long::longValue).sum() / 2;
        long upTo = 0;
        for (Map.Entry<String, Long> bucket : buckets.entrySet()) {
            upTo += bucket.getValue();
            if (upTo > half) {
                return bucket.getKey();
            }
        }
        return "none";
    }
}
