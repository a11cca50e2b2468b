package org.stationboard.engine.trends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The simulated series that R has judged too: four scenarios with five runs, one run of each of the others. */
final class ScenarioSeries {
    static final List<Integer> FIVE_RUNS = List.of(4, 9, 18, 27);
    static final int SIZE = 5;
    private static final int RUNS = 5;

    private ScenarioSeries() {}

    /** The series by name. */
    static Map<String, ScenarioRun> all() {
        Map<String, ScenarioRun> series = new LinkedHashMap<>();
        for (Scenario scenario : Scenario.all()) {
            int runs = FIVE_RUNS.contains(scenario.number()) ? RUNS : 1;
            for (int run = 1; run <= runs; run++) {
                series.put("s" + scenario.number() + "-" + run, ScenarioRun.of(scenario, run, SIZE));
            }
        }
        return series;
    }

    /** Writes them for R: {@code trends.R} says how. */
    public static void main(String[] args) throws IOException {
        List<String> lines = new ArrayList<>(List.of("series,counts"));
        all().forEach((name, run) -> {
            StringBuilder line = new StringBuilder(name).append(',');
            for (long count : run.counts()) {
                line.append(count).append(' ');
            }
            lines.add(line.toString().trim());
        });
        Files.write(Path.of(args[0]), lines);
    }
}
