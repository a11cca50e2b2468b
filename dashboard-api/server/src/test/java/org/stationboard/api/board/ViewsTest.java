package org.stationboard.api.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.SmallCity;
import org.stationboard.contract.v1.AlarmDisposition;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.EventGrade;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.GradedKind;
import org.stationboard.contract.v1.RoleCount;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.testkit.Records;

/** The named views over the real engine. */
class ViewsTest {
    /** Noon of a Monday in Shanghai: four hours into the shift. */
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");

    private static final String LANE = "990101001";

    private final SmallCity city = new SmallCity(NOON, unitsWithACommunity(), CatalogueLoader.shippedText());
    private final LastCounts counts = new LastCounts(city.view(), city.store());
    private final Boards boards = new Boards(city.view(), counts, ApiSettings.defaults());

    private static List<Unit> unitsWithACommunity() {
        List<Unit> units = new ArrayList<>(SmallCity.units());
        units.add(SmallCity.unit(LANE, "示例里", UnitLevel.COMMUNITY, SmallCity.NORTH_1, SmallCity.NORTH));
        return units;
    }

    private JsonNode section(String unit, View view, String section) {
        String text = boards.next(new Shown(unit, view), 1, new Boards.Remembered())
                .orElseThrow()
                .board();
        try {
            JsonNode found = new JsonMapper().readTree(text).at("/sections/" + section);
            assertThat(found.isMissingNode()).as(section).isFalse();
            return found;
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Instant minutesAgo(long minutes) {
        return NOON.minus(Duration.ofMinutes(minutes));
    }

    private static StationRecord alarm(String id, String unit, Instant at) {
        return Records.taken(Records.alarm("test/" + id, unit, at));
    }

    /** Version 1 of a record reported at that time, for a body of the test's own. */
    private static StationRecord.Builder head(String id, String unit, Instant at) {
        return Records.alarm(id, unit, at).clearAlarm();
    }

    private void tickAtNoon() {
        city.tick();
    }

    /** Ticks begin shortly before noon: what comes after is heard then, however long ago it was. */
    private void begin() {
        city.tick(minutesAgo(10).getEpochSecond() / 60);
    }

    @Test
    void listsOpenCallsOldestFirstWithTheirAge() {
        begin();
        StationRecord.Builder sent = Records.alarm("test/2", SmallCity.NORTH_2, minutesAgo(20));
        sent.getAlarmBuilder().setDispatchedAt(Records.at(minutesAgo(18)));
        city.takeAll(List.of(
                Records.taken(sent),
                alarm("1", SmallCity.NORTH_1, minutesAgo(50)),
                Records.taken(Records.handled(
                        Records.alarm("test/3", SmallCity.NORTH_1, minutesAgo(90)),
                        minutesAgo(88),
                        minutesAgo(80),
                        minutesAgo(60)))));
        tickAtNoon();

        JsonNode open = section(SmallCity.CITY, View.CALLS, "openCalls");
        assertThat(open.at("/oldest")).hasSize(2);
        assertThat(open.at("/oldest/0/unit/id").asText()).isEqualTo(SmallCity.NORTH_1);
        assertThat(open.at("/oldest/0/state").asText()).isEqualTo("UNDISPATCHED");
        assertThat(open.at("/oldest/0/ageMinutes").asLong()).isEqualTo(50);
        assertThat(open.at("/oldest/0/category").asText()).isEqualTo("theft");
        assertThat(open.at("/oldest/1/state").asText()).isEqualTo("UNATTENDED");
        assertThat(open.at("/oldest/1/ageMinutes").asLong()).isEqualTo(20);
        assertThat(open.get("older").asLong()).isZero();
        assertThat(open.get("undispatched").asLong()).isEqualTo(1);
        assertThat(section(SmallCity.SOUTH, View.CALLS, "openCalls").get("oldest"))
                .isEmpty();
    }

    @Test
    void aCallLeavesTheListWithTheVersionThatEndsIt() {
        begin();
        StationRecord.Builder call = Records.alarm("test/1", SmallCity.NORTH_1, minutesAgo(50));
        city.take(Records.taken(Records.handled(call, minutesAgo(45), minutesAgo(40), minutesAgo(30))));
        city.take(Records.taken(call)); // the older version comes last
        tickAtNoon();

        assertThat(section(SmallCity.CITY, View.CALLS, "openCalls").get("oldest"))
                .isEmpty();
    }

    @Test
    void aDesksFactsAboutACallBearTheCallsOwnType() {
        begin();
        StationRecord.Builder call = Records.alarm("calls/1", SmallCity.NORTH_1, minutesAgo(40));
        // Its own source knows no steps and tells no more than that it was taken.
        call.getAlarmBuilder().setPriority(0).setDisposition(AlarmDisposition.HANDLED);
        StationRecord.Builder desk = Records.alarm("simulated/1", SmallCity.NORTH_1, minutesAgo(40));
        desk.setAbout("calls/1").getAlarmBuilder().clearCategory();
        city.takeAll(List.of(Records.taken(call), Records.taken(desk)));
        tickAtNoon();

        JsonNode open = section(SmallCity.CITY, View.CALLS, "openCalls");
        assertThat(open.get("oldest")).hasSize(1);
        assertThat(open.at("/oldest/0/category").asText()).isEqualTo("theft");
        assertThat(open.at("/about/simulated").asBoolean()).isTrue();
        assertThat(section(SmallCity.CITY, View.CALLS, "calls")
                        .at("/about/simulated")
                        .asBoolean())
                .as("the calls themselves are real")
                .isFalse();
        assertThat(section(SmallCity.CITY, View.CALLS, "calls").get("today").asLong())
                .as("a desk's facts are no second call")
                .isEqualTo(1);
    }

    @Test
    void handsOverWhatTheShiftFoundAndWhatStandsOpen() {
        begin();
        city.takeAll(List.of(
                alarm("night", SmallCity.NORTH_1, minutesAgo(6 * 60)),
                alarm("day-1", SmallCity.NORTH_1, minutesAgo(3 * 60)),
                alarm("day-2", SmallCity.SOUTH_1, minutesAgo(2 * 60)),
                Records.taken(Records.handled(
                        Records.alarm("test/both", SmallCity.NORTH_1, minutesAgo(5 * 60)),
                        minutesAgo(5 * 60 - 3),
                        minutesAgo(5 * 60 - 9),
                        minutesAgo(60)))));
        tickAtNoon();

        JsonNode handover = section(SmallCity.CITY, View.DUTY, "handover");
        assertThat(handover.get("shift").asText()).isEqualTo("08:00");
        assertThat(handover.get("from").asText()).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(handover.get("previousFrom").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(handover.at("/calls/came").asLong()).isEqualTo(2);
        assertThat(handover.at("/calls/concluded").asLong()).isEqualTo(1);
        assertThat(handover.at("/calls/cameBefore").asLong()).isEqualTo(2);
        assertThat(handover.at("/calls/concludedBefore").asLong()).isZero();
        assertThat(handover.at("/calls/open").asLong()).isEqualTo(3);
        assertThat(handover.at("/cases/came").isNull()).as("nobody sends cases").isTrue();
        assertThat(section(SmallCity.SOUTH, View.DUTY, "handover")
                        .at("/calls/came")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void addsTheDutyOfStationsAndLeavesOutWhoReportsNone() {
        begin();
        city.takeAll(List.of(
                Records.taken(duty("simulated/n1", SmallCity.NORTH_1, 8, 7)),
                Records.taken(duty("simulated/n2", SmallCity.NORTH_2, 4, 4))));
        tickAtNoon();

        JsonNode duty = section(SmallCity.CITY, View.DUTY, "duty");
        assertThat(duty.at("/posts/n").asLong()).isEqualTo(11);
        assertThat(duty.at("/posts/d").asLong()).isEqualTo(12);
        assertThat(duty.at("/roles/0/role").asText()).isEqualTo("officer");
        assertThat(duty.at("/roles/0/present/d").asLong()).isEqualTo(12);
        assertThat(duty.at("/units/0/posts/d").asLong()).isEqualTo(12);
        assertThat(duty.at("/units/1/posts/d").isNull()).isTrue();
        assertThat(duty.at("/days/27/posts/n").asLong()).isEqualTo(11);
        assertThat(duty.at("/about/simulated").asBoolean()).isTrue();
        assertThat(duty.at("/about/shorterThanAYear").asBoolean()).isTrue();
    }

    private static StationRecord.Builder duty(String id, String unit, int planned, int filled) {
        Instant from = Instant.parse("2026-03-02T00:00:00Z");
        return head(id, unit, minutesAgo(200))
                .setDuty(Duty.newBuilder()
                        .setFrom(Records.at(from))
                        .setTo(Records.at(from.plus(Duration.ofHours(12))))
                        .setPostsPlanned(planned)
                        .setPostsFilled(filled)
                        .setVehiclesPlanned(2)
                        .setVehiclesReady(1)
                        .addRoles(RoleCount.newBuilder()
                                .setRole("officer")
                                .setPlanned(planned)
                                .setPresent(filled)));
    }

    @Test
    void showsCasesWithoutAnyRowForAStation() {
        begin();
        city.take(Records.taken(head("cases/1", SmallCity.NORTH_1, minutesAgo(100))
                .setCase(Case.newBuilder()
                        .setCategory("larceny")
                        .setOpenedAt(Records.at(minutesAgo(100)))
                        .setFiledAt(Records.at(minutesAgo(50))))));
        tickAtNoon();

        JsonNode cases = section(SmallCity.CITY, View.CASES, "cases");
        assertThat(cases.get("openedToday").asLong()).isEqualTo(1);
        assertThat(cases.get("filedToday").asLong()).isEqualTo(1);
        assertThat(cases.get("closedToday").asLong()).isZero();
        assertThat(cases.at("/categories/0/category").asText()).isEqualTo("larceny");
        assertThat(cases.toString()).doesNotContain(SmallCity.NORTH_1).doesNotContain("target");
        assertThat(section(SmallCity.CITY, View.CASES, "custody").get("out").isNull())
                .isTrue();
    }

    @Test
    void aClockThatNobodyWindsIsNotClean() {
        tickAtNoon();
        counts.refresh();

        JsonNode clocks = section(SmallCity.CITY, View.OVERVIEW, "clocks").get("clocks");
        assertThat(clocks).hasSize(4);
        assertThat(clocks.at("/0/state").asText()).isEqualTo("NEVER");
        assertThat(clocks.at("/0/cleanSince").isNull()).isTrue();
    }

    @Test
    void aClockRunsFromTheDayAfterTheLastEventAtAnyDistance() {
        Instant longAgo = NOON.minus(Duration.ofDays(400));
        city.tick(longAgo.getEpochSecond() / 60 - 60);
        city.take(Records.taken(graded("events/1", SmallCity.NORTH_1, longAgo, GradedKind.MASS_INCIDENT)));
        city.take(Records.taken(graded("events/2", SmallCity.NORTH_2, longAgo, GradedKind.POLITICAL_CASE)));
        tickAtNoon();
        assertThat(clock(SmallCity.CITY, 1).get("state").asText()).isEqualTo("LOADING");
        counts.refresh();

        JsonNode broken = clock(SmallCity.CITY, 1);
        assertThat(broken.get("standard").asText()).isEqualTo("Z02");
        assertThat(broken.get("count").asLong()).isEqualTo(1);
        assertThat(broken.get("days").asLong()).isEqualTo(400);
        assertThat(broken.get("state").asText()).isIn("BROKEN", "STALE");
        assertThat(clock(SmallCity.NORTH_2, 1).get("count").asLong()).isZero();
        assertThat(section(SmallCity.CITY, View.OVERVIEW, "clocks").toString())
                .as("Z06 to Z08 are for reviewers alone")
                .doesNotContain("political");
    }

    private JsonNode clock(String unit, int place) {
        return section(unit, View.OVERVIEW, "clocks").at("/clocks/" + place);
    }

    private static StationRecord.Builder graded(String id, String unit, Instant at, GradedKind kind) {
        return head(id, unit, at)
                .setGradedEvent(GradedEvent.newBuilder()
                        .setKind(kind)
                        .setHappenedAt(Records.at(at))
                        .setFiledAt(Records.at(at))
                        .setGrade(EventGrade.GRAVE)
                        .setGradedByRole("county-leader")
                        .setGradedAt(Records.at(at))
                        .setConfirmed(true));
    }

    @Test
    void tellsACommunitysCountsToItsOwnStationAlone() {
        begin();
        city.take(Records.taken(
                Records.alarm("test/1", SmallCity.NORTH_1, minutesAgo(30)).setCommunityId(LANE)));
        tickAtNoon();
        counts.refresh();

        JsonNode own = section(SmallCity.NORTH_1, View.COMMUNITY, "communities").at("/list/0");
        assertThat(own.at("/unit/id").asText()).isEqualTo(LANE);
        assertThat(own.at("/crime/clean").asBoolean()).isFalse();
        assertThat(own.at("/crime/count").asLong()).isEqualTo(1);
        assertThat(own.at("/crime/cleanSince").asText()).isEqualTo("2026-03-03");
        assertThat(own.at("/accident/clean").isNull())
                .as("nobody sends accidents")
                .isTrue();

        JsonNode county = section(SmallCity.NORTH, View.COMMUNITY, "communities");
        assertThat(county.at("/list/0/crime/clean").asBoolean()).isFalse();
        assertThat(county.at("/list/0/crime/count").isNull()).isTrue();
        assertThat(county.at("/list/0/crime/cleanSince").isNull()).isTrue();
        assertThat(county.at("/units/0/communities").asInt()).isEqualTo(1);
        assertThat(county.at("/units/0/clean").asInt()).isZero();

        JsonNode above = section(SmallCity.CITY, View.COMMUNITY, "communities");
        assertThat(above.get("list")).isEmpty();
        assertThat(above.at("/tally/0/clean").asInt()).isZero();
        assertThat(above.at("/tally/0/communities").asInt()).isEqualTo(1);
    }

    @Test
    void tellsSilentDevicesFromThoseNobodyHeardOf() {
        begin();
        city.takeAll(List.of(
                Records.taken(devices("telemetry/1", SmallCity.NORTH_1, 20, 10, 8)),
                Records.taken(devices("telemetry/2", SmallCity.NORTH_1, 10, 10, 9)),
                Records.taken(devices("telemetry/3", SmallCity.SOUTH_1, 200, 5, 5))));
        tickAtNoon();

        JsonNode devices = section(SmallCity.CITY, View.DUTY, "devices");
        assertThat(devices.at("/kinds/0/kind").asText()).isEqualTo("camera");
        assertThat(devices.at("/kinds/0/devices").asLong()).isEqualTo(15);
        assertThat(devices.at("/kinds/0/available").asLong())
                .as("of the newest window")
                .isEqualTo(9);
        assertThat(devices.at("/kinds/0/silent").asLong()).isEqualTo(1);
        assertThat(devices.at("/kinds/0/unheard").asLong()).isEqualTo(5);
        assertThat(devices.at("/units/1/unheard").asLong()).isEqualTo(5);
        assertThat(devices.at("/today/n").asLong()).as("of all windows").isEqualTo(22);
        assertThat(section(SmallCity.NORTH_1, View.DUTY, "devices")
                        .at("/units/0/silent")
                        .asLong())
                .isEqualTo(1);
    }

    private static StationRecord.Builder devices(String id, String unit, long minutes, int devices, int available) {
        return head(id, unit, minutesAgo(minutes))
                .setDeviceSummary(DeviceSummary.newBuilder()
                        .setKind(DeviceKind.CAMERA)
                        .setFrom(Records.at(minutesAgo(minutes + 10)))
                        .setTo(Records.at(minutesAgo(minutes)))
                        .setDevices(devices)
                        .setAvailable(available)
                        .setReadings(100));
    }

    @Test
    void addsUpStationsOfOneClass() {
        begin();
        city.takeAll(
                List.of(alarm("1", SmallCity.NORTH_1, minutesAgo(30)), alarm("2", SmallCity.SOUTH_1, minutesAgo(20))));
        tickAtNoon();

        JsonNode classes = section(SmallCity.CITY, View.OVERVIEW, "classes").get("classes");
        assertThat(classes).hasSize(3);
        assertThat(classes.at("/0/class").asText()).isEqualTo("urban");
        assertThat(classes.at("/0/stations").asInt()).isEqualTo(3);
        assertThat(classes.at("/0/callsToday").asLong()).isEqualTo(2);
        assertThat(classes.at("/0/population").isNull()).isTrue();
        assertThat(classes.at("/2/callsToday").isNull()).as("no rural station").isTrue();
        assertThat(section(SmallCity.NORTH_1, View.OVERVIEW, "classes").get("classes"))
                .isEmpty();
    }

    @Test
    void countsPhasesInTimeAndShowsQuantilesAsBuckets() {
        begin();
        city.take(Records.taken(Records.handled(
                Records.alarm("test/1", SmallCity.NORTH_1, minutesAgo(100)),
                minutesAgo(98),
                minutesAgo(88),
                minutesAgo(40))));
        tickAtNoon();

        JsonNode response = section(SmallCity.CITY, View.CALLS, "response");
        assertThat(response.at("/dispatch/targetMinutes").asLong()).isEqualTo(3);
        assertThat(response.at("/dispatch/today/n").asLong()).isEqualTo(1);
        assertThat(response.at("/arrival/last28/d").asLong()).isEqualTo(1);
        assertThat(response.at("/arrival/todayDurations/p50/over").asInt()).isEqualTo(10);
        assertThat(response.at("/arrival/todayDurations/p50/upTo").asInt()).isEqualTo(15);
        assertThat(response.at("/handling/today/p90/upTo").asInt()).isEqualTo(60);
    }

    @Test
    void everyViewHasItsSectionsAndNoOther() throws Exception {
        tickAtNoon();
        for (View view : View.values()) {
            String board = boards.next(new Shown(SmallCity.CITY, view), 1, new Boards.Remembered())
                    .orElseThrow()
                    .board();
            JsonNode shown = new JsonMapper().readTree(board);
            assertThat(shown.get("view").asText()).isEqualTo(view.apiName());
            assertThat(shown.get("sections").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(
                            view.sections().stream().map(Section::key).toList());
        }
    }
}
