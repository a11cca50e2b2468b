package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.stationboard.allinone.PlainDevices.Counts;
import org.stationboard.allinone.PlainDevices.Row;
import org.stationboard.gateway.OrgRegister;
import org.stationboard.gateway.telemetry.DeviceRegister;

/**
 * Bath's and Birmingham's devices, sent as readings to the telemetry application, whose summaries come back as records.
 * The short form holds the first day of Bath's longest silence and two days on which Birmingham's counters ran over.
 */
final class DevicesRun {
    private static final int DAYS = 3;
    private static final LocalDate BATH_FROM = LocalDate.of(2015, 10, 8);
    private static final LocalDate BIRMINGHAM_FROM = LocalDate.of(2016, 12, 9);

    private final Path folder;
    private final Path bath;
    private final Path birmingham;
    private CompletableFuture<Integer> sending = CompletableFuture.failedFuture(new IllegalStateException("not sent"));
    private int sent;

    DevicesRun(Path folder) throws Exception {
        this.folder = folder;
        this.bath = days("sensors/bath-parking-2015-10.csv.gz", "DateUploaded", BATH_FROM);
        this.birmingham = days("sensors/birmingham-parking-2016-10_2016-12.csv.gz", "LastUpdated", BIRMINGHAM_FROM);
    }

    private Path days(String name, String column, LocalDate from) throws Exception {
        return SentFile.part(RealRecords.fileOrSkip(name), folder, row -> {
            LocalDate day = LocalDate.parse(PlainCsv.cell(row, column).substring(0, 10));
            return RealFilesIT.WHOLE || (!day.isBefore(from) && day.isBefore(from.plusDays(DAYS)));
        });
    }

    /** The devices of both, each file's at a station of its own. */
    DeviceRegister register(OrgRegister units) throws Exception {
        String devices = "id,unit,kind,password_sha256,valid_from,valid_to\n"
                + RealDevices.csv(RealRecords.shipped("bath"), bath, units, station(0), "cabinet")
                + RealDevices.csv(RealRecords.forTests("birmingham"), birmingham, units, station(1), "door");
        return DeviceRegister.parse(devices.getBytes(StandardCharsets.UTF_8), units);
    }

    private static String station(int place) {
        return RealPlace.DEVICES.stations().get(place);
    }

    /** Begins to send; what is sent goes on beside the records of others. */
    void send(Installed installed, OrgRegister units) {
        RealDevices devices = new RealDevices(
                installed.url(), installed.client(), units, Duration.ofDays(RealFilesIT.WHOLE ? 1 : DAYS));
        sending = CompletableFuture.supplyAsync(() -> {
            try {
                return devices.send(RealRecords.shipped("bath"), bath)
                        + devices.send(RealRecords.forTests("birmingham"), birmingham);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    /** Waits until every reading's summary is a record. */
    void awaitSent() throws Exception {
        sent = sending.get();
    }

    void assertBath(DayFigures asked, FullResult result) throws Exception {
        JsonNode telemetry = asked.client().read("/api/v1/pipeline").get("telemetry");
        assertThat(telemetry.get("accepted").asInt()).isEqualTo(sent);
        assertThat(telemetry.get("refused").asInt()).isZero();
        result.put("readings", sent);
        result.put(
                "bath",
                assertDevices(
                        station(0), asked, plain(bath, 1, row -> Row.of(row, "Name", "LastUpdate", "DateUploaded"))));
    }

    void assertBirmingham(DayFigures asked, FullResult result) throws Exception {
        result.put(
                "birmingham",
                assertDevices(
                        station(1),
                        asked,
                        plain(birmingham, 3, row -> Row.of(row, "SystemCodeNumber", "LastUpdated", "LastUpdated"))));
    }

    private static Map<LocalDate, Counts> plain(
            Path file, int windowsOfSilence, Function<Map<String, String>, Row> read) throws Exception {
        List<Row> rows = PlainCsv.rows(file).stream()
                .filter(row -> row.containsKey("Occupancy"))
                .map(read)
                .toList();
        return new PlainDevices(windowsOfSilence).take(rows).days();
    }

    /** All days but the last, whose newest windows nothing has closed. */
    private static Map<String, Long> assertDevices(String station, DayFigures span, Map<LocalDate, Counts> plain)
            throws Exception {
        LocalDate last = plain.keySet().stream().max(LocalDate::compareTo).orElseThrow();
        plain.remove(last);
        DayFigures asked = new DayFigures(span.client(), span.from(), last.minusDays(1));
        Map<LocalDate, List<Long>> available = new TreeMap<>();
        plain.forEach((day, of) -> available.put(day, List.of(of.available(), of.devices())));
        assertThat(asked.pairs("devices.available", station)).as(station).isEqualTo(available);
        Map<String, ToLongFunction<Counts>> counts = Map.of(
                "readings", Counts::readings,
                "failures", Counts::failures,
                "late", Counts::late,
                "clock-off", Counts::clockOff);
        for (Map.Entry<String, ToLongFunction<Counts>> what : counts.entrySet()) {
            Map<LocalDate, Long> days = new TreeMap<>();
            plain.forEach((day, of) -> days.put(day, what.getValue().applyAsLong(of)));
            days.values().removeIf(count -> count == 0);
            assertThat(asked.counts("devices." + what.getKey(), station))
                    .as(station + ' ' + what.getKey())
                    .isEqualTo(days);
        }
        List<Long> sum = RealFilesIT.sum(available);
        long silent = sum.get(1) - sum.get(0);
        assertThat(silent).isPositive();
        return Map.of("deviceWindows", sum.get(1), "silent", silent, "days", (long) available.size());
    }
}
