package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Tick;

class TickSpansTest {
    private final TickSpans shanghai = new TickSpans(ZoneId.of("Asia/Shanghai"));

    private static long minute(String instant) {
        return Instant.parse(instant).getEpochSecond() / 60;
    }

    private static List<String> spans(TickSpans spans, String from, String to) {
        List<String> all = new ArrayList<>();
        long at = minute(from);
        while (at <= minute(to)) {
            Tick tick = spans.next(at, minute(to));
            all.add(Instant.ofEpochSecond(tick.getFromMinute() * 60) + " "
                    + Instant.ofEpochSecond(tick.getMinute() * 60));
            at = tick.getMinute() + 1;
        }
        return all;
    }

    @Test
    void aSingleMinuteIsARangeOfItself() {
        assertThat(spans(shanghai, "2026-11-24T02:15:00Z", "2026-11-24T02:15:00Z"))
                .containsExactly("2026-11-24T02:15:00Z 2026-11-24T02:15:00Z");
    }

    @Test
    void aRangeMayEndWithTheDaysTurnAndNeverCrossesIt() {
        assertThat(spans(shanghai, "2026-11-24T02:15:00Z", "2026-11-26T01:00:00Z"))
                .containsExactly(
                        "2026-11-24T02:15:00Z 2026-11-24T16:00:00Z",
                        "2026-11-24T16:01:00Z 2026-11-25T16:00:00Z",
                        "2026-11-25T16:01:00Z 2026-11-26T01:00:00Z");
    }

    @Test
    void aRangeThatBeginsWithTheTurnIsTheTurnAlone() {
        assertThat(spans(shanghai, "2026-11-24T16:00:00Z", "2026-11-24T17:00:00Z"))
                .containsExactly(
                        "2026-11-24T16:00:00Z 2026-11-24T16:00:00Z", "2026-11-24T16:01:00Z 2026-11-24T17:00:00Z");
    }

    @Test
    void followsADayOfTwentyFiveHours() {
        TickSpans newYork = new TickSpans(ZoneId.of("America/New_York"));
        assertThat(spans(newYork, "2026-11-01T04:01:00Z", "2026-11-02T05:00:00Z"))
                .containsExactly("2026-11-01T04:01:00Z 2026-11-02T05:00:00Z");
    }
}
