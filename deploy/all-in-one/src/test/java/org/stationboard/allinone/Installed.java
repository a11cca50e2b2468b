package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.stationboard.api.ApiSettings.Limits;
import org.stationboard.gateway.OrgRegister;

/** An installation of the demo city for one test, on a free port, in a folder of its own. */
final class Installed implements AutoCloseable {
    static final Path ROOT = Path.of(System.getProperty("repository.root", "../.."));
    static final Path DEMO_DATA = ROOT.resolve("deploy/demo-data");
    static final String CITY = "990000";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AllInOne parts;
    private final Installation installation;

    private Installed(AllInOne parts, Installation installation) {
        this.parts = parts;
        this.installation = installation;
    }

    static Installed start(Path data, String catalogue, Limits limits) throws Exception {
        return start(data, Shipped.register(DEMO_DATA.resolve("register.csv")), catalogue, limits, Optional.empty());
    }

    static Installed start(
            Path data, OrgRegister register, String catalogue, Limits limits, Optional<TelemetryPart.Plan> telemetry)
            throws Exception {
        Installation installation = new Installation(
                freePort(),
                data,
                register,
                catalogue,
                Optional.empty(),
                Optional.of(DEMO_DATA.resolve("map.geojson")),
                limits,
                AlertOptions.byDefault(true),
                Clock.systemUTC());
        return new Installed(AllInOne.start(installation, telemetry), installation);
    }

    /** One that is free, out of a range that no system gives to others by chance before it is taken. */
    static int freePort() throws IOException {
        SplittableRandom random = new SplittableRandom();
        for (int tries = 0; tries < 200; tries++) {
            int port = random.nextInt(12_000, 20_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // Another one, then.
            }
        }
        throw new IOException("free port: none found (expected: one in 12000..20000)");
    }

    AllInOne parts() {
        return parts;
    }

    Path data() {
        return installation.data();
    }

    String url() {
        return installation.baseUrl();
    }

    BoardClient client() {
        return new BoardClient(url());
    }

    /** The six dispute files: the full ones where the test data is there, else the demo's cuts, which are their equals. */
    static List<Path> disputeFiles() throws IOException {
        String testData = System.getProperty("test.data", "");
        Path folder = testData.isBlank() || testData.startsWith("$") ? DEMO_DATA : Path.of(testData, "disputes");
        try (var listed = Files.list(folder)) {
            return listed.filter(file -> file.getFileName().toString().startsWith("br-consumidor"))
                    .sorted()
                    .toList();
        }
    }

    /** Runs the command line in this process; it must succeed. */
    static void run(String... arguments) {
        assertThat(Main.commandLine().execute(arguments)).isZero();
    }

    void replayDisputes(List<Path> files, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--to",
                url(),
                "--mapping",
                DEMO_DATA.resolve("mappings/consumidor.yaml").toString()));
        arguments.addAll(List.of(options));
        files.forEach(file -> arguments.add(file.toString()));
        run(arguments.toArray(String[]::new));
    }

    /** Sends records as NDJSON; all must be accepted. Under the log's clock then moves it to {@code until}. */
    void send(String ndjson, Instant until) throws Exception {
        BoardClient.Answer answer =
                client().post("/ingest/v1/records", "application/x-ndjson", ndjson.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        assertThat(answer.body().get("refused").asInt())
                .as(answer.body().toString())
                .isZero();
        advance(until);
    }

    void advance(Instant until) throws Exception {
        awaitStored(clock("{\"mode\":\"log\",\"until\":\"" + until + "\"}"), PATIENCE);
    }

    /** Under the log's clock waits until everything known at its newest tick is in the store. */
    void awaitNewest(Duration atMost) throws Exception {
        awaitStored(clock("{\"mode\":\"log\"}"), atMost);
    }

    private Instant clock(String body) throws Exception {
        BoardClient.Answer answer =
                client().post("/ingest/v1/clock", "application/json", body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return Instant.parse(answer.body().get("tick").asText());
    }

    /** Waits until everything known at that tick is in the store. */
    void awaitStored(Instant tick) {
        awaitStored(tick, PATIENCE);
    }

    private void awaitStored(Instant tick, Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> {
                    JsonNode stored =
                            client().read("/api/v1/pipeline").get("sink").get("lastTick");
                    return !stored.isNull() && !Instant.parse(stored.asText()).isBefore(tick);
                });
    }

    @Override
    public void close() {
        parts.close();
    }
}
