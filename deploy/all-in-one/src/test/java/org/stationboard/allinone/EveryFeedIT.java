package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.api.ApiSettings.Limits;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.StationDays;
import org.stationboard.testkit.StationRoutine;

/** Records of every feed from the gateway to {@code /api/v1/figures}, each figure counted a second time by a plain loop. */
@Tag("rest")
final class EveryFeedIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FROM = LocalDate.of(2024, 3, 4);
    private static final int DAYS = 40;
    private static final List<String> STATIONS = List.of("990101", "990102", "990103", "990104", "990105", "990106");
    private static final String RANGE = "&unit=" + Installed.CITY + "&from=2024-03-04&to=2024-04-30&grain=range";

    @TempDir
    private static Path data;

    private static Installed installed;
    /** Newest version of each record. */
    private static final Map<String, StationRecord> NEWEST = new HashMap<>();

    @BeforeAll
    static void sendSixWeeks() throws Exception {
        installed = Installed.start(data, new Shipped(Installed.DEMO_DATA).demoCatalogue(), Limits.defaults());
        List<StationRecord> records =
                new ArrayList<>(new StationRoutine("simulated", 11, STATIONS, FROM, DAYS, ZONE).list());
        new StationDays(11, STATIONS, FROM, DAYS, ZONE, 10).forEach(records::add);
        records.sort(Comparator.comparingLong(record -> record.getReportedAt().getSeconds()));
        StringBuilder lines = new StringBuilder();
        for (StationRecord record : records) {
            lines.append(RecordJson.print(record.toBuilder()
                            .clearReceivedAt()
                            .clearContentDigest()
                            .build()))
                    .append('\n');
            NEWEST.merge(
                    record.getRecordId(), record, (one, other) -> other.getVersion() >= one.getVersion() ? other : one);
        }
        NEWEST.values().removeIf(StationRecord::getWithdrawn);
        installed.advance(FROM.atStartOfDay(ZONE).toInstant());
        installed.send(lines.toString(), Instant.parse("2024-06-10T00:00:00Z"));
    }

    @AfterAll
    static void stop() {
        installed.close();
    }

    private static List<Long> figure(String indicator) throws Exception {
        JsonNode figures = installed
                .client()
                .read("/api/v1/figures?indicator=" + indicator + RANGE)
                .get("figures");
        assertThat(figures).as(indicator).hasSize(1);
        JsonNode figure = figures.get(0);
        return List.of(
                figure.get("numerator").asLong(), figure.get("denominator").asLong());
    }

    private static long sum(ToLongFunction<StationRecord> of) {
        return NEWEST.values().stream().mapToLong(of).sum();
    }

    private static long one(boolean counted) {
        return counted ? 1 : 0;
    }

    @Test
    void answersEveryIndicatorOfTheList() throws Exception {
        JsonNode indicators = installed.client().read("/api/v1/indicators").get("indicators");
        assertThat(indicators).hasSizeGreaterThan(45);
        for (JsonNode indicator : indicators) {
            String id = indicator.get("id").asText();
            JsonNode answer = installed
                    .client()
                    .read("/api/v1/figures?grain=month&indicator=" + id + "&unit=" + Installed.CITY
                            + "&from=2024-03-01&to=2024-04-30");
            assertThat(answer.get("kind")).as(id).isEqualTo(indicator.get("kind"));
        }
    }

    @Test
    void countsCallsAndTheirSteps() throws Exception {
        assertThat(figure("alarms").get(0)).isEqualTo(sum(record -> one(record.hasAlarm())));
        assertThat(figure("alarms.crime").get(0))
                .isEqualTo(sum(record -> one(record.getAlarm().getCrime())));
        assertThat(figure("dispatch.in-time"))
                .containsExactly(
                        sum(record -> one(record.getAlarm().hasDispatchedAt() && toDispatch(record) <= 180)),
                        sum(record -> one(record.getAlarm().hasDispatchedAt())));
    }

    private static long toDispatch(StationRecord call) {
        return call.getAlarm().getDispatchedAt().getSeconds()
                - call.getAlarm().getCalledAt().getSeconds();
    }

    @Test
    void countsVisitsAndInspections() throws Exception {
        assertThat(figure("visits.made").get(0))
                .isEqualTo(sum(record -> one(record.getVisit().hasMadeAt())));
        assertThat(figure("inspections.made").get(0)).isEqualTo(sum(record -> one(record.hasInspection())));
        long found = sum(record -> record.getInspection().getHazardsFound());
        assertThat(found).isPositive();
        assertThat(figure("hazards.found").get(0)).isEqualTo(found);
        assertThat(figure("hazards.closed"))
                .containsExactly(sum(record -> record.getInspection().getHazardsClosed()), found);
    }

    @Test
    void countsCustodyAndServices() throws Exception {
        assertThat(figure("custody.moves").get(0))
                .isEqualTo(sum(record -> record.getCustody().getStepsCount()));
        assertThat(figure("services.done").get(0))
                .isEqualTo(sum(record -> one(record.getService().hasDoneAt())));
        assertThat(figure("services.unseen"))
                .containsExactly(
                        sum(record ->
                                one(record.hasService() && record.getService().getComings() == 0)),
                        sum(record -> one(record.hasService())));
    }

    @Test
    void countsWhatIsCheckedAndGraded() throws Exception {
        assertThat(figure("information.accurate"))
                .containsExactly(
                        sum(record -> record.getInformationCheck().getAccurate()),
                        sum(record -> record.getInformationCheck().getSampled()));
    }

    @Test
    void showsTheLatestShiftAndNoSumOfShifts() throws Exception {
        LocalDate last = FROM.plusDays(DAYS - 1);
        JsonNode figures = installed
                .client()
                .read("/api/v1/figures?grain=day&indicator=duty.posts&unit=" + Installed.CITY + "&from=" + last + "&to="
                        + last)
                .get("figures");
        long begin = last.atStartOfDay(ZONE).toEpochSecond() + 8 * 3_600;
        assertThat(figures.get(0).get("numerator").asLong())
                .isEqualTo(sum(record -> record.getDuty().getFrom().getSeconds() == begin
                        ? record.getDuty().getPostsFilled()
                        : 0));
    }
}
