package org.stationboard.streams;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.LiveValue;

/**
 * The streams take a log, are killed -9 in the middle of what comes after it while the broker stays, and are started
 * again: from the kill until a figure that counts every record of the log can be read, of every partition. Arguments:
 * folder, result file, and for each run the data records of its log.
 */
final class RestartBench {
    private static final String APPLICATION = "restart";
    private static final String CATEGORY = "restarted";
    private static final int COMING = 400;
    private static final long LONGEST_SECONDS = 120;

    private final Path folder;
    private final long records;
    private final BenchLog log;
    private final List<String> results;
    /** What the newest start has reached and when, epoch milliseconds. */
    private final Map<RestartRun.Reached, Long> reached = new ConcurrentHashMap<>();

    private RestartBench(Path folder, long records, List<String> results) {
        this.folder = folder;
        this.records = records;
        this.log = new BenchLog(records, false);
        this.results = results;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> results = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            long records = Long.parseLong(arguments[i].replace("_", ""));
            new RestartBench(Path.of(arguments[0], "restart-" + records), records, results).run();
        }
        Files.writeString(Path.of(arguments[1]), "[" + String.join(",\n ", results) + "]\n");
    }

    private void run() throws Exception {
        EngineBench.delete(folder);
        try (BenchChild broker = new BenchChild(
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                BenchBroker.class,
                folder.resolve("broker").toString())) {
            String brokers = broker.await("READY");
            try (BenchTopics topics = new BenchTopics(brokers)) {
                topics.write(log);
                BenchChild first = start(brokers);
                BenchTopics.awaitCommitted(brokers, APPLICATION, "-no-other-topics");
                Set<String> awaited = send(topics, 1);
                TimeUnit.MILLISECONDS.sleep(300);
                Set<String> more = send(topics, 2);
                long killed = System.currentTimeMillis();
                first.kill();
                try (KafkaConsumer<byte[], byte[]> live = liveFigures(brokers);
                        BenchChild second = start(brokers)) {
                    awaited.addAll(more);
                    tell(killed, awaitRight(live, awaited), topics.bytes("-changelog"), second.peakMib());
                }
            }
        } finally {
            EngineBench.delete(folder);
        }
    }

    private BenchChild start(String brokers) throws Exception {
        reached.clear();
        BenchChild child = new BenchChild(
                List.of(
                        "-Xmx1400m",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-XX:SharedArchiveFile=" + System.getProperty("start.archive")),
                RestartRun.class,
                brokers,
                folder.resolve("state").toString(),
                APPLICATION);
        child.listen(this::hear);
        return child;
    }

    private void hear(String line) {
        for (RestartRun.Reached each : RestartRun.Reached.values()) {
            if (line.startsWith(each.name() + " ")) {
                reached.put(each, Long.parseLong(line.substring(each.name().length() + 1)));
            }
        }
    }

    private long after(long killed, RestartRun.Reached what) {
        return reached.getOrDefault(what, killed) - killed;
    }

    /** Sends calls of a category of its own to a station of every partition; says whose figures are awaited. */
    private Set<String> send(BenchTopics topics, int part) throws Exception {
        Set<String> stations = new HashSet<>();
        try (var producer = topics.producer()) {
            for (int i = 0; i < COMING; i++) {
                stations.add(log.sendCall(producer, "restart/" + part + "-" + i, i, CATEGORY));
            }
        }
        return stations;
    }

    private static KafkaConsumer<byte[], byte[]> liveFigures(String brokers) {
        KafkaConsumer<byte[], byte[]> live = BenchBroker.consumer(brokers);
        List<TopicPartition> all = BenchBroker.partitions(Topic.FIGURES_LIVE.topicName());
        live.assign(all);
        live.seekToEnd(all);
        all.forEach(live::position);
        return live;
    }

    /** When the figure of every station that was sent to counts all of its calls. */
    private static long awaitRight(KafkaConsumer<byte[], byte[]> live, Set<String> stations) throws Exception {
        Map<String, Long> counted = new HashMap<>();
        Set<String> keys = new HashSet<>();
        stations.forEach(station ->
                keys.add(Keys.figure(station, "alarms.category." + CATEGORY, Grain.DAY, BenchLog.lastDay())));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> read : live.poll(Duration.ofMillis(20))) {
                String key = new String(read.key(), StandardCharsets.UTF_8);
                if (keys.contains(key)) {
                    counted.put(
                            key, LiveValue.parseFrom(read.value()).getFigure().getNumerator());
                }
            }
            if (counted.values().stream().mapToLong(Long::longValue).sum() == 2L * COMING
                    && counted.size() == keys.size()) {
                return System.currentTimeMillis();
            }
        }
        throw new IllegalStateException("figures after " + LONGEST_SECONDS + " s: " + counted + " (expected: "
                + 2 * COMING + " calls of " + keys.size() + " stations)");
    }

    private void tell(long killed, long right, long changelogs, long peakMib) {
        long main = after(killed, RestartRun.Reached.MAIN);
        long joined = after(killed, RestartRun.Reached.JOINED);
        long restored = after(killed, RestartRun.Reached.RESTORED);
        long running = after(killed, RestartRun.Reached.RUNNING);
        String result = String.format(
                Locale.ROOT,
                "{\"records\": %d, \"ids\": %d, \"changelogMiB\": %d, \"peakMiB\": %d, \"ms\": {\"jvm\": %d, \"join\":"
                        + " %d, \"restore\": %d, \"sum\": %d, \"firstCommitAndRightFigure\": %d, \"all\": %d}}",
                records,
                records * 70 / 100,
                changelogs >> 20,
                peakMib,
                main,
                joined - main,
                restored - joined,
                running - restored,
                right - killed - running,
                right - killed);
        results.add(result);
        EngineBench.say(result);
    }
}
