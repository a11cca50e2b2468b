package org.stationboard.streams;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints the medians of all runs and the ratios that are held to a target. */
final class BenchReport {
    private final BenchOptions options;

    BenchReport(BenchOptions options) {
        this.options = options;
    }

    void print(Map<BenchVariant, List<EngineBench.Timing>> timings) {
        EngineBench.say(String.format(
                Locale.ROOT,
                "%n%,d records, %d run(s), medians%n%-52s %10s %10s %14s %12s %9s",
                options.records(),
                options.runs(),
                "",
                "seconds",
                "records/s",
                "/app CPU s",
                "broker CPU s",
                "peak MiB"));
        timings.forEach((variant, all) -> EngineBench.say(String.format(
                Locale.ROOT,
                "%-52s %10.1f %,10.0f %,14.0f %12.1f %,9.0f",
                variant.told(),
                median(all, EngineBench.Timing::seconds),
                median(all, EngineBench.Timing::rate),
                median(all, timing -> timing.records() / timing.cpu()),
                median(all, EngineBench.Timing::brokerCpu),
                median(all, EngineBench.Timing::peakMib))));
        List<EngineBench.Timing> shipped = timings.get(BenchVariant.D);
        if (shipped != null) {
            timings.forEach((variant, all) -> EngineBench.say(String.format(
                    Locale.ROOT,
                    "(d) / %s = %.2f",
                    variant.letter(),
                    median(shipped, EngineBench.Timing::rate) / median(all, EngineBench.Timing::rate))));
        }
    }

    private static double median(List<EngineBench.Timing> all, ToDoubleFunction<EngineBench.Timing> value) {
        double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
