package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.stationboard.contract.RecordJson;
import org.stationboard.testkit.Records;

/**
 * Montgomery's calls sent by arrival, with a stop of the log's clock before, in and after their long silence, and once
 * more by the time of the call to other stations. For one thread.
 */
final class MontgomeryRun {
    private static final LocalDateTime SILENT_FROM = LocalDateTime.parse("2016-05-01T12:57");
    private static final LocalDateTime HEARD_AGAIN = LocalDateTime.parse("2016-05-02T03:01");
    private static final LocalDate CUT_FROM = LocalDate.of(2016, 4, 28);
    private static final LocalDate CUT_TO = LocalDate.of(2016, 5, 5);
    private static final String LATENESS = "stationboard_records_lateness_seconds";
    private static final String ALARM = "feed=\"alarm\"";
    private static final List<String> INDICATORS = List.of(
            "alarms",
            "alarms.crime",
            "alarms.open.undispatched",
            "alarms.family.traffic",
            "alarms.family.non-police",
            "alarms.family.other",
            "alarms.category.vehicle-accident",
            "alarms.category.disabled-vehicle",
            "alarms.category.road-obstruction",
            "alarms.category.fire-alarm",
            "alarms.category.fall",
            "alarms.category.other");

    private final Installed installed;
    private final Path folder;
    private final Duration longest;
    /** The parts of the file in the order in which they are sent. */
    private final List<SentFile> parts = new ArrayList<>();

    MontgomeryRun(Installed installed, Path folder, Duration longest) {
        this.installed = installed;
        this.folder = folder;
        this.longest = longest;
    }

    /** Sends all by arrival; the feed must turn stale at its minute, nothing else with it, and live again. */
    void sendByArrival(Path mapping) throws Exception {
        Instant silent = MontgomeryCalls.instant(SILENT_FROM);
        Instant again = MontgomeryCalls.instant(HEARD_AGAIN);
        Instant tolerated = silent.plus(Duration.ofMinutes(MontgomeryCalls.ALLOWED_SILENCE));
        send(mapping, part("before", row -> !minute(row).isAfter(SILENT_FROM)));
        installed.advance(tolerated.minusSeconds(1_800));
        // Another source of calls and a feed of the same county, heard in the meantime.
        installed.send(neighbours(tolerated.minusSeconds(1_800)), tolerated);
        assertFeed(tolerated, "LIVE", silent);

        installed.advance(tolerated.plusSeconds(60));
        assertFeed(tolerated.plusSeconds(60), "STALE", silent);
        assertThat(FeedStates.at(installed, tolerated.plusSeconds(60)).stale()).containsExactly("montgomery/alarm");

        installed.advance(again.minusSeconds(60));
        assertFeed(again.minusSeconds(60), "STALE", silent);
        send(mapping, part("again", row -> minute(row).equals(HEARD_AGAIN)));
        assertFeed(again.plusSeconds(60), "LIVE", again);
        send(mapping, part("after", row -> minute(row).isAfter(HEARD_AGAIN)));
    }

    private static LocalDateTime minute(Map<String, String> row) {
        return MontgomeryCalls.arrival(row).withSecond(0);
    }

    private SentFile part(String name, Predicate<Map<String, String>> kept) throws Exception {
        SentFile part = SentFile.of(
                RealRecords.fileOrSkip(MontgomeryCalls.FILE),
                folder.resolve(name),
                row -> inForm(row) && kept.test(row),
                "twp",
                RealPlace.MONTGOMERY.stations());
        parts.add(part);
        return part;
    }

    private static boolean inForm(Map<String, String> row) {
        LocalDate day = MontgomeryCalls.arrival(row).toLocalDate();
        return RealFilesIT.WHOLE || (!day.isBefore(CUT_FROM) && day.isBefore(CUT_TO));
    }

    private void send(Path mapping, SentFile file) throws Exception {
        Installed.run(
                "replay",
                "--to",
                installed.url(),
                "--mapping",
                mapping.toString(),
                "--clock",
                "log",
                file.path().toString());
        installed.awaitNewest(longest);
    }

    private static String neighbours(Instant at) throws Exception {
        String call = RecordJson.print(
                Records.alarm("neighbour/1", RealPlace.DEVICES.stations().get(2), at)
                        .build());
        String dispute = RecordJson.print(
                Records.dispute("neighbour/2", RealPlace.MONTGOMERY.stations().get(0), at)
                        .build());
        return call + '\n' + dispute + '\n';
    }

