package org.stationboard.streams;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.LiveValue;
import org.stationboard.contract.v1.Pulse;
import org.stationboard.testkit.EmbeddedKafka;

/**
 * Measures the time-lapse: a log of the demo's size written beforehand, broker and application in this JVM. Arguments:
 * folder, days, record ids a station and day, threads. Run twice on a folder the second run measures a restart.
 */
final class TimeLapse {
    private static final int PARTITIONS = 4;

    private TimeLapse() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        int ids = Integer.parseInt(arguments[2]);
        int threads = Integer.parseInt(arguments[3]);
        Duration commit = Duration.ofMillis(arguments.length > 4 ? Long.parseLong(arguments[4]) : 200);
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
                    broker.bootstrapServers(), "lapse", folder.resolve("state"), threads, commit, "one");
            long began = System.nanoTime();
            long cpu = cpu();
            try (StationStreams streams = new StationStreams(settings, new SimpleMeterRegistry())) {
                streams.start();
                streams.awaitRunning(Duration.ofSeconds(60));
                say("running after " + seconds(began) + " s");
                awaitTick(broker.bootstrapServers(), log.lastTick());
                say("judged to the end after " + seconds(began) + " s, cpu " + (cpu() - cpu) / 1_000_000_000 + " s");
                say(topics.sizes().toString());
                System.gc();
                say(memory());
                long idle = cpu();
                Thread.sleep(10_000);
                say("idle cpu " + (cpu() - idle) / 100_000_000 + " % of a core");
            }
        }
    }

    private static void awaitTick(String bootstrapServers, long tick) {
        String topic = Topic.FIGURES_LIVE.topicName();
        Map<Integer, Long> ticks = new HashMap<>();
        long told = System.nanoTime();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToEnd(all);
            while (ticks.size() < PARTITIONS || ticks.values().stream().anyMatch(reached -> reached < tick)) {
                for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofMillis(200))) {
                    Pulse pulse = pulse(polled);
                    if (pulse.getPublishedAt() > 0) {
                        ticks.put(pulse.getPartition(), pulse.getTick());
                    }
                }
                if (System.nanoTime() - told > 10_000_000_000L) {
                    told = System.nanoTime();
                    say("ticks left " + ticks.values().stream().map(at -> tick - at).toList());
                }
            }
        }
    }

    private static Pulse pulse(ConsumerRecord<byte[], byte[]> polled) {
        try {
            return LiveValue.parseFrom(polled.value()).getPulse();
        } catch (com.google.protobuf.InvalidProtocolBufferException cause) {
            throw new IllegalStateException("figures-live: not readable", cause);
        }
    }

    private static String memory() throws IOException {
        String pss = Files.readAllLines(Path.of("/proc/self/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .findFirst()
                .orElse("Pss: unknown");
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return pss + ", heap used " + (heap >> 20) + " MiB of " + (Runtime.getRuntime().totalMemory() >> 20);
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
