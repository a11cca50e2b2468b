package org.stationboard.allinone;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.LiveValue;

/**
 * From the moment a record was meant to be sent until a figure that counts it can be read on figures-live, at a fixed
 * rate that waits for no answer. Records go one by one over HTTP to a product that runs and has no records yet; the n-th
 * of a station counts as readable when the station's figure is n or more. Arguments: URL, data folder, records a second,
 * seconds, seconds of warming up that do not count, result file.
 */
final class LatencyBench {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long LIMIT_MILLIS = 500;
    private static final int SOURCES = 64;

    private final URI records;
    private final int rate;
    private final int total;
    private final List<String> stations;
    /** Intended send times of each station's records, System.nanoTime(). */
    private final Map<String, long[]> intended = new ConcurrentHashMap<>();

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    /** What became of those that were not accepted: how often each status or fault. */
    private final Map<String, Integer> failed = new ConcurrentHashMap<>();

    private final long[] acceptedAfter;
    private final List<Long> readableAfter = new ArrayList<>();

    private LatencyBench(String url, int rate, int seconds) throws Exception {
        this.records = URI.create(url + "/ingest/v1/records");
        this.rate = rate;
        this.total = rate * seconds;
        this.acceptedAfter = new long[total];
        this.stations = new ArrayList<>();
        for (JsonNode unit : new BoardClient(url).read("/api/v1/units").get("units")) {
            if (unit.get("level").asText().equals("station")) {
                stations.add(unit.get("id").asText());
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        int rate = Integer.parseInt(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        int warming = Integer.parseInt(arguments[4]);
        awaitReady(arguments[0]);
        LatencyBench bench = new LatencyBench(arguments[0], rate, seconds + warming);
        System.out.println("sending " + bench.total + " records to " + bench.stations.size() + " stations");
        bench.run(brokers(Path.of(arguments[1])));
        System.exit(bench.tell(warming, Path.of(arguments[5])) ? 0 : 1);
    }

    private static void awaitReady(String url) throws InterruptedException {
        for (long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120); ; TimeUnit.MILLISECONDS.sleep(200)) {
            try {
                if (new BoardClient(url).get("/health").status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(url + ": no answer (expected: a product that serves)", notYet);
                }
            }
        }
    }

    /** The embedded broker keeps its port with its data. */
    private static String brokers(Path data) throws IOException {
        Properties ports = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("broker").resolve("ports.properties"))) {
            ports.load(in);
        }
        return "127.0.0.1:" + ports.getProperty("broker");
    }

