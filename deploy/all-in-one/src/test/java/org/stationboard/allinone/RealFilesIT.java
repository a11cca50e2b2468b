package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.api.ApiSettings.Limits;
import org.stationboard.gateway.OrgRegister;

/**
 * Real files through the whole product, as an import that drives the log's clock; every figure asked for over HTTP and
 * counted a second time by plain loops over the same rows. The short form sends a cut of each file, the long one
 * ({@code -Dreal.files=whole}) all of it. The order is that of the log: a tick is never taken back.
 */
@Tag("rest")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RealFilesIT {
    static final boolean WHOLE = System.getProperty("real.files", "").equals("whole");

    private static final Duration LONGEST = Duration.ofMinutes(WHOLE ? 15 : 2);

    @TempDir
    private static Path folder;

    private static final FullResult RESULT = new FullResult();
    private static OrgRegister register;
    private static Installed installed;
    private static DevicesRun devices;

    @BeforeAll
    static void start() throws Exception {
        RealRecords.fileOrSkip("");
        register = RealPlace.register();
        devices = new DevicesRun(folder.resolve("readings"));
        installed = Installed.start(
                folder.resolve("data"),
                register,
                new Shipped(Installed.DEMO_DATA).demoCatalogue(),
                Limits.defaults(),
                Optional.of(new TelemetryPart.Plan(devices.register(register), OptionalInt.empty())));
    }

    @AfterAll
    static void stop() throws Exception {
        if (installed != null) {
            installed.close();
        }
        if (WHOLE) {
            RESULT.write("files");
        }
    }

    private static DayFigures figures(String from, String to) {
        return new DayFigures(installed.client(), LocalDate.parse(from), LocalDate.parse(to));
    }

    private static SentFile sent(String name, RealPlace place, String column, Predicate<Map<String, String>> cut)
            throws Exception {
        return SentFile.of(
                RealRecords.fileOrSkip(name),
                folder.resolve(place.name()),
                row -> WHOLE || cut.test(row),
                column,
                place.stations());
    }

    private static void replay(Path mapping, Path file) throws Exception {
        Installed.run(
                "replay", "--to", installed.url(), "--mapping", mapping.toString(), "--clock", "log", file.toString());
        installed.awaitNewest(LONGEST);
    }

    private static Path shipped(String mapping) {
        return RealRecords.DEMO_DATA.resolve("mappings/" + mapping + ".yaml");
    }

    private static Path forTests(String mapping) {
        return Path.of("src/test/resources/mappings/" + mapping + ".yaml");
    }

    /** What the whole file is known to hold. */
    static void assertWhole(Object found, Object known) {
        if (WHOLE) {
            assertThat(found).isEqualTo(known);
        }
    }

    static List<Long> sum(Map<LocalDate, List<Long>> days) {
        return days.values().stream()
                .reduce(List.of(0L, 0L), (one, more) -> List.of(one.get(0) + more.get(0), one.get(1) + more.get(1)));
    }

    @Test
    @Order(1)
    void montgomeryIsLateAndSilentAsItsFileSays() throws Exception {
        MontgomeryRun run = new MontgomeryRun(installed, folder.resolve("montgomery"), LONGEST);
        run.sendByArrival(forTests("montgomery-by-arrival"));
        run.assertLatenessOnMetrics(RESULT);
        run.sendByEvent(Files.readString(forTests("montgomery-by-event")));
        run.assertSameFigures(figures("2015-12-01", "2016-09-30"), RESULT);
        devices.send(installed, register);
    }

    @Test
    @Order(2)
    void winstonSalemsCallsAreCountedByDayAndType() throws Exception {
        SentFile file = sent(
                "calls/" + WinstonSalemCalls.FILE,
                RealPlace.WINSTON_SALEM,
                "address",
                row -> PlainCsv.cell(row, "incident_date_time").startsWith("2018-06-0"));
        replay(shipped("winston-salem"), file.path());

        DayFigures asked = figures("2016-02-01", "2018-12-31");
        WinstonSalemCalls plain = WinstonSalemCalls.of(file.rows());
        assertThat(asked.counts("alarms", RealPlace.WINSTON_SALEM.county())).isEqualTo(plain.days());
        for (Map.Entry<String, Map<LocalDate, Long>> type : plain.types().entrySet()) {
            assertThat(asked.counts("alarms.category." + type.getKey(), RealPlace.WINSTON_SALEM.county()))
                    .as(type.getKey())
                    .isEqualTo(type.getValue());
        }
        Map<String, Map<LocalDate, Long>> ofStations = file.counts(WinstonSalemCalls::day);
        for (String station : RealPlace.WINSTON_SALEM.stations()) {
            assertThat(asked.counts("alarms", station)).isEqualTo(ofStations.get(station));
        }
        assertThat(file.rows()).hasSizeGreaterThan(3_000);
        assertWhole(file.rows().size(), WinstonSalemCalls.ROWS);
        RESULT.put(
                "winstonSalem",
                Map.of(
                        "calls", file.rows().size(),
                        "days", plain.days().size(),
                        "types", plain.types().size()));
    }

    @Test
    @Order(3)
    void charlottesvillesSecondSnapshotCorrectsTheFirst() throws Exception {
        new CharlottesvilleRun(installed, folder.resolve("snapshots"), LONGEST)
                .sendBothAndAssert(figures("2013-07-01", "2018-12-31"), RESULT);
    }

    @Test
    @Order(4)
    void chicagosCasesAreOpenedAndSolved() throws Exception {
        SentFile file = sent(
                "cases/chicago-crimes-sample-2017_2019.csv.gz",
                RealPlace.CHICAGO,
                "district",
                row -> ChicagoCases.day(row).getYear() == 2018
                        && ChicagoCases.updated(row).isBefore(LocalDate.of(2018, 10, 1)));
        replay(forTests("chicago"), file.path());

        DayFigures asked = figures("2017-01-01", "2019-12-31");
        String county = RealPlace.CHICAGO.county();
        ChicagoCases plain = ChicagoCases.of(file.rows());
        assertThat(asked.counts("cases.opened", county)).isEqualTo(plain.opened());
        assertThat(asked.pairs("cases.solved", county)).isEqualTo(plain.solved());
        assertThat(asked.whole("cases.solved", county)).isEqualTo(sum(plain.solved()));
        assertThat(asked.counts("cases.category.theft", county)).isEqualTo(plain.thefts());
        assertThat(file.rows()).hasSizeGreaterThan(300);
        assertWhole(sum(plain.solved()), List.of(5_062L, 25_000L)); // 20.2 %
        RESULT.put(
                "chicago",
                Map.of(
                        "solved",
                        sum(plain.solved()).get(0),
                        "filed",
                        file.rows().size()));
    }

    @Test
    @Order(5)
    void bathsAndBirminghamsDevicesAreAvailableAndSilent() throws Exception {
        devices.awaitSent();
        installed.advance(Instant.parse("2019-12-01T00:00:00Z"));
        devices.assertBath(figures("2015-09-30", "2015-11-02"), RESULT);
        devices.assertBirmingham(figures("2016-10-01", "2016-12-31"), RESULT);
    }

    @Test
    @Order(6)
    void nypdsStepsAreInTimeAndTheirMediansInTheirBuckets() throws Exception {
        SentFile file = sent(
                NypdCalls.FILE,
                RealPlace.NYPD,
                "nypd_pct_cd",
                row -> NypdCalls.day(row).getMonthValue() == 1);
        replay(forTests("nypd"), file.path());

        DayFigures asked = figures("2024-01-01", "2024-12-31");
        String county = RealPlace.NYPD.county();
        assertThat(asked.pairs("dispatch.in-time", county))
                .isEqualTo(NypdCalls.inTime(file.rows(), NypdCalls.DISPATCHED, 3));
        assertThat(asked.pairs("arrival.in-time", county))
                .isEqualTo(NypdCalls.inTime(file.rows(), NypdCalls.ARRIVED, 15));
        double dispatch = assertDurations("dispatch", NypdCalls.seconds(file.rows(), NypdCalls.DISPATCHED));
        double arrival = assertDurations("arrival", NypdCalls.seconds(file.rows(), NypdCalls.ARRIVED));
        assertThat(file.rows()).hasSizeGreaterThan(300);
        assertWhole(List.of(dispatch, arrival), List.of(2.0, 13.6));
    }

    /** The buckets as a plain loop fills them, and the median inside its bucket; the median in minutes. */
    private static double assertDurations(String step, List<Long> seconds) throws Exception {
        JsonNode durations = installed
                .client()
                .read("/api/v1/durations?of=" + step + "&unit=" + RealPlace.NYPD.county()
                        + "&from=2024-01-01&to=2024-12-31&grain=range")
                .get("durations")
                .get(0);
        List<Long> buckets = new ArrayList<>();
        durations.get("buckets").forEach(count -> buckets.add(count.asLong()));
        assertThat(buckets).as(step).isEqualTo(NypdCalls.buckets(seconds));
        double median = NypdCalls.median(seconds);
        assertThat(median / 60)
                .isGreaterThan(durations.get("p50").get("over").asInt())
                .isLessThanOrEqualTo(durations.get("p50").get("upTo").asInt());
        double minutes = Math.round(median / 6) / 10.0;
        RESULT.put("nypd." + step, Map.of("medianMinutes", minutes, "p50", durations.get("p50")));
        return minutes;
    }
}
