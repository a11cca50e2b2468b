package org.stationboard.api.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.SmallCity;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.testkit.Records;
import org.stationboard.testkit.StationDays;

class BoardsTest {
    /** Noon of a Monday in Shanghai. */
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final SmallCity city = new SmallCity(NOON);
    private final LastCounts counts = new LastCounts(city.view(), city.store());
    private final Boards boards = new Boards(city.view(), counts, ApiSettings.defaults());

    private JsonNode sections(String unit) {
        return json(boards.next(Shown.overview(unit), 1, new Boards.Remembered())
                        .orElseThrow()
                        .board())
                .get("sections");
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static StationRecord alarm(String id, String unit, Instant at) {
        return Records.taken(Records.alarm("test/" + id, unit, at));
    }

    @Test
    void addsStationsUpToCountyAndCity() {
        city.historyRead();
        city.tick();
        city.takeAll(List.of(
                alarm("1", SmallCity.NORTH_1, NOON),
                alarm("2", SmallCity.NORTH_2, NOON),
                alarm("3", SmallCity.SOUTH_1, NOON)));
        city.clock().advance(MINUTE);
        city.tick();

        assertThat(sections(SmallCity.CITY).at("/calls/today").asLong()).isEqualTo(3);
        assertThat(sections(SmallCity.NORTH).at("/calls/today").asLong()).isEqualTo(2);
        assertThat(sections(SmallCity.SOUTH_1).at("/calls/today").asLong()).isEqualTo(1);
        assertThat(sections(SmallCity.CITY).at("/calls/lastHour").asLong()).isEqualTo(3);
        assertThat(sections(SmallCity.CITY).at("/calls/families/0/family").asText())
                .isEqualTo("theft-robbery-fraud");
        assertThat(sections(SmallCity.CITY).at("/calls/families/0/today").asLong())
                .isEqualTo(3);
        assertThat(sections(SmallCity.CITY).at("/calls/categories/0/category").asText())
                .isEqualTo("theft");
        assertThat(sections(SmallCity.CITY).at("/children/0/callsToday").asLong())
                .isEqualTo(2);
        assertThat(sections(SmallCity.CITY).at("/children/0/unit/id").asText()).isEqualTo(SmallCity.NORTH);
        assertThat(sections(SmallCity.SOUTH_1).get("children")).isEmpty();
    }

    @Test
    void showsTheSameCountsAsCountingTheRecordsAgain() {
        List<StationRecord> records = new StationDays(
                        7,
                        List.of(SmallCity.NORTH_1, SmallCity.NORTH_2, SmallCity.SOUTH_1),
                        LocalDate.of(2026, 2, 22),
                        9,
                        ApiSettings.SHANGHAI,
                        12)
                .list();
        city.live(records, NOON);
        city.historyRead();

        List<StationRecord> newest = newestVersions(records, NOON);
        Instant midnight = Instant.parse("2026-03-01T16:00:00Z");
        JsonNode calls = sections(SmallCity.CITY).get("calls");
        assertThat(calls.get("today").asLong()).isPositive().isEqualTo(alarms(newest, midnight, NOON));
        assertThat(calls.get("yesterday").asLong())
                .isPositive()
                .isEqualTo(alarms(newest, midnight.minus(DAY), midnight));
        assertThat(calls.get("sameTimeLastWeek").asLong())
                .isPositive()
                .isEqualTo(alarms(newest, midnight.minus(Duration.ofDays(7)), NOON.minus(Duration.ofDays(7))));
        assertThat(calls.get("lastHour").asLong()).isEqualTo(alarms(newest, NOON.minus(Duration.ofHours(1)), NOON));
        assertThat(sum(calls.at("/minutes/counts"))).isEqualTo(alarms(newest, NOON.minus(Duration.ofHours(3)), NOON));
        assertThat(sum(calls.at("/minutes/lastWeek")))
                .isEqualTo(alarms(
                        newest,
                        NOON.minus(Duration.ofDays(7)).minus(Duration.ofHours(3)),
                        NOON.minus(Duration.ofDays(7))));
        assertThat(calls.at("/days/27/count").asLong())
                .isEqualTo(calls.get("today").asLong());
        assertThat(calls.at("/days/26/count").asLong())
                .isEqualTo(calls.get("yesterday").asLong());
    }

    private static List<StationRecord> newestVersions(List<StationRecord> records, Instant until) {
        Map<String, StationRecord> newest = new HashMap<>();
        for (StationRecord record : records) {
            if (!Records.instant(record.getReportedAt()).isAfter(until)) {
                newest.merge(
                        record.getRecordId(),
                        record,
                        (held, other) -> other.getVersion() > held.getVersion() ? other : held);
            }
        }
        return new ArrayList<>(newest.values());
    }

    private static long alarms(List<StationRecord> records, Instant from, Instant to) {
        return records.stream()
                .filter(record -> record.hasAlarm() && !record.getWithdrawn())
                .map(record -> Records.instant(record.getAlarm().getCalledAt()))
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .count();
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }

    @Test
    void saysNothingOfADayWithoutCellAndCover() {
        city.tick();
        city.take(alarm("1", SmallCity.NORTH_1, NOON));
        city.clock().advance(MINUTE);
        city.tick();

        JsonNode days = sections(SmallCity.NORTH_1).at("/calls/days");
        assertThat(days).hasSize(28);
        assertThat(days.get(26).get("count").isNull()).isTrue();
        assertThat(days.get(27).get("count").asLong()).isEqualTo(1);
        assertThat(sections(SmallCity.NORTH_1).at("/calls/yesterday").isNull()).isTrue();
        assertThat(sections(SmallCity.NORTH_1)
                        .at("/disputes/days/27/registered")
                        .isNull())
                .isTrue();
    }

    @Test
    void saysNothingOfTodayWhereNobodyIsHeard() {
        city.tick();

        JsonNode sections = sections(SmallCity.CITY);
        for (String path : List.of(
                "/calls/today",
                "/calls/lastHour",
                "/calls/families/0/today",
                "/disputes/registeredToday",
                "/disputes/open",
                "/disputes/police/concludedToday",
                "/children/0/callsToday",
                "/children/0/open",
                "/handover/calls/came")) {
            assertThat(sections.at(path).isNull()).as(path).isTrue();
        }
        assertThat(sections.at("/calls/about/state").asText()).isEqualTo("NEVER");
    }

    @Test
    void saysZeroOfACoveredDayWithoutCalls() {
        city.tick();
        city.take(Records.mark("test", "alarm", SmallCity.NORTH_1, NOON.minus(Duration.ofDays(3)), NOON));
        city.clock().advance(MINUTE);
        city.tick();

        JsonNode yesterday = sections(SmallCity.NORTH_2).at("/calls/yesterday");
        assertThat(yesterday.isNull()).isFalse();
        assertThat(yesterday.asLong()).isZero();
        assertThat(sections(SmallCity.SOUTH_1).at("/calls/yesterday").isNull()).isTrue();
    }

    @Test
    void showsALiveFigureUntilTheTickMakesItOfRecord() {
        city.tick();
        city.publishLive();
        city.take(alarm("1", SmallCity.NORTH_1, NOON));
        city.publishLive();

        assertThat(sections(SmallCity.CITY).at("/calls/today").asLong()).isEqualTo(1);
        assertThat(sections(SmallCity.CITY).at("/calls/provisional").asBoolean())
                .isTrue();

        city.clock().advance(MINUTE);
        city.tick();
        assertThat(sections(SmallCity.CITY).at("/calls/today").asLong()).isEqualTo(1);
        assertThat(sections(SmallCity.CITY).at("/calls/provisional").asBoolean())
                .isFalse();
    }

    @Test
    void countsStocksAndWhatPoliceHaveToDoWith() {
        city.tick();
        StationRecord.Builder quarrel = Records.dispute("test/d1", SmallCity.NORTH_1, NOON);
        quarrel.getDisputeBuilder().setPoliceRelated(true);
        city.take(Records.taken(quarrel));
        city.take(Records.taken(Records.dispute("test/d2", SmallCity.SOUTH_1, NOON)));
        city.take(Records.taken(
                Records.attempted(Records.dispute("test/d3", SmallCity.NORTH_1, NOON), NOON, DisputeOutcome.SUCCESS)));
        city.clock().advance(MINUTE);
        city.tick();

        JsonNode disputes = sections(SmallCity.CITY).get("disputes");
        assertThat(disputes.get("registeredToday").asLong()).isEqualTo(3);
        assertThat(disputes.get("concludedToday").asLong()).isEqualTo(1);
        assertThat(disputes.get("succeededToday").asLong()).isEqualTo(1);
        assertThat(disputes.get("open").asLong()).isEqualTo(2);
        assertThat(disputes.at("/police/registeredToday").asLong()).isEqualTo(1);
        assertThat(sections(SmallCity.CITY).at("/children/0/open").asLong()).isEqualTo(1);
    }

    @Test
    void givesNoVerdictAboveTheStationButSumAndTally() {
        attempts(SmallCity.NORTH_1, 40, 30);
        attempts(SmallCity.NORTH_2, 10, 0);
        city.clock().advance(MINUTE);
        city.tick();

        JsonNode above = row(sections(SmallCity.NORTH), "N02");
        assertThat(above.get("state").isNull()).isTrue();
        assertThat(above.get("numerator").asLong()).isEqualTo(40);
        assertThat(above.get("denominator").asLong()).isEqualTo(80);
        assertThat(above.get("literal").asText()).isEqualTo("MISSED");
        assertThat(above.get("lowerPpm").asLong()).isLessThan(500_000);
        assertThat(above.get("upperPpm").asLong()).isGreaterThan(500_000);
        assertThat(sum(above.get("tally"))).isEqualTo(2);

        JsonNode station = row(sections(SmallCity.NORTH_1), "N02");
        assertThat(station.get("tally").isNull()).isTrue();
        assertThat(station.get("state").isNull()).isFalse();
        assertThat(station.get("numerator").asLong()).isEqualTo(30);
        assertThat(station.get("denominator").asLong()).isEqualTo(60);
    }

    @Test
    void saysInsufficientOfAStationThatWasNeverJudged() {
        JsonNode station = row(sections(SmallCity.SOUTH_1), "N03");
        assertThat(station.get("state").asText()).isEqualTo("INSUFFICIENT");
        assertThat(station.get("tick").isNull()).isTrue();
        assertThat(station.get("literal").asText()).isEqualTo("NONE");
    }

    private void attempts(String unit, int successes, int failures) {
        city.tick();
        boolean first = unit.equals(SmallCity.NORTH_1);
        int won = first ? 30 : successes;
        int lost = first ? 30 : failures + 10;
        for (int i = 0; i < won + lost; i++) {
            DisputeOutcome outcome = i < won ? DisputeOutcome.SUCCESS : DisputeOutcome.FAILURE;
            city.take(Records.taken(
                    Records.attempted(Records.dispute("test/" + unit + "-" + i, unit, NOON), NOON, outcome)));
        }
    }

    private static JsonNode row(JsonNode sections, String standard) {
        for (JsonNode row : sections.get("standards")) {
            if (row.get("id").asText().equals(standard)) {
                return row;
            }
        }
        throw new AssertionError(standard + " is not among " + sections.get("standards"));
    }

    @Test
    void namesAFeedThatIsHeardElsewhereAndNeverHere() {
        city.tick();
        city.take(alarm("1", SmallCity.NORTH_1, NOON));
        city.clock().advance(MINUTE);
        city.tick();

        JsonNode feeds = sections(SmallCity.CITY).get("feeds");
        assertThat(feeds).hasSize(2);
        assertThat(feeds.get(0).get("state").asText()).isEqualTo("LIVE");
        assertThat(feeds.get(1).get("logKey").asText()).isEqualTo(SmallCity.SOUTH);
        assertThat(feeds.get(1).get("state").asText()).isEqualTo("NEVER");
        assertThat(feeds.get(1).get("lastHeard").isNull()).isTrue();
    }

    @Test
    void knowsNothingByTheMinuteBeforeTheMinutesAreRead() {
        city.tick();
        city.takeAll(List.of(alarm("1", SmallCity.NORTH_1, NOON)));
        city.clock().advance(MINUTE);
        city.tick();

        JsonNode unread = sections(SmallCity.CITY).get("calls");
        assertThat(unread.get("today").asLong()).isEqualTo(1);
        assertThat(unread.get("lastHour").isNull()).as("not zero").isTrue();
        assertThat(unread.at("/minutes/counts").isNull()).isTrue();
        assertThat(unread.get("sameTimeLastWeek").isNull()).isTrue();

        city.historyRead();
        assertThat(sections(SmallCity.CITY).at("/calls/lastHour").asLong()).isEqualTo(1);
    }

    @Test
    void takesTheNewestTickForNowUnderTheLogClock() {
        city.mode(ClockMode.LOG);
        city.historyRead();
        Instant old = Instant.parse("2014-05-01T02:30:00Z");
        city.tick(old.getEpochSecond() / 60);
        city.take(alarm("1", SmallCity.NORTH_1, old));
        city.tick(old.getEpochSecond() / 60 + 1);

        BoardSnapshot board = boards.next(Shown.overview(SmallCity.CITY), 1, new Boards.Remembered())
                .orElseThrow();
        assertThat(board.head().mode()).isEqualTo("log");
        assertThat(board.head().tick()).isEqualTo("2014-05-01T02:31:00Z");
        JsonNode calls = json(board.board()).at("/sections/calls");
        assertThat(calls.get("today").asLong()).isEqualTo(1);
        assertThat(calls.at("/days/27/day").asText()).isEqualTo("2014-05-01");
        assertThat(calls.at("/minutes/counts/179").asLong()).isEqualTo(1);
        assertThat(calls.get("asOf").asText()).startsWith("2014-05-01T02:3");
    }

    @Test
    void agesGrowWhenPulsesStop() {
        city.tick();
        city.publishLive();
        assertThat(head().pulseAgeMs()).isZero();

        city.clock().advance(Duration.ofSeconds(7));
        assertThat(head().pulseAgeMs()).isEqualTo(7000);
        assertThat(head().tickAgeMs()).isEqualTo(7000);

        city.pulse();
        assertThat(head().pulseAgeMs()).isZero();
        assertThat(head().tickAgeMs()).isEqualTo(7000);
    }

    @Test
    void hasNoAgesBeforeAnythingWasHeard() {
        assertThat(head().pulseAgeMs()).isNull();
        assertThat(head().tickAgeMs()).isNull();
        assertThat(head().tick()).isNull();
        assertThat(head().lagMs()).isNull();
    }

    private FrameHead head() {
        return boards.next(Shown.overview(SmallCity.CITY), 1, new Boards.Remembered())
                .orElseThrow()
                .head();
    }

    @Test
    void sendsOnlySectionsThatChanged() {
        city.tick();
        Boards.Remembered remembered = new Boards.Remembered();
        boards.next(Shown.overview(SmallCity.CITY), 10, remembered);
        BoardSnapshot quiet =
                boards.next(Shown.overview(SmallCity.CITY), 11, remembered).orElseThrow();
        assertThat(frame(quiet, 10).get("sections")).isEmpty();

        city.take(alarm("1", SmallCity.NORTH_1, NOON));
        city.publishLive();
        BoardSnapshot changed =
                boards.next(Shown.overview(SmallCity.CITY), 12, remembered).orElseThrow();
        assertThat(frame(changed, 11).get("sections").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("calls", "children", "handover", "classes");
    }

    @Test
    void givesAClientThatMissedFramesEverySectionThatChangedSince() {
        city.tick();
        Boards.Remembered remembered = new Boards.Remembered();
        boards.next(Shown.overview(SmallCity.CITY), 10, remembered);
        city.take(alarm("1", SmallCity.NORTH_1, NOON));
        city.publishLive();
        boards.next(Shown.overview(SmallCity.CITY), 11, remembered);
        city.take(Records.taken(Records.dispute("test/d1", SmallCity.NORTH_1, NOON)));
        city.publishLive();
        BoardSnapshot now =
                boards.next(Shown.overview(SmallCity.CITY), 12, remembered).orElseThrow();

        assertThat(frame(now, 11).get("sections").fieldNames())
                .toIterable()
                .contains("disputes", "children", "handover")
                .doesNotContain("calls", "standards");
        assertThat(frame(now, 10).get("sections").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("calls", "disputes", "children", "handover", "classes");
        assertThat(frame(now, -1).get("sections")).hasSize(9);
        assertThat(frame(now, 5_000_000_000L).get("sections"))
                .as("a frame that was never ours")
                .hasSize(9);
    }

    @Test
    void sharesTheEncodedFrameAmongAllClients() {
        BoardSnapshot now = boards.next(Shown.overview(SmallCity.CITY), 12, new Boards.Remembered())
                .orElseThrow();
        assertThat(now.eventAfter(11)).isSameAs(now.eventAfter(11));
    }

    private static JsonNode frame(BoardSnapshot snapshot, long after) {
        String event = snapshot.eventAfter(after).toString();
        assertThat(event)
                .startsWith("id: " + snapshot.id() + "\nevent: frame\ndata: {")
                .endsWith("}\n\n");
        return json(event.substring(event.indexOf("data: ") + 6));
    }

    @Test
    void listsFiringAlertsInTheRegistersOrder() {
        String catalogue = CatalogueLoader.shippedText()
                .replace("holdTurns: 3", "holdTurns: 1")
                .replace("windowMonths: 12", "windowMonths: 1");
        SmallCity strict = new SmallCity(NOON, SmallCity.units(), catalogue);
        Boards strictBoards =
                new Boards(strict.view(), new LastCounts(strict.view(), strict.store()), ApiSettings.defaults());
        strict.tick();
        for (String unit : List.of(SmallCity.SOUTH_1, SmallCity.NORTH_1)) {
            strict.take(Records.mark("test-" + unit, "dispute", unit, NOON.minus(Duration.ofDays(60)), NOON));
            for (int i = 0; i < 30; i++) {
                strict.take(Records.taken(Records.attempted(
                        Records.dispute("test/" + unit + "-" + i, unit, NOON), NOON, DisputeOutcome.FAILURE)));
            }
        }
        strict.clock().advance(Duration.ofDays(3));
        strict.tick();

        JsonNode alerts = json(strictBoards
                        .next(Shown.overview(SmallCity.CITY), 1, new Boards.Remembered())
                        .orElseThrow()
                        .board())
                .at("/sections/alerts");
        assertThat(alerts.get("list")).isNotEmpty();
        assertThat(alerts.get("firing").asLong() + alerts.get("pending").asLong())
                .isEqualTo(alerts.get("list").size());
        assertThat(alerts.at("/list/0/unit/id").asText()).isEqualTo(SmallCity.NORTH_1);
        assertThat(alerts.at("/list/1/unit/id").asText()).isEqualTo(SmallCity.SOUTH_1);
    }
}
