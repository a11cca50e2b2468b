package org.stationboard.streams;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bench's arguments: {@code --records N --runs N --folder PATH --variants a,d --verdicts yes --java OPTION}. */
record BenchOptions(
        long records, int runs, Path root, List<BenchVariant> variants, boolean verdicts, List<String> extra) {
    private static final long DEFAULT_RECORDS = 9_000_000;

    static BenchOptions of(String[] arguments) {
        long records = DEFAULT_RECORDS;
        int runs = 1;
        Path root = Path.of("target", "bench");
        List<BenchVariant> variants = BenchVariant.USUAL;
        boolean verdicts = false;
        List<String> extra = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--records" -> records = Long.parseLong(value.replace("_", ""));
                case "--runs" -> runs = Integer.parseInt(value);
                case "--verdicts" -> verdicts = value.equals("yes");
                case "--folder" -> root = Path.of(value);
                case "--variants" ->
                    variants = Arrays.stream(value.split(","))
                            .map(BenchVariant::of)
                            .toList();
                case "--java" -> extra.add(value);
                default -> throw new IllegalArgumentException(arguments[i] + " (expected: see --help)");
            }
        }
        return new BenchOptions(records, runs, root, variants, verdicts, extra);
    }

    Path folder(String name) {
        return root.resolve(Long.toString(records)).resolve(name);
    }

    /** The boxed maps need what they need; the application gets what a city would give it. */
    List<String> javaOptions(BenchVariant variant) {
        List<String> options = new ArrayList<>();
        if (variant == BenchVariant.A) {
            options.addAll(List.of("-Xmx10g", "-XX:+UseParallelGC"));
        } else {
            options.addAll(List.of("-Xmx1400m", "-XX:+UseSerialGC"));
        }
        options.addAll(extra);
        return options;
    }
}
