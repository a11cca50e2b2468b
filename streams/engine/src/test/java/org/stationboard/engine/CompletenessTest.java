package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Announced;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.StationRecord;

/** What marks announced against what came, counted by the local day a version was reported on. */
class CompletenessTest {
    private static final String UNIT = "990101";
    private final Bench bench = new Bench();
    private int marks;

    @BeforeEach
    void begin() {
        bench.take(City.control(City.register()));
        bench.tick("2026-03-10T09:00");
    }

    @Test
    void countsWhatWasReportedInTheSpanWhetherItCameBeforeTheMarkOrAfter() {
        alarm(1, "2026-03-01T00:00");
        alarm(2, "2026-03-02T23:59");
        alarm(3, "2026-03-03T00:00");
        mark("2026-03-01T00:00", "2026-03-03T00:00", 4);
        assertThat(announced()).containsExactly(of("2026-03-01T00:00", "2026-03-03T00:00", 4, 2));
        alarm(4, "2026-03-01T10:00");
        assertThat(announced()).containsExactly(of("2026-03-01T00:00", "2026-03-03T00:00", 4, 3));
    }

    @Test
    void aDuplicateIsNoVersionMoreAndMoreThanAnnouncedIsNoMoreThanComplete() {
        alarm(1, "2026-03-01T01:00");
        alarm(1, "2026-03-01T01:00");
        mark("2026-03-01T00:00", "2026-03-02T00:00", 2);
        assertThat(announced()).containsExactly(of("2026-03-01T00:00", "2026-03-02T00:00", 2, 1));
        alarm(2, "2026-03-01T02:00");
        alarm(3, "2026-03-01T03:00");
        assertThat(announced()).containsExactly(of("2026-03-01T00:00", "2026-03-02T00:00", 2, 2));
    }

    @Test
    void marksOfPartsOfADayAreComparedOnceTheyFillIt() {
        alarm(1, "2026-03-01T01:00");
        mark("2026-03-01T00:00", "2026-03-01T08:00", 1);
        mark("2026-03-01T20:00", "2026-03-02T00:00", 0);
        assertThat(announced()).isEmpty();
        mark("2026-03-01T08:00", "2026-03-01T20:00", 2);
        assertThat(announced()).containsExactly(of("2026-03-01T00:00", "2026-03-02T00:00", 3, 1));
    }

    @Test
    void theLastWordOnASpanStands() {
        mark("2026-03-01T00:00", "2026-03-02T00:00", 5);
        mark("2026-03-02T00:00", "2026-03-03T00:00", 6);
        mark("2026-03-02T00:00", "2026-03-03T00:00", 7);
        assertThat(announced())
                .containsExactly(
                        of("2026-03-01T00:00", "2026-03-02T00:00", 5, 0),
                        of("2026-03-02T00:00", "2026-03-03T00:00", 7, 0));
        mark("2026-03-01T12:00", "2026-03-02T12:00", 1);
        assertThat(announced()).isEmpty();
    }

    @Test
    void whatAMarkDoesNotSayIsUnknown() {
        bench.take(City.mark("one/m", UNIT, "one", "alarm", "2026-03-01T00:00", "2026-03-02T00:00"));
        assertThat(announced()).isEmpty();
    }

    @Test
    void aNewEngineOnTheSameTablesKnowsTheSame() {
        alarm(1, "2026-03-01T01:00");
        mark("2026-03-01T00:00", "2026-03-02T00:00", 2);
        mark("2026-03-02T00:00", "2026-03-02T08:00", 1);
        List<Announced> before = announced();
        bench.restart();
        alarm(2, "2026-03-01T05:00");
        bench.restart();
        mark("2026-03-02T08:00", "2026-03-03T00:00", 1);
        assertThat(before).containsExactly(of("2026-03-01T00:00", "2026-03-02T00:00", 2, 1));
        assertThat(announced())
                .containsExactly(
                        of("2026-03-01T00:00", "2026-03-02T00:00", 2, 2),
                        of("2026-03-02T00:00", "2026-03-03T00:00", 2, 0));
    }

    @Test
    void keepsTheNewestSixtyFourSpans() {
        long first = City.minute("2026-01-01T00:00");
        Announcements announcements = new Announcements(new LocalDays(City.ZONE));
        for (int day = 0; day < 70; day++) {
            announcements.add(first + day * 1440L, first + (day + 1) * 1440L, day);
        }
        assertThat(announcements.wholeDays())
                .hasSize(64)
                .first()
                .isEqualTo(new Announcements.Span(first + 6 * 1440L, first + 7 * 1440L, 6));
    }

    @Test
    void anOlderVersionOfAMarkThatComesLateIsNotTheLastWord() {
        StationRecord.Builder mark =
                City.mark("one/m", UNIT, "one", "alarm", "2026-03-01T00:00", "2026-03-02T00:00").toBuilder();
        mark.getFeedMarkBuilder().setVersions(7);
        bench.take(mark.setVersion(2).build());
        mark.getFeedMarkBuilder().setVersions(5);
        bench.take(mark.setVersion(1).build());
        assertThat(announced()).containsExactly(of("2026-03-01T00:00", "2026-03-02T00:00", 7, 0));
    }

    private void alarm(int id, String reported) {
        bench.take(City.alarm("one/" + id, UNIT, 1, reported));
    }

    private void mark(String from, String to, long versions) {
        StationRecord.Builder mark = City.mark("one/m" + marks++, UNIT, "one", "alarm", from, to).toBuilder();
        mark.getFeedMarkBuilder().setVersions(versions);
        bench.take(mark.build());
    }

    private List<Announced> announced() {
        bench.take(City.tick(bench.engine.lastTick() + 1));
        FeedState last = bench.out.feeds.get(bench.out.feeds.size() - 1);
        return last.getAnnouncedList();
    }

    private static Announced of(String from, String to, long announced, long counted) {
        return Announced.newBuilder()
                .setFrom(City.minute(from))
                .setTo(City.minute(to))
                .setAnnounced(announced)
                .setCounted(counted)
                .build();
    }
}
