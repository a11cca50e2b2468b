package org.stationboard.allinone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.stationboard.api.ApiSettings.Limits;
import picocli.CommandLine.Command;

/**
 * Runs the demo for a moment in a folder of its own and ends. The build lets the Java machine keep the classes this
 * loads in an archive beside the jar, out of which every later start reads them: a third of the start's time. The demo's
 * records are left there too, read and in order.
 */
@Command(name = "rehearsal", hidden = true, description = "A short demo in a folder of its own, for the build.")
final class RehearsalCommand implements Callable<Integer> {
    private static final Duration HISTORY = Duration.ofDays(1);
    private static final Duration PRESENT = Duration.ofSeconds(3);

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("stationboard-rehearsal");
        try {
            rehearse(data);
        } finally {
            delete(data);
        }
        return 0;
    }

    private static void rehearse(Path data) throws Exception {
        Shipped shipped = Shipped.here();
        Installation installation = new Installation(
                freePort(),
                data,
                Shipped.register(shipped.register()),
                shipped.demoCatalogue(),
                Optional.of(shipped.notice()),
                Optional.of(shipped.map()),
                Limits.defaults(),
                AlertOptions.byDefault(true),
                Clock.systemUTC());
        DemoShelf shelf = new DemoShelf(shipped, installation);
        CompletableFuture<DemoRecords> records = CompletableFuture.supplyAsync(shelf::records);
        try (Service service = Service.start(
                installation, new TelemetryOptions().plan(installation.register(), Optional.of(shipped.devices())))) {
            new DemoFeed(service, installation, HISTORY, shelf, records).runFor(PRESENT);
            shelf.keep(records.join());
            for (String page : List.of(
                    "/",
                    "/api/v1/units",
                    "/api/v1/board?unit=" + installation.register().root())) {
                read(URI.create(installation.baseUrl() + page));
            }
        }
    }

    private static void read(URI page) throws IOException, InterruptedException {
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
