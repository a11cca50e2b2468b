package org.stationboard.engine.looks;

import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A rule that says on a day, from what it has seen until then, whether a station certainly misses its target. */
interface LookRule {
    String name();

    /** What starts the rule at one station after another, each from its first day on. */
    Supplier<Run> against(double target);

    /** The rule at one station; called once a day in order. */
    interface Run {
        /**
         * Whether the rule calls this day a miss.
         *
         * @param day days since the station began
         * @param today attempts and successes of the day
         * @param window attempts and successes of the last 365 days, this one included
         */
        boolean missed(int day, Tally today, Tally window);
    }

    /** Successes among attempts, of a day or a window. */
    final class Tally {
        int attempts;
        int successes;
    }

    /** The plan's words taken literally: below the target is a miss, on every day's turn. */
    record Raw(String name, int hold) implements LookRule {
        @Override
        public Supplier<Run> against(double target) {
            int[] critical = IntStream.range(0, Windowed.LARGEST)
                    .map(attempts -> below(attempts, target))
                    .toArray();
            return () -> new Windowed.Looks(critical, 1, 1, hold);
        }

        /** The most successes whose quotient lies below the target; -1 where there is none. */
        private static int below(int attempts, double target) {
            int most = (int) Math.ceil(attempts * target - 1e-9) - 1;
            return attempts == 0 ? -1 : most;
        }
    }

    /**
     * The Clopper-Pearson bound of the rolling window below the target: of so few successes the target leaves only
     * {@code tail}.
     *
     * @param minimum fewest attempts in the window
     * @param every days between looks; what a look said stands until the next
     * @param hold days in a row before it counts
     */
    record Windowed(String name, double tail, int minimum, int every, int hold) implements LookRule {
        static final int LARGEST = 8000;
        private static final double[] LOG_FACTORIAL = logFactorials();

        @Override
        public Supplier<Run> against(double target) {
            int[] critical = critical(target);
            return () -> new Looks(critical, minimum, every, hold);
        }

        /** By number of attempts the most successes that are a certain miss; -1 where none is. */
        int[] critical(double target) {
            return IntStream.range(0, LARGEST)
                    .map(attempts -> mostMissed(attempts, target))
                    .toArray();
        }

        private int mostMissed(int attempts, double target) {
            // Below twelve deviations under the mean there is nothing a double could tell from nothing.
            double deviation = Math.sqrt(attempts * target * (1 - target));
            int successes = Math.max(0, (int) (attempts * target - 12 * deviation) - 12) - 1;
            double sum = 0;
            while (successes + 1 < attempts) {
                sum += chance(attempts, successes + 1, target);
                if (sum >= tail) {
                    break;
                }
                successes++;
            }
            return successes;
        }

        private static double[] logFactorials() {
            double[] logs = new double[LARGEST];
            for (int i = 1; i < LARGEST; i++) {
                logs[i] = logs[i - 1] + Math.log(i);
            }
            return logs;
        }

        private static double chance(int attempts, int successes, double target) {
            int failures = attempts - successes;
            double choose = LOG_FACTORIAL[attempts] - LOG_FACTORIAL[successes] - LOG_FACTORIAL[failures];
            return Math.exp(choose + successes * Math.log(target) + failures * Math.log(1 - target));
        }

        /** Looks at a window against critical numbers. */
        static final class Looks implements Run {
            private final int[] critical;
            private final int minimum;
            private final int every;
            private final int hold;
            private boolean low;
            private int row;

            Looks(int[] critical, int minimum, int every, int hold) {
                this.critical = critical;
                this.minimum = minimum;
                this.every = every;
                this.hold = hold;
            }

            @Override
            public boolean missed(int day, Tally today, Tally window) {
                if (day % every == 0) {
                    low = window.attempts >= minimum && window.successes <= critical[window.attempts];
                }
                row = low ? row + 1 : 0;
                return row >= hold;
            }
        }
    }

    /**
     * A sequential bound that is right at every look whenever it is taken: Shiryaev and Roberts' sum of likelihood ratios
     * over all days on which a slip may have begun. Less the attempts seen it is a martingale on the target, so it
     * reaches {@code threshold} times a year's attempts at most once in {@code threshold} years.
     */
    record Sequential(String name, double threshold, int minimum) implements LookRule {
        private static final double[] SLIPS = {0.03, 0.05, 0.10, 0.20, 0.40};

        @Override
        public Supplier<Run> against(double target) {
            double[][] logRatios = new double[SLIPS.length][];
            for (int i = 0; i < SLIPS.length; i++) {
                double success = Math.log((target - SLIPS[i]) / target);
                double failure = Math.log((1 - target + SLIPS[i]) / (1 - target));
                logRatios[i] = new double[] {success, failure};
            }
            return () -> new Sums(this, logRatios);
        }

        /** The running sums, one for each slip thought of. */
        static final class Sums implements Run {
            private final Sequential rule;
            private final double[][] logRatios;
            private final double[] sums = new double[SLIPS.length];

            Sums(Sequential rule, double[][] logRatios) {
                this.rule = rule;
                this.logRatios = logRatios;
            }

            @Override
            public boolean missed(int day, Tally today, Tally window) {
                double sum = 0;
                for (int i = 0; i < SLIPS.length; i++) {
                    if (today.attempts > 0) {
                        int failures = today.attempts - today.successes;
                        double log = today.successes * logRatios[i][0] + failures * logRatios[i][1];
                        sums[i] = Math.min(1e200, (sums[i] + today.attempts) * Math.exp(log));
                    }
                    sum += sums[i] / SLIPS.length;
                }
                return window.attempts >= rule.minimum && sum >= rule.threshold * window.attempts;
            }
        }
    }
}
