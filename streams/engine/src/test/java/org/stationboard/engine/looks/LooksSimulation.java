package org.stationboard.engine.looks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Stations whose attempts come by chance, each day so many on average, and succeed with a true rate; after a first year
 * that only fills the window every rule looks at them each day for ten years.
 *
 * @param perYear attempts a year on average
 * @param target what the standard asks for
 * @param before true rate of the first year
 * @param rate true rate of the ten years
 * @param stations how many are simulated
 */
record LooksSimulation(int perYear, double target, double before, double rate, int stations) {
    static final int YEAR = 365;
    static final int YEARS = 10;

    /** What each rule said of the stations, in the order of the rules. */
    List<LooksResult> run(List<LookRule> rules, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] arrivals = arrivals();
        List<LooksResult> results = new ArrayList<>();
        List<Supplier<LookRule.Run>> starts =
                rules.stream().map(rule -> rule.against(target)).toList();
        rules.forEach(rule -> results.add(new LooksResult(rule.name())));
        for (int station = 0; station < stations; station++) {
            Days days = new Days(random.split(), arrivals);
            List<LookRule.Run> runs = starts.stream().map(Supplier::get).toList();
            for (int day = 0; day < (YEARS + 1) * YEAR; day++) {
                days.next(day);
                for (int i = 0; i < runs.size(); i++) {
                    boolean missed = runs.get(i).missed(day, days.today, days.window);
                    results.get(i).look(day - YEAR, missed);
                }
            }
            results.forEach(LooksResult::endOfStation);
        }
        return results;
    }

    /** Cumulative chances of 0, 1, 2, ... attempts on a day. */
    private double[] arrivals() {
        double[] cumulative = new double[12 + 2 * perYear / YEAR];
        double mean = (double) perYear / YEAR;
        double term = Math.exp(-mean);
        double sum = term;
        for (int i = 0; i < cumulative.length; i++) {
            cumulative[i] = sum;
            term *= mean / (i + 1);
            sum += term;
        }
        return cumulative;
    }

    /** One station's days and the window over the last 365 of them. */
    private final class Days {
        private final SplittableRandom random;
        private final double[] arrivals;
        private final int[] attempts = new int[YEAR];
        private final int[] successes = new int[YEAR];
        private final LookRule.Tally today = new LookRule.Tally();
        private final LookRule.Tally window = new LookRule.Tally();

        Days(SplittableRandom random, double[] arrivals) {
            this.random = random;
            this.arrivals = arrivals;
        }

        void next(int day) {
            double chance = random.nextDouble();
            today.attempts = 0;
            today.successes = 0;
            while (today.attempts < arrivals.length && chance >= arrivals[today.attempts]) {
                today.attempts++;
                today.successes += random.nextDouble() < (day < YEAR ? before : rate) ? 1 : 0;
            }
            int place = day % YEAR;
            window.attempts += today.attempts - attempts[place];
            window.successes += today.successes - successes[place];
            attempts[place] = today.attempts;
            successes[place] = today.successes;
        }
    }
}
