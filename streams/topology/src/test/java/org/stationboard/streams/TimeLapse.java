package org.stationboard.streams;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.stationboard.testkit.EmbeddedKafka;

/**
 * Measures the time-lapse: a log of the demo's size written beforehand, broker and application in this JVM. Arguments:
 * folder, days, record ids a station and day, threads, commit milliseconds, application. A second run on a folder
 * measures a restart, or with another application the same log anew.
 */
final class TimeLapse {
    private static final int PARTITIONS = 4;

    private TimeLapse() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        int ids = Integer.parseInt(arguments[2]);
        int threads = Integer.parseInt(arguments[3]);
        Duration commit = Duration.ofMillis(Long.parseLong(arguments[4]));
        String application = arguments[5];
        MadeLog log = new MadeLog(8, 17, LocalDate.of(2025, 8, 1), days, ids);
        boolean fresh = !Files.exists(folder);
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"))) {
            BrokerLog topics = new BrokerLog(broker.bootstrapServers(), PARTITIONS);
            if (fresh) {
                long began = System.nanoTime();
                topics.create();
                say("written " + topics.write(log) + " records in " + seconds(began) + " s");
            }
            TopologySettings settings = new TopologySettings(
                    broker.bootstrapServers(), application, folder.resolve("state"), threads, commit, "one");
            long began = System.nanoTime();
            long cpu = cpu();
            try (StationStreams streams = new StationStreams(settings, new SimpleMeterRegistry())) {
                streams.start();
                streams.awaitRunning(Duration.ofSeconds(60));
                say("running after " + seconds(began) + " s");
                topics.awaitTick(log.lastTick(), Duration.ofMinutes(9));
                say("judged to the end after " + seconds(began) + " s, cpu " + (cpu() - cpu) / 1_000_000_000 + " s");
                say(topics.sizes().toString());
                say("cpu by thread, 1/100 s: " + threads());
                System.gc();
                say(memory());
                long idle = cpu();
                Thread.sleep(10_000);
                say("idle cpu " + (cpu() - idle) / 100_000_000 + " % of a core");
            }
        }
    }

    private static String memory() throws IOException {
        String pss = Files.readAllLines(Path.of("/proc/self/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .findFirst()
                .orElse("Pss: unknown");
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return pss + ", heap used " + (heap >> 20) + " MiB of "
                + (Runtime.getRuntime().totalMemory() >> 20);
    }

    /** Processor time of each kind of thread of this process, the JVM's own included. */
    private static Map<String, Long> threads() throws IOException {
        Map<String, Long> spent = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                String stat = statOf(task);
                int end = stat.lastIndexOf(')');
                String name = stat.substring(stat.indexOf('(') + 1, end).replaceAll("[0-9]+", "#");
                String[] fields = stat.substring(end + 2).split(" ");
                spent.merge(name, Long.parseLong(fields[11]) + Long.parseLong(fields[12]), Long::sum);
            }
        }
        spent.values().removeIf(hundredths -> hundredths < 50);
        return spent;
    }

    private static String statOf(Path task) throws IOException {
        try {
            return Files.readString(task.resolve("stat"));
        } catch (NoSuchFileException ended) {
            return "0 (ended) " + "0 ".repeat(15);
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
