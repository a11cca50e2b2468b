package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.stationboard.api.ApiSettings.Limits;

/**
 * Long outages of the database, one of each kind after the other, while records come in: what the wall saw, what the sink
 * held back and how soon it had caught up, and a verification of everything in the end. What is done stands in the
 * folder, so a run that was cut short goes on with the next kind. Arguments: folder, seconds of each, records a second.
 */
final class OutageRun {
    /** What the sink holds back does not grow with the length of an outage: the log keeps it. */
    private static final long MOST_GROWTH = 100L << 20;

    private final Path folder;
    private final int recordsASecond;
    private final AtomicLong number = new AtomicLong(System.currentTimeMillis());
    private final AtomicLong accepted = new AtomicLong();
    private long mostHeap;

    OutageRun(Path folder, int recordsASecond) {
        this.folder = folder;
        this.recordsASecond = recordsASecond;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        FullResult result = new FullResult();
        boolean verified = new OutageRun(folder, Integer.parseInt(arguments[2]))
                .run(List.of(DatabaseOutage.values()), Duration.ofSeconds(Long.parseLong(arguments[1])), result);
        result.write("outage");
        System.exit(verified ? 0 : 1);
    }

    /** Gives whether the verification found nothing; what else must hold is asserted. */
    boolean run(List<DatabaseOutage> outages, Duration each, FullResult result) throws Exception {
        Path data = folder.resolve("data");
        try (Installed installed = Installed.start(data, Shipped.planCatalogue(), Limits.defaults())) {
            ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
            Future<?> feeding = feeder.scheduleAtFixedRate(() -> feed(installed), 0, 1, TimeUnit.SECONDS);
            try (LiveWatch watch = LiveWatch.of(installed.url(), Installed.CITY)) {
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> installed
                                        .client()
                                        .get("/health")
                                        .body()
                                        .get("status")
                                        .asText()
                                        .equals("UP")
                                && watch.seen().calls() > 0);
                assertThat(missingMeters(installed))
                        .as("meters of the shipped rules")
                        .isEmpty();
                for (DatabaseOutage outage : outages) {
                    outage(outage, each, installed, watch, result);
                }
            } finally {
                feeding.cancel(false);
                feeder.shutdownNow();
                feeder.awaitTermination(10, TimeUnit.SECONDS);
            }
        }
        System.out.println("verifying everything");
        int exitCode = Main.commandLine().execute("verify", "--data", data.toString());
        result.put("verify, exit code", exitCode);
        result.put("records accepted in this run", accepted.get());
        return exitCode == 0;
    }

    /** What the shipped alert rules and the dashboard ask for and this product does not have. */
    private static List<String> missingMeters(Installed installed) throws Exception {
        String metrics = installed.client().text("/metrics");
        return MonitoringFiles.meters().stream()
                .filter(name -> !Pattern.compile("(?m)^" + name + "[ {]")
                        .matcher(metrics)
                        .find())
                .toList();
    }

    private void outage(DatabaseOutage outage, Duration each, Installed installed, LiveWatch watch, FullResult result)
            throws Exception {
        Path done = folder.resolve(outage + ".json");
        ObjectMapper json = new ObjectMapper();
        if (!Files.exists(done)) {
            System.out.printf("%s for %d s%n", outage, each.toSeconds());
            System.gc();
            long before = heapAfterCollection();
            mostHeap = before;
            DatabaseOutage.Outcome outcome =
                    outage.last(each, installed, watch, () -> mostHeap = Math.max(mostHeap, heapAfterCollection()));
            mostHeap = Math.max(mostHeap, heapAfterCollection());
            if (mostHeap - before > MOST_GROWTH) {
                throw new IllegalStateException("heap: grew by " + ((mostHeap - before) >> 20) + " MiB during " + outage
                        + " (expected: at most " + (MOST_GROWTH >> 20) + ")");
            }
            Map<String, Object> seen = new LinkedHashMap<>();
            seen.put("seconds", each.toSeconds());
            seen.put("outcome", outcome);
            seen.put("heap after collection before, MiB", before >> 20);
            seen.put("heap after collection at most, MiB", mostHeap >> 20);
            json.writeValue(done.toFile(), seen);
        }
        result.put(outage.name(), json.readTree(done.toFile()));
        System.out.printf("%s: %s%n", outage, Files.readString(done));
    }

    /** What of the old generation was left by its last collection. */
    private static long heapAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private void feed(Installed installed) {
        StringBuilder body = new StringBuilder();
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        for (int i = 0; i < recordsASecond; i++) {
            String unit = i % 2 == 0 ? "990101" : "990102";
            body.append("{\"recordId\":\"test/").append(number.incrementAndGet());
            body.append("\",\"unitId\":\"")
                    .append(unit)
                    .append("\",\"version\":1,\"occurredAt\":\"")
                    .append(now);
            body.append("\",\"reportedAt\":\"").append(now);
            body.append("\",\"alarm\":{\"category\":\"noise\",\"family\":\"DISPUTE_CALL\",\"calledAt\":\"");
            body.append(now).append("\"}}\n");
        }
        try {
            BoardClient.Answer answer = installed
                    .client()
                    .post(
                            "/ingest/v1/records?results=refused",
                            "application/x-ndjson",
                            body.toString().getBytes(StandardCharsets.UTF_8));
            accepted.addAndGet(answer.body().path("accepted").asLong());
        } catch (IOException notTaken) {
            System.out.println("not taken: " + notTaken);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
