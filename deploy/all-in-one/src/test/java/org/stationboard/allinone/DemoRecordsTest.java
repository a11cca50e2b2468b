package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.OrgRegister;

/** The demo as it is played: the real and the made up, from the shipped files. */
final class DemoRecordsTest {
    private static final Instant ANCHOR = Instant.parse("2026-11-24T04:00:00Z");

    private static DemoRecords records;
    private static OrgRegister city;
    private static List<StationRecord> history;

    @BeforeAll
    static void playFourWeeks() throws Exception {
        city = RealRecords.city();
        records = DemoRecords.load(new Shipped(RealRecords.DEMO_DATA), city);
        history = new ArrayList<>();
        new DemoTimeline(records.sources(), ANCHOR, Duration.ofDays(28))
                .history(Instant.EPOCH)
                .forEachRemaining(history::add);
    }

    @Test
    void makesUpOnlyUnderASourceOfThatName() {
        Map<String, Set<String>> bodies = new HashMap<>();
        for (StationRecord version : history) {
            String source =
                    version.getRecordId().substring(0, version.getRecordId().indexOf('/'));
            bodies.computeIfAbsent(source, name -> new HashSet<>())
                    .add(version.getBodyCase().name());
        }
        assertThat(bodies.keySet())
                .containsExactlyInAnyOrder("winston-salem", "consumidor", "charlottesville", "simulated");
        assertThat(bodies.get("winston-salem")).containsExactly("ALARM");
        assertThat(bodies.get("charlottesville")).containsExactly("CASE");
        assertThat(bodies.get("simulated"))
                .contains("DUTY", "VISIT", "INSPECTION", "CUSTODY", "SERVICE", "ALARM", "CASE", "GRADED_EVENT");
    }

    @Test
    void speaksOnlyOfCallsAndCasesThatWereSentBefore() {
        Set<String> sent = new HashSet<>();
        int about = 0;
        for (StationRecord version : history) {
            if (!version.getAbout().isEmpty() && version.getVersion() == 1 && version.hasAlarm()) {
                assertThat(sent.contains(version.getAbout()))
                        .as(version.getAbout())
                        .isTrue();
                about++;
            }
            sent.add(version.getRecordId());
        }
        assertThat(about).isGreaterThan(1_000);
    }

    @Test
    void laysTheStepsOfACallInTheOrderOfTheirTimes() {
        Map<String, Alarm> newest = new HashMap<>();
        for (StationRecord version : history) {
            if (version.hasAlarm() && !version.getAbout().isEmpty()) {
                newest.put(version.getRecordId(), version.getAlarm());
            }
        }
        assertThat(newest.values()).allSatisfy(alarm -> {
            List<Long> times = new ArrayList<>(List.of(alarm.getCalledAt().getSeconds()));
            if (alarm.hasDispatchedAt()) {
                times.add(alarm.getDispatchedAt().getSeconds());
            }
            if (alarm.hasArrivedAt()) {
                times.add(alarm.getArrivedAt().getSeconds());
            }
            if (alarm.hasConcludedAt()) {
                times.add(alarm.getConcludedAt().getSeconds());
            }
            assertThat(times).isSorted();
        });
    }

    @Test
    void addsLittleToTheRealHistory() {
        long madeUp = history.stream()
                .filter(version -> version.getRecordId().startsWith("simulated/"))
                .count();
        assertThat(madeUp).isBetween(5_000L, history.size() / 2L);
        long whole = new DemoTimeline(records.sources(), ANCHOR, DemoTimeline.HISTORY).historySize();
        System.out.printf("demo: %,d records in 66 weeks, %,d made up in 4%n", whole, madeUp);
        assertThat(whole).isBetween(950_000L, 1_150_000L);
    }

    @Test
    void placesEveryRecordOnAUnitAndACommunityOfTheRegister() {
        Set<String> communities = new HashSet<>();
        for (StationRecord version : history) {
            assertThat(city.known(version.getUnitId())).isTrue();
            if (!version.getCommunityId().isEmpty()) {
                assertThat(version.getCommunityId()).startsWith(version.getUnitId());
                communities.add(version.getCommunityId());
            }
        }
        assertThat(communities).hasSizeGreaterThan(136).allMatch(city::known);
    }

    @Test
    void marksEachFeedAsFarBackAsItReaches() {
        Instant begin = ANCHOR.minus(DemoTimeline.HISTORY);
        List<StationRecord> marks = new DemoMarks(city.root(), records.sources()).of(ANCHOR, begin, ANCHOR);
        assertThat(marks).extracting(StationRecord::getRecordId).doesNotHaveDuplicates();
        Map<String, Long> from = new HashMap<>();
        marks.forEach(mark -> from.put(
                mark.getFeedMark().getSource() + ' ' + mark.getFeedMark().getFeed(),
                mark.getFeedMark().getFrom().getSeconds()));
        assertThat(from)
                .containsEntry("winston-salem alarm", begin.getEpochSecond())
                .containsEntry("charlottesville case", begin.getEpochSecond())
                .containsEntry(
                        "simulated alarm", ANCHOR.minus(Duration.ofDays(91)).getEpochSecond())
                .containsKeys("simulated duty", "simulated information-check", "simulated graded-event");
    }

    @Test
    void givesDevicesReadingsWithoutHoleOrRepeatAroundTheAnchor() {
        Instant from = ANCHOR.minus(Duration.ofDays(2));
        Instant to = ANCHOR.plus(Duration.ofDays(16));
        DemoReadings readings = DemoRecords.readings(new Shipped(RealRecords.DEMO_DATA), city);
        List<Reading> whole = readings.received(ANCHOR, from, to);
        List<Reading> pieces = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plus(Duration.ofHours(1))) {
            pieces.addAll(readings.received(ANCHOR, at, at.plus(Duration.ofHours(1))));
        }
        assertThat(pieces).isEqualTo(whole);
        assertThat(new HashSet<>(whole)).hasSizeGreaterThan(whole.size() - whole.size() / 100);
        assertThat(whole.stream().map(Reading::getDeviceId).distinct().count()).isBetween(25L, 31L);
        assertThat(whole).allMatch(reading -> reading.getUnitId().isEmpty());
        // Every five minutes, but for the devices that were silent.
        long aDay = readings.received(ANCHOR, ANCHOR, ANCHOR.plus(Duration.ofDays(1)))
                .size();
        assertThat(aDay).isBetween(5_000L, 31L * 288 + 1_000);
    }
}
