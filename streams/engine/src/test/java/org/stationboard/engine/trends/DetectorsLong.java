package org.stationboard.engine.trends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The whole published design, run by {@code deploy/full/detectors} alone: 28 scenarios, so many runs, a judged outbreak of
 * 1 to 10 deviations. What is done stands in a file, a line for each scenario, size and detector, so that a run that was
 * cut short goes on; the result is written to the file that {@code detectors.result} names.
 */
class DetectorsLong {
    private static final int SIZES = 10;

    private final PrintStream terminal = System.out;
    private final int runs = Integer.getInteger("detectors.runs", 100);
    private final Path state = Path.of(System.getProperty("detectors.state", "target/detectors.state"));
    private final Path result = Path.of(System.getProperty("detectors.result", "target/detectors.json"));
    private final Map<String, WeekDetector> detectors =
            new TreeMap<>(Map.of("flexible", new FarringtonFlexible(), "original", new Farrington()));

    @Test
    void bothDetectorsLandInThePublishedNeighbourhood() throws IOException {
        for (Scenario scenario : Scenario.all()) {
            if (!done(scenario)) {
                List<String> lines = new ArrayList<>();
                detectors.forEach((name, detector) -> lines.addAll(lines(scenario, name, detector)));
                Files.write(state, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            terminal.printf("detectors: scenario %d of 28, %d runs%n", scenario.number(), runs);
        }
        List<String> rows = new ArrayList<>();
        for (String name : detectors.keySet()) {
            rows.addAll(summary(name));
        }
        Files.writeString(result, String.format("{\"runs\":%d,\"rows\":[%n%s%n]}%n", runs, String.join(",\n", rows)));
        check();
    }

    private void check() throws IOException {
        assertThat(total("flexible", 0).falsePositiveRate()).isBetween(0.004, 0.02);
        assertThat(total("original", 0).falsePositiveRate()).isBetween(0.015, 0.045);
        assertThat(total("flexible", 5).detected()).isBetween(0.39, 0.70);
        assertThat(total("original", 5).detected()).isBetween(0.55, 0.80);
        assertThat(total("flexible", 10).detected()).isGreaterThan(0.89);
        assertThat(total("original", 10).detected()).isGreaterThan(0.92);
    }

    private List<String> summary(String name) throws IOException {
        List<String> rows = new ArrayList<>();
        DetectorScore all = total(name, 0);
        terminal.printf("detectors: %s: FPR %.4f over all weeks%n", name, all.falsePositiveRate());
        for (int size = 1; size <= SIZES; size++) {
            DetectorScore score = total(name, size);
            terminal.printf("detectors: %s: k %d: POD %.3f%n", name, size, score.detected());
            rows.add(String.format(
                    Locale.ROOT,
                    "{\"detector\":\"%s\",\"k\":%d,\"fpr\":%.5f,\"pod\":%.4f}",
                    name,
                    size,
                    all.falsePositiveRate(),
                    score.detected()));
        }
        return rows;
    }

    /** Each size's score of a detector on a scenario's runs; runs side by side, each by its own seeds. */
    private List<String> lines(Scenario scenario, String name, WeekDetector detector) {
        List<DetectorScore[]> scores = IntStream.rangeClosed(1, runs)
                .parallel()
                .mapToObj(run -> scores(scenario, run, detector))
                .toList();
        List<String> lines = new ArrayList<>();
        for (int size = 1; size <= SIZES; size++) {
            DetectorScore sum = new DetectorScore();
            for (DetectorScore[] each : scores) {
                sum.add(each[size - 1]);
            }
            lines.add(runs + " " + scenario.number() + " " + name + " " + size + " " + sum.line());
        }
        return lines;
    }

    private static DetectorScore[] scores(Scenario scenario, int run, WeekDetector detector) {
        long[] background = ScenarioRun.background(scenario, run);
        boolean[] before = new boolean[ScenarioRun.WEEKS];
        for (int week = ScenarioRun.JUDGED_FROM; week < ScenarioRun.WEEKS; week++) {
            before[week] = alarm(detector, background, week);
        }
        DetectorScore[] scores = new DetectorScore[SIZES];
        for (int size = 1; size <= SIZES; size++) {
            ScenarioRun outbreak = ScenarioRun.of(scenario, run, size);
            scores[size - 1] = new DetectorScore();
            scores[size - 1].run(
                    outbreak, week -> week < outbreak.from() ? before[week] : alarm(detector, outbreak.counts(), week));
        }
        return scores;
    }

    private static boolean alarm(WeekDetector detector, long[] counts, int week) {
        // The published design has no rule on too few counts: the bound alone decides.
        WeekBound bound = detector.judge(counts, week);
        return bound.state() != WeekBound.State.NO_FIT && counts[week] > bound.upper();
    }

    private boolean done(Scenario scenario) throws IOException {
        String beginning = runs + " " + scenario.number() + " ";
        return kept().stream().filter(line -> line.startsWith(beginning)).count() == 2L * SIZES;
    }

    private List<String> kept() throws IOException {
        return Files.exists(state) ? Files.readAllLines(state) : List.of();
    }

    /** All scenarios of a detector and size; of every size where it is 0. */
    private DetectorScore total(String name, int size) throws IOException {
        DetectorScore total = new DetectorScore();
        for (String line : kept()) {
            String[] words = line.split(" ", 5);
            boolean wanted = size == 0 || Integer.parseInt(words[3]) == size;
            if (Integer.parseInt(words[0]) == runs && words[2].equals(name) && wanted) {
                total.add(DetectorScore.parse(words[4]));
            }
        }
        return total;
    }
}