    private void assertFeed(Instant tick, String state, Instant lastHeard) {
        await().atMost(Duration.ofSeconds(10))
                .during(Duration.ofMillis(300))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    JsonNode feed =
                            FeedStates.at(installed, tick).of("montgomery", "alarm", RealPlace.MONTGOMERY.county());
                    assertThat(feed.get("state").asText()).isEqualTo(state);
                    assertThat(feed.get("lastHeard").asText()).isEqualTo(lastHeard.toString());
                });
    }

    private List<Map<String, String>> rows() {
        return parts.stream().flatMap(part -> part.rows().stream()).toList();
    }

    /** The distribution on {@code /metrics}, of these calls and of the neighbour's one, which was not late. */
    void assertLatenessOnMetrics(FullResult result) throws Exception {
        List<Long> late = new ArrayList<>(MontgomeryCalls.lateness(rows()));
        while (late.size() < rows().size() + 1) {
            late.add(0, 0L);
        }
        String metrics = installed.client().text("/metrics");
        long median = late.get((late.size() - 1) / 2);
        long largest = late.get(late.size() - 1);
        assertThat(value(metrics, LATENESS + "_count")).isEqualTo(late.size());
        assertThat(value(metrics, LATENESS + "_sum"))
                .isEqualTo(late.stream().mapToLong(Long::longValue).sum());
        assertThat(value(metrics, "stationboard_records_lateness_median_seconds"))
                .isEqualTo(median);
        assertThat(value(metrics, "stationboard_records_lateness_max_seconds")).isEqualTo(largest);
        assertThat(buckets(metrics))
                .hasSizeGreaterThan(10)
                .allSatisfy((upTo, count) -> assertThat(count)
                        .isEqualTo(
                                late.stream().filter(seconds -> seconds <= upTo).count()));
        RealFilesIT.assertWhole(List.of(median, largest), List.of(211L, 81_276L)); // 22.6 hours
        result.put(
                "montgomery.lateness",
                Map.of("calls", late.size() - 1, "medianSeconds", median, "maxSeconds", largest));
    }

    /** Counts by upper bound, in seconds. */
    private static Map<Double, Long> buckets(String metrics) {
        Map<Double, Long> buckets = new TreeMap<>();
        metrics.lines()
                .filter(line -> line.startsWith(LATENESS + "_bucket{") && line.contains(ALARM))
                .filter(line -> !line.contains("+Inf"))
                .forEach(line ->
                        buckets.put(Double.parseDouble(line.replaceAll(".*le=\"([0-9.E]+)\".*", "$1")), number(line)));
        return buckets;
    }

    private static long value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + '{') && line.contains(ALARM))
                .mapToLong(MontgomeryRun::number)
                .findFirst()
                .orElseThrow();
    }

    private static long number(String line) {
        return (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    /** Sends all by the time of the call, under another source and to other stations. */
    void sendByEvent(String mapping) throws Exception {
        Path rules = Files.writeString(
                folder.resolve("by-event.yaml"), mapping.replace("source: montgomery", "source: montgomery-event"));
        SentFile file = SentFile.of(
                RealRecords.fileOrSkip(MontgomeryCalls.FILE),
                folder.resolve("by-event"),
                MontgomeryRun::inForm,
                "twp",
                RealPlace.MONTGOMERY_BY_EVENT.stations());
        assertThat(file.rows()).hasSameSizeAs(rows());
        send(rules, file);
    }

    /** Both ways the same figures, and the calls of each day as the file says. */
    void assertSameFigures(DayFigures asked, FullResult result) throws Exception {
        int compared = 0;
        for (int place = 0; place < RealPlace.MONTGOMERY.stations().size(); place++) {
            String station = RealPlace.MONTGOMERY.stations().get(place);
            for (String indicator : INDICATORS) {
                Map<LocalDate, List<Long>> byArrival = asked.pairs(indicator, station);
                assertThat(asked.pairs(
                                indicator,
                                RealPlace.MONTGOMERY_BY_EVENT.stations().get(place)))
                        .as(indicator + " " + station)
                        .isEqualTo(byArrival);
                compared += byArrival.size();
            }
            Map<LocalDate, Long> plain = new TreeMap<>();
            parts.forEach(part -> part.counts(MontgomeryCalls::day)
                    .getOrDefault(station, Map.of())
                    .forEach((day, count) -> plain.merge(day, count, Long::sum)));
            assertThat(asked.counts("alarms", station)).isEqualTo(plain);
        }
        assertThat(compared).isGreaterThan(100);
        result.put("montgomery.sameDayFigures", compared);
    }
}
