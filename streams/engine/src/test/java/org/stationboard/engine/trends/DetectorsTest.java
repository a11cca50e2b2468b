package org.stationboard.engine.trends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class DetectorsTest {
    private final PrintStream terminal = System.out;

    @Test
    void simulatedSeriesComeOutAsThoseThatRJudged() {
        Map<String, String> written = new HashMap<>();
        GoldenFile.of("series.csv").rows().forEach(row -> written.put(row.text("series"), row.text("counts")));
        Map<String, ScenarioRun> series = ScenarioSeries.all();
        assertThat(series).hasSize(44);
        series.forEach((name, run) ->
                assertThat(counts(written.getOrDefault(name, ""))).as(name).isEqualTo(run.counts()));
    }

    @Test
    void boundsAndAlarmsOfSimulatedSeriesAreThoseOfR() {
        Map<String, long[]> series = new HashMap<>();
        GoldenFile.of("series.csv").rows().forEach(row -> series.put(row.text("series"), counts(row.text("counts"))));
        compare("simulated-bounds.csv", series, 44 * 49);
    }

    @Test
    void boundsAndAlarmsOfRealSeriesAreThoseOfR() throws IOException {
        compare("outbreak-bounds.csv", realSeries(), 2000);
    }

    @Test
    void twentyRunsOfFourScenariosFindTheOutbreaksThatRFinds() {
        Map<String, ScenarioRun> runs = ScenarioSeries.all();
        int[] found = new int[2];
        int[] foundByR = new int[2];
        runs.forEach((name, run) -> {
            if (ScenarioSeries.FIVE_RUNS.contains(Integer.parseInt(name.substring(1, name.indexOf('-'))))) {
                List<GoldenFile.Row> rows = GoldenFile.of("simulated-bounds.csv").rows().stream()
                        .filter(row -> row.text("series").equals(name))
                        .toList();
                DetectorScore flexible = new DetectorScore();
                DetectorScore original = new DetectorScore();
                flexible.run(
                        run,
                        week -> new FarringtonFlexible()
                                        .judge(run.counts(), week)
                                        .state()
                                == WeekBound.State.ALARM);
                original.run(
                        run, week -> new Farrington().judge(run.counts(), week).state() == WeekBound.State.ALARM);
                found[0] += flexible.found();
                found[1] += original.found();
                foundByR[0] += byR(run, rows, "flexible_alarm");
                foundByR[1] += byR(run, rows, "original_alarm");
            }
        });
        assertThat(found).isEqualTo(foundByR);
        assertThat(found[0]).isPositive();
    }

    private static int byR(ScenarioRun run, List<GoldenFile.Row> rows, String column) {
        DetectorScore score = new DetectorScore();
        score.run(
                run,
                week -> rows.get(week - ScenarioRun.JUDGED_FROM).text(column).equals("1"));
        return score.found();
    }

    @Test
    void underThreeYearsOfWeeksThereIsNotEnoughHistory() {
        long[] counts = new long[400];
        Arrays.fill(counts, 9);
        for (WeekDetector detector : List.of(new FarringtonFlexible(), new Farrington())) {
            assertThat(detector.judge(counts, 158).state()).isEqualTo(WeekBound.State.NOT_ENOUGH_HISTORY);
            assertThat(detector.judge(counts, 159).state()).isEqualTo(WeekBound.State.QUIET);
        }
        counts[399] = 40;
        assertThat(new FarringtonFlexible().judge(counts, 399).state()).isEqualTo(WeekBound.State.ALARM);
        assertThat(new Farrington().judge(counts, 399).state()).isEqualTo(WeekBound.State.ALARM);
        assertThat(new FarringtonFlexible().judge(counts, 399).expected()).isBetween(8.99, 9.01);
    }

    @Test
    void fewerThanFiveInFourWeeksAreTooFewToAlarm() {
        long[] counts = new long[300];
        for (int i = 0; i < 280; i += 9) {
            counts[i] = 1;
        }
        counts[299] = 4;
        assertThat(new FarringtonFlexible().judge(counts, 299).state()).isEqualTo(WeekBound.State.TOO_FEW);
    }

    @Test
    void weeksLieInTenSeasonsOfWhichTheTenthIsTheWeekJudged() {
        int[] sizes = new int[11];
        for (int ago = 0; ago < 52; ago++) {
            sizes[FarringtonFlexible.level(ago)]++;
        }
        assertThat(sizes).containsExactly(0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 7);
        assertThat(FarringtonFlexible.level(55)).isEqualTo(10);
        assertThat(FarringtonFlexible.level(56)).isEqualTo(9);
        assertThat(FarringtonFlexible.level(48)).isEqualTo(1);
    }

    private void compare(String file, Map<String, long[]> series, int fewest) {
        for (DetectorComparison each : List.of(
                new DetectorComparison("flexible", new FarringtonFlexible()),
                new DetectorComparison("original", new Farrington()))) {
            GoldenFile.of(file)
                    .rows()
                    .forEach(row -> each.week(row, series.getOrDefault(row.text("series"), new long[0])));
            each.differences().forEach(terminal::println);
            assertThat(each.weeks()).isGreaterThanOrEqualTo(fewest);
            assertThat(each.alarms()).isPositive();
            assertThat(each.alarmsAlike()).isGreaterThanOrEqualTo(0.999);
            assertThat(each.boundsAlike()).isGreaterThanOrEqualTo(0.999);
        }
    }

    private static Map<String, long[]> realSeries() throws IOException {
        String folder = System.getProperty("test.data", "");
        if (folder.isEmpty()) {
            throw new TestAbortedException("test.data is unset (expected: the folder of real series)");
        }
        Map<String, List<Long>> counts = new HashMap<>();
        try (Stream<Path> files = Files.list(Path.of(folder, "outbreaks"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                for (GoldenFile.Row row : GoldenFile.of(file).rows()) {
                    counts.computeIfAbsent(row.text("series") + "/" + row.text("unit"), key -> new ArrayList<>())
                            .add(Long.valueOf(row.text("observed")));
                }
            }
        }
        Map<String, long[]> series = new HashMap<>();
        counts.forEach((name, list) ->
                series.put(name, list.stream().mapToLong(Long::longValue).toArray()));
        return series;
    }

    private static long[] counts(String text) {
        return Stream.of(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }
}
