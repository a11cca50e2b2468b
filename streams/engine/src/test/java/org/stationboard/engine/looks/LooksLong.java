package org.stationboard.engine.looks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The long form of {@link LooksTest}, run by {@code deploy/full/looks} alone: the whole table, and the chosen rule at
 * sizes far beyond it; the result is written to the file that {@code looks.result} names.
 */
class LooksLong {
    private static final List<Integer> LARGE = List.of(500, 1000, 4000);

    private final PrintStream terminal = System.out;
    private final int stations = Integer.getInteger("looks.stations", 10_000);
    private final Path result = Path.of(System.getProperty("looks.result", "target/looks.json"));
    private final List<String> rows = new ArrayList<>();
    private double worst;
    private double worstOfAnySize;

    @Test
    void atMostOneYearInAHundredHasAFalseCertainMiss() throws IOException {
        LooksTable.STATIONS.forEach(this::table);
        LooksTable.STATIONS.stream()
                .filter(LooksTable.Station::onTarget)
                .forEach(station -> LARGE.forEach(size -> large(station, size)));
        Files.writeString(
                result,
                String.format(
                        Locale.ROOT,
                        "{\"stations\":%d,\"worst\":%.5f,\"worstOfAnySize\":%.5f,\"rows\":[%n%s%n]}%n",
                        stations,
                        worst,
                        worstOfAnySize,
                        String.join(",\n", rows)));
        assertThat(worst).isPositive().isLessThanOrEqualTo(0.01);
        assertThat(worstOfAnySize).isLessThanOrEqualTo(0.01);
    }

    private void table(LooksTable.Station station) {
        List<List<LooksResult>> bySize = new ArrayList<>();
        for (int size : LooksTable.SIZES) {
            List<LooksResult> results = station.simulate(size, stations);
            bySize.add(results);
            results.forEach(each -> rows.add(row(station, size, each)));
            if (station.onTarget()) {
                worst = Math.max(worst, chosen(results));
            }
        }
        LooksTable.lines(station, bySize).forEach(line -> terminal.println("looks: " + line));
    }

    private void large(LooksTable.Station station, int size) {
        double share = chosen(station.simulate(size, stations / 2));
        worstOfAnySize = Math.max(worstOfAnySize, share);
        terminal.printf("looks: %s, %d a year, %s: %.2f %% a year%n", station, size, LooksTable.CHOSEN, 100 * share);
    }

    static double chosen(List<LooksResult> results) {
        return of(results, LooksTable.CHOSEN).ofYears();
    }

    static LooksResult of(List<LooksResult> results, String rule) {
        return results.stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static String row(LooksTable.Station station, int size, LooksResult each) {
        return String.format(
                Locale.ROOT,
                "{\"rule\":\"%s\",\"target\":%.2f,\"rate\":%.2f,\"perYear\":%d,\"ofYears\":%.5f,\"firstYear\":%.4f,"
                        + "\"tenYears\":%.4f}",
                each.rule(),
                station.target(),
                station.rate(),
                size,
                each.ofYears(),
                each.within(1),
                each.within(LooksSimulation.YEARS));
    }
}
