package org.stationboard.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Loads a log once, runs every variant over it in turns, compares all final figures and only then prints the times. */
final class EngineBench {
    private final BenchOptions options;
    private final Map<BenchVariant, List<Timing>> timings = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();
    private String expected = "";

    private EngineBench(BenchOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(new EngineBench(BenchOptions.of(arguments)).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        run(false, options.variants());
        if (options.verdicts()) {
            run(true, List.of(BenchVariant.V));
        }
        if (!differences.isEmpty()) {
            differences.forEach(EngineBench::say);
            return false;
        }
        say("all final figures equal: " + expected);
        new BenchReport(options).print(timings);
        return true;
    }

    private void run(boolean judged, List<BenchVariant> variants) throws Exception {
        try (BenchChild broker = new BenchChild(
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                BenchBroker.class,
                options.folder(judged ? "judged" : "plain").toString())) {
            String bootstrapServers = broker.await("READY");
            try (BenchTopics topics = new BenchTopics(bootstrapServers)) {
                load(topics, judged);
                for (int run = 1; run <= options.runs(); run++) {
                    for (BenchVariant variant : variants) {
                        say("run " + run + " of " + options.runs() + ": " + variant.told());
                        time(variant, run, broker, bootstrapServers, topics);
                    }
                }
            }
        }
    }

    private void load(BenchTopics topics, boolean judged) throws Exception {
        // A log whose writing was broken off has its topic and not this file.
        Path whole = options.folder(judged ? "judged" : "plain").resolve("log-is-whole");
        if (Files.exists(whole)) {
            say("the log is there");
            return;
        }
        topics.clearAll();
        long began = System.nanoTime();
        topics.write(new BenchLog(options.records(), judged));
        Files.createFile(whole);
        say(String.format(Locale.ROOT, "log written in %.0f s", (System.nanoTime() - began) / 1e9));
    }

    private void time(BenchVariant variant, int run, BenchChild broker, String bootstrapServers, BenchTopics topics)
            throws Exception {
        topics.clear();
        double brokerBefore = broker.cpu();
        Path state = options.folder("state");
        String application = variant.name().toLowerCase(Locale.ROOT) + "-" + run + "-" + System.currentTimeMillis();
        try (BenchChild child = new BenchChild(
                options.javaOptions(variant),
                variant.main(),
                bootstrapServers,
                state.toString(),
                application,
                variant.argument())) {
            Map<String, String> told = fields(child.await("DONE"));
            Timing timing = new Timing(
                    Double.parseDouble(told.getOrDefault("records", "0")),
                    Double.parseDouble(told.getOrDefault("seconds", "0")),
                    Double.parseDouble(told.getOrDefault("cpu", "0")),
                    broker.cpu() - brokerBefore,
                    child.peakMib());
            timings.computeIfAbsent(variant, v -> new ArrayList<>()).add(timing);
            say("  done; changelogs " + (topics.bytes("-changelog") >> 20) + " MiB");
            compare(variant, variant.publishes() ? null : child.await("FIGURES"), topics);
            child.awaitEnd();
        } finally {
            delete(state);
        }
    }

    private void compare(BenchVariant variant, @org.jspecify.annotations.Nullable String word, BenchTopics topics)
            throws Exception {
        String found;
        if (word == null) {
            found = (variant == BenchVariant.B ? topics.stockWayFigures() : topics.figures()).word();
        } else {
            found = word.split(" ")[0];
        }
        if (expected.isEmpty()) {
            expected = found;
        } else if (!expected.equals(found)) {
            differences.add("DIFFERENT FIGURES " + variant + ": " + found + " (expected: " + expected + ")");
        }
    }

    static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String part : line.split(" ")) {
            int at = part.indexOf('=');
            fields.put(part.substring(0, at), part.substring(at + 1));
        }
        return fields;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    static void say(String line) {
        System.out.println(line);
    }

    /**
     * What one run took.
     *
     * @param cpu processor seconds of the application
     * @param brokerCpu processor seconds of the broker meanwhile
     * @param peakMib most proportional memory of the application
     */
    record Timing(double records, double seconds, double cpu, double brokerCpu, long peakMib) {
        double rate() {
            return records / seconds;
        }
    }
}