    private void run(String brokers) throws Exception {
        long begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        for (int i = 0; i < stations.size(); i++) {
            intended.put(stations.get(i), new long[total / stations.size() + 1]);
        }
        for (int i = 0; i < total; i++) {
            times(i)[i / stations.size()] = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
        }
        Thread sender = new Thread(() -> send(begin), "sender");
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(brokers)) {
            sender.start();
            read(consumer, begin);
        }
        sender.join();
        for (int waited = 0; waited < 100 && told.get() < total; waited++) {
            Thread.sleep(100);
        }
    }

    private long[] times(int record) {
        return intended.getOrDefault(stations.get(record % stations.size()), new long[0]);
    }

    /**
     * Each at its time, whatever became of those before, over the connections that as many sources keep open; what waits
     * for a free one is late on the sender's account.
     */
    private void send(long begin) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpClient http = vertx.createHttpClient(
                new HttpClientOptions(),
                new PoolOptions().setHttp1MaxSize(SOURCES).setMaxWaitQueueSize(-1));
        for (int i = 0; i < total; i++) {
            long at = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            int number = i;
            var unused = http.request(options())
                    .compose(request -> request.putHeader("content-type", "application/x-ndjson")
                            .send(line(number)))
                    .compose(answer -> answer.body().map(body -> taken(answer.statusCode(), body.toString())))
                    .onComplete(said -> {
                        acceptedAfter[number] = System.nanoTime() - at;
                        String fault = said.succeeded() ? said.result() : String.valueOf(said.cause());
                        if (fault.isEmpty()) {
                            accepted.incrementAndGet();
                        } else {
                            failed.merge(fault, 1, Integer::sum);
                        }
                        told.incrementAndGet();
                    });
        }
    }

    private RequestOptions options() {
        return new RequestOptions()
                .setHost(records.getHost())
                .setPort(records.getPort())
                .setURI(records.getPath())
                .setMethod(HttpMethod.POST)
                .setIdleTimeout(60_000);
    }

    /** Empty where the record was accepted. */
    private static String taken(int status, String body) {
        return status == 202 && body.contains("\"accepted\":1") ? "" : "status " + status;
    }

    private String line(int number) {
        Instant now = Instant.now();
        return "{\"recordId\":\"latency/" + number + "\",\"unitId\":\"" + stations.get(number % stations.size())
                + "\",\"version\":\"1\",\"occurredAt\":\"" + now + "\",\"reportedAt\":\"" + now
                + "\",\"alarm\":{\"channel\":\"phone\",\"category\":\"theft\",\"family\":\"OTHER\",\"calledAt\":\""
                + now
                + "\"}}\n";
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String brokers) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed", "fetch.max.wait.ms", 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.FIGURES_LIVE.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, long begin) throws IOException {
        long day = LocalDate.now(ZONE).toEpochDay();
        long deadline = begin + TimeUnit.SECONDS.toNanos(total / rate + 30L);
        Map<String, Integer> seen = new HashMap<>();
        while (readableAfter.size() < total && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(Duration.ofMillis(20))) {
                Figure figure = LiveValue.parseFrom(read.value()).getFigure();
                if (figure.getIndicator().equals("alarms")
                        && figure.getGrain() == Grain.DAY
                        && figure.getStart() == day) {
                    readable(figure, seen, System.nanoTime());
                }
            }
        }
    }

    private void readable(Figure figure, Map<String, Integer> seen, long now) {
        long[] times = intended.getOrDefault(figure.getUnitId(), new long[0]);
        for (int n = seen.getOrDefault(figure.getUnitId(), 0); n < figure.getNumerator(); n++) {
            readableAfter.add(now - times[n]);
            order.add(times[n]);
        }
        seen.merge(figure.getUnitId(), (int) figure.getNumerator(), Math::max);
    }

    /** Intended send times, in the order of {@link #readableAfter}. */
    private final List<Long> order = new ArrayList<>();

    private boolean tell(int warming, Path file) throws IOException {
        long first = order.stream().mapToLong(Long::longValue).min().orElse(0) + TimeUnit.SECONDS.toNanos(warming);
        List<Long> counted = new ArrayList<>();
        List<Long> before = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            (order.get(i) >= first ? counted : before).add(readableAfter.get(i));
        }
        long[] readable = counted.stream().mapToLong(Long::longValue).sorted().toArray();
        long[] cold = before.stream().mapToLong(Long::longValue).sorted().toArray();
        long[] answered = Arrays.stream(acceptedAfter)
                .skip((long) rate * warming)
                .sorted()
                .toArray();
        boolean passed =
                accepted.get() == total && readableAfter.size() == total && quantile(readable, 0.99) <= LIMIT_MILLIS;
        String result = String.format(
                Locale.ROOT,
                "{\"ratePerSecond\": %d, \"sent\": %d, \"accepted\": %d, \"readable\": %d,%n"
                        + " \"warmingSeconds\": %d, \"warmingReadableAfterMs\": {\"p50\": %.0f, \"p99\": %.0f},%n"
                        + " \"acceptedAfterMs\": {\"p50\": %.0f, \"p99\": %.0f, \"max\": %.0f},%n"
                        + " \"readableAfterMs\": {\"p50\": %.0f, \"p90\": %.0f, \"p99\": %.0f, \"p999\": %.0f, \"max\": %.0f},%n"
                        + " \"limitP99Ms\": %d, \"passed\": %b}%n",
                rate,
                total,
                accepted.get(),
                readableAfter.size(),
                warming,
                quantile(cold, 0.5),
                quantile(cold, 0.99),
                quantile(answered, 0.5),
                quantile(answered, 0.99),
                quantile(answered, 1),
                quantile(readable, 0.5),
                quantile(readable, 0.9),
                quantile(readable, 0.99),
                quantile(readable, 0.999),
                quantile(readable, 1),
                LIMIT_MILLIS,
                passed);
        System.out.print(result);
        failed.forEach((why, times) -> System.out.println("not accepted: " + times + " times " + why));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, result);
        return passed;
    }

    /** Milliseconds. */
    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0
                ? -1
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
    }
}
