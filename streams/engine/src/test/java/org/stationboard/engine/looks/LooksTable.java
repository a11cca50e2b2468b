package org.stationboard.engine.looks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules beside each other at stations of every size, truly on target and truly slipped. */
final class LooksTable {
    /** What the product judges by: of each side of the interval eight in ten thousand is left out. */
    static final double TAIL = 0.0008;

    static final List<Integer> SIZES = List.of(10, 20, 50, 100, 200);
    static final String CHOSEN = "99.84 % daily, verdict";
    static final String PRESENT = "99 % daily, verdict";
    static final String RAW = "raw quotient, verdict";

    static final List<LookRule> RULES = List.of(
            new LookRule.Raw(RAW, 1),
            new LookRule.Raw("raw quotient, alert held 3", 3),
            new LookRule.Windowed(PRESENT, 0.005, 20, 1, 1),
            new LookRule.Windowed("99 % daily, alert held 3", 0.005, 20, 1, 3),
            new LookRule.Windowed("99 % daily, held 60", 0.005, 20, 1, 60),
            new LookRule.Windowed(CHOSEN, TAIL, 20, 1, 1),
            new LookRule.Windowed("99.84 % daily, alert held 3", TAIL, 20, 1, 3),
            new LookRule.Windowed("99.84 % daily, from 10 on", TAIL, 10, 1, 1),
            new LookRule.Windowed("99.7 % monthly", 0.0015, 20, 30, 1),
            new LookRule.Windowed("99.3 % quarterly", 0.0035, 20, 91, 1),
            new LookRule.Sequential("sequential, once in 100 y", 100, 10));

    static final List<Station> STATIONS = List.of(
            new Station(0.90, 0.90, 0.90),
            new Station(0.90, 0.91, 0.91),
            new Station(0.95, 0.95, 0.95),
            new Station(0.80, 0.80, 0.80),
            new Station(0.90, 0.92, 0.85),
            new Station(0.90, 0.92, 0.80));

    private LooksTable() {}

    /** What a standard asks, what a station truly does for a year, and what it does in the ten years looked at. */
    record Station(double target, double before, double rate) {
        boolean onTarget() {
            return rate >= target;
        }

        List<LooksResult> simulate(int perYear, int stations) {
            long seed = perYear * 1000L + Math.round(rate * 100) * 7 + Math.round(target * 100);
            return new LooksSimulation(perYear, target, before, rate, stations).run(RULES, seed);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "target %.2f, true rate %.2f (before %.2f)", target, rate, before);
        }
    }

    /**
     * A kind of station at every size, a line for each rule, the error it makes: % of years, of ten years and of the first
     * in which a station on target is called a miss, or one that slipped is not.
     */
    static List<String> lines(Station station, List<List<LooksResult>> bySize) {
        List<String> lines = new ArrayList<>();
        boolean falsely = station.onTarget();
        lines.add(station + ": % " + (falsely ? "falsely called a miss" : "of the slip missed")
                + " in a year, within 10 years, within the first year");
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-28s", "attempts a year"));
        SIZES.forEach(size -> head.append(String.format(Locale.ROOT, "|%11d         ", size)));
        lines.add(head.toString());
        for (int i = 0; i < RULES.size(); i++) {
            StringBuilder line = new StringBuilder(
                    String.format(Locale.ROOT, "%-28s", RULES.get(i).name()));
            for (List<LooksResult> results : bySize) {
                LooksResult result = results.get(i);
                line.append(String.format(
                        Locale.ROOT,
                        "|%6.2f %6.1f %5.1f ",
                        error(falsely, result.ofYears()),
                        error(falsely, result.within(LooksSimulation.YEARS)),
                        error(falsely, result.within(1))));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static double error(boolean falsely, double called) {
        return 100 * (falsely ? called : 1 - called);
    }
}
