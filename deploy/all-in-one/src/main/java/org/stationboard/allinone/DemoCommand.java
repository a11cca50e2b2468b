package org.stationboard.allinone;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.stationboard.api.ApiSettings.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The demo city, fed by real public records: history as a time-lapse, then the present, until it is stopped. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "A made-up city fed by real public records: 15 months of history as a time-lapse, then the present.",
            "Goes on where it stood when it is started again on the same data."
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final Place place = new Place();

    @Mixin
    private final AlertOptions alerts = new AlertOptions();

    @Mixin
    private final TelemetryOptions telemetry = new TelemetryOptions();

    @Option(
            names = "--history-weeks",
            paramLabel = "N",
            defaultValue = "66",
            description =
                    "How far back the history reaches, 1 to 66. Default: ${DEFAULT-VALUE}. Counts at the first start.")
    private int historyWeeks;

    @Override
    public Integer call() throws Exception {
        if (historyWeeks < 1 || historyWeeks > 66) {
            throw new StartRefused("history-weeks: " + historyWeeks + " (expected: 1..66)");
        }
        Shipped shipped = Shipped.here();
        Installation installation = new Installation(
                place.port(),
                place.data("demo"),
                Shipped.register(shipped.register()),
                shipped.demoCatalogue(),
                Optional.of(shipped.notice()),
                Optional.of(shipped.map()),
                Limits.defaults(),
                alerts.settings(true),
                Clock.systemUTC());
        Console.line("starting the demo on " + installation.baseUrl() + " with " + installation.data());
        DemoShelf shelf = new DemoShelf(shipped, installation);
        CompletableFuture<DemoRecords> records = CompletableFuture.supplyAsync(shelf::records);
        try (Service service =
                Service.start(installation, telemetry.plan(installation.register(), Optional.of(shipped.devices())))) {
            Console.line("open " + installation.baseUrl() + "/  (Ctrl-C stops it)");
            new DemoFeed(service, installation, Duration.ofDays(7L * historyWeeks), shelf, records).run();
        }
        return 0;
    }
}
