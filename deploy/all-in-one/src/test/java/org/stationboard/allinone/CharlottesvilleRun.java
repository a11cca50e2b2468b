package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Charlottesville's two snapshots, one after the other, by the command line as a bureau would give it. For one thread. */
final class CharlottesvilleRun {
    /** First day of the five years that the second snapshot spans, and the day on which it was taken. */
    private static final String SPAN_FROM = "2013-12-28";

    private static final String TAKEN = "2018-11-26";

    private final Installed installed;
    private final Path folder;
    private final Duration longest;

    CharlottesvilleRun(Installed installed, Path folder, Duration longest) {
        this.installed = installed;
        this.folder = folder;
        this.longest = longest;
    }

    void sendBothAndAssert(DayFigures asked, FullResult result) throws Exception {
        SentFile first = snapshot("first", CharlottesvilleCases.FIRST);
        SentFile second = snapshot("second", CharlottesvilleCases.SECOND);
        replay("--snapshot", "2018-07-21", first.path().toString());
        installed.awaitNewest(longest);
        assertThat(asked.counts("cases.opened", county())).isEqualTo(perDay(days(first)));

        String told = replay(
                "--snapshot",
                TAKEN,
                "--span-from",
                SPAN_FROM,
                "--span-to",
                TAKEN,
                "--previous",
                first.path().toString(),
                second.path().toString());
        installed.awaitNewest(longest);

        Set<String> added = minus(days(second), days(first));
        Set<String> gone = minus(days(first), days(second));
        int common = days(second).size() - added.size();
        assertThat(told)
                .contains(String.format(
                        "added %,d, changed %,d, unchanged 0, withdrawn 0, gone but outside of the span %,d,",
                        added.size(), common, gone.size()));
        assertThat(corrected(first, second)).isEqualTo(common);
        Map<String, LocalDate> expected = new HashMap<>(days(first));
        expected.putAll(days(second));
        assertThat(asked.counts("cases.opened", county())).isEqualTo(perDay(expected));
        assertStations(asked, first, second);
        assertThat(List.of(added.size(), gone.size(), common)).allMatch(count -> count > 100);
        RealFilesIT.assertWhole(List.of(added.size(), common, gone.size()), List.of(2_200, 28_045, 2_932));
        result.put("charlottesville", Map.of("added", added.size(), "corrected", common, "kept", gone.size()));
    }

    /** The short form: one incident in ten. */
    private SentFile snapshot(String part, String name) throws Exception {
        return SentFile.of(
                RealRecords.fileOrSkip("cases/" + name),
                folder.resolve(part),
                row -> RealFilesIT.WHOLE
                        || Math.floorMod(PlainCsv.cell(row, "IncidentID").hashCode(), 10) == 0,
                "StreetName",
                RealPlace.CHARLOTTESVILLE.stations());
    }

    private static String county() {
        return RealPlace.CHARLOTTESVILLE.county();
    }

    private static Map<String, LocalDate> days(SentFile file) {
        return CharlottesvilleCases.days(file.rows());
    }

    /** Runs the command; what it said. */
    private String replay(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                "replay",
                "--to",
                installed.url(),
                "--mapping",
                RealRecords.DEMO_DATA.resolve("mappings/charlottesville.yaml").toString(),
                "--clock",
                "log"));
        line.addAll(List.of(arguments));
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Installed.run(line.toArray(String[]::new));
        } finally {
            System.setOut(console);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    /** The second's row of each incident, and the first's of those that are gone: each station's cases by day. */
    private static void assertStations(DayFigures asked, SentFile first, SentFile second) throws Exception {
        Map<String, String> stations = new HashMap<>();
        Map<String, LocalDate> days = new HashMap<>();
        for (SentFile file : List.of(first, second)) {
            for (int at = 0; at < file.rows().size(); at++) {
                String incident = PlainCsv.cell(file.rows().get(at), "IncidentID");
                stations.put(incident, file.stations().get(at));
                days.put(incident, CharlottesvilleCases.day(file.rows().get(at)));
            }
        }
        for (String station : RealPlace.CHARLOTTESVILLE.stations()) {
            Map<String, LocalDate> own = new HashMap<>(days);
            own.keySet().removeIf(incident -> !station.equals(stations.get(incident)));
            assertThat(asked.counts("cases.opened", station)).as(station).isEqualTo(perDay(own));
        }
    }

    private static long corrected(SentFile first, SentFile second) {
        Map<String, String> before = times(first);
        return times(second).entrySet().stream()
                .filter(time ->
                        before.containsKey(time.getKey()) && !time.getValue().equals(before.get(time.getKey())))
                .count();
    }

    private static Map<String, String> times(SentFile file) {
        Map<String, String> times = new HashMap<>();
        file.rows().forEach(row -> times.put(PlainCsv.cell(row, "IncidentID"), PlainCsv.cell(row, "DateReported")));
        return times;
    }

    private static Map<LocalDate, Long> perDay(Map<String, LocalDate> incidents) {
        Map<LocalDate, Long> counts = new TreeMap<>();
        incidents.values().forEach(day -> counts.merge(day, 1L, Long::sum));
        return counts;
    }

    private static Set<String> minus(Map<String, LocalDate> from, Map<String, LocalDate> taken) {
        Set<String> rest = new TreeSet<>(from.keySet());
        rest.removeAll(taken.keySet());
        return rest;
    }
}
