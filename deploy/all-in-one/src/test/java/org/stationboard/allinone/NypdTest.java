package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.gateway.OrgRegister;

/** Calls with all their steps, timed twice: by the engine, and by a loop over the file that knows nothing of it. */
final class NypdTest {
    private static List<Map<String, String>> rows;
    private static EngineRun run;

    @BeforeAll
    static void replayOnce() throws Exception {
        Path file = RealRecords.fileOrSkip(NypdCalls.FILE);
        OrgRegister city = RealRecords.city();
        rows = PlainCsv.rows(file);
        run = new EngineRun(city, 1440);
        run.replay(RealRecords.read(RealRecords.forTests("nypd"), file, city));
        run.finish();
    }

    @Test
    void timesDispatchAndArrivalAsAPlainLoopDoes() {
        List<Long> dispatch = NypdCalls.seconds(rows, NypdCalls.DISPATCHED);
        List<Long> arrival = NypdCalls.seconds(rows, NypdCalls.ARRIVED);

        assertThat(run.letters()).isEmpty();
        assertThat(run.byDay("dispatch.in-time")).isEqualTo(NypdCalls.inTime(rows, NypdCalls.DISPATCHED, 3));
        assertThat(run.byDay("arrival.in-time")).isEqualTo(NypdCalls.inTime(rows, NypdCalls.ARRIVED, 15));
        assertThat(buckets("dispatch.bucket.")).isEqualTo(NypdCalls.buckets(dispatch));
        assertThat(buckets("arrival.bucket.")).isEqualTo(NypdCalls.buckets(arrival));
        assertThat(Math.round(NypdCalls.median(dispatch) / 6.0)).isEqualTo(20); // 2.0 minutes
        assertThat(Math.round(NypdCalls.median(arrival) / 6.0)).isEqualTo(136); // 13.6 minutes
        assertThat(bucketOfMedian(buckets("dispatch.bucket."))).isEqualTo("le-2");
        assertThat(bucketOfMedian(buckets("arrival.bucket."))).isEqualTo("le-15");
    }

    @Test
    void leavesNoClosedCallOpen() {
        assertThat(run.total("alarms").get(0)).isEqualTo(7_396);
        assertThat(run.stockAtTheEnd("alarms.open.undispatched")).isZero();
        assertThat(run.stockAtTheEnd("alarms.open.unattended")).isZero();
    }

    private static List<Long> buckets(String prefix) {
        return codes().stream().map(code -> run.total(prefix + code).get(0)).toList();
    }

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        NypdCalls.BOUNDS.forEach(bound -> codes.add("le-" + bound));
        codes.add("over");
        return codes;
    }

    private static String bucketOfMedian(List<Long> buckets) {
        long half = buckets.stream().mapToLong(Long::longValue).sum() / 2;
        long upTo = 0;
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            upTo += buckets.get(bucket);
            if (upTo > half) {
                return codes().get(bucket);
            }
        }
        return "none";
    }
}
