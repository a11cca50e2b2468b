package org.stationboard.allinone;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.ApiSettings.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An installation of its own: embedded broker and database, empty, nothing replayed. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves an installation of its own, empty at first, until it is stopped.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final Place place = new Place();

    @Mixin
    private final EntranceOptions entrance = new EntranceOptions();

    @Mixin
    private final AlertOptions alerts = new AlertOptions();

    @Mixin
    private final TelemetryOptions telemetry = new TelemetryOptions();

    @Option(
            names = "--register",
            paramLabel = "FILE",
            description = "The units, as CSV (columns: see deploy/demo-data/register.csv). Default: the demo city's.")
    private @Nullable Path register;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "The standards, as YAML. Default: the plan's own.")
    private @Nullable Path catalogue;

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description =
                    "The schematic map (GeoJSON in plane coordinates). Default: the demo city's with its register.")
    private @Nullable Path map;

    @Override
    public Integer call() throws Exception {
        Shipped shipped = Shipped.here();
        Optional<Path> drawn = Optional.ofNullable(map);
        if (drawn.isEmpty() && register == null) {
            drawn = Optional.of(shipped.map());
        }
        Installation installation = new Installation(
                        place.port(),
                        place.data("serve"),
                        Shipped.register(register == null ? shipped.register() : register),
                        catalogue == null ? Shipped.planCatalogue() : Shipped.text("catalogue", catalogue),
                        Optional.empty(),
                        drawn,
                        Limits.defaults(),
                        alerts.settings(false),
                        Clock.systemUTC())
                .reachedAt(entrance.entrance());
        Console.line("starting on " + installation.baseUrl() + " with " + installation.data());
        try (Service service = Service.start(installation, telemetry.plan(installation.register(), Optional.empty()))) {
            Console.line("ready: " + installation.baseUrl() + "/  (Ctrl-C stops it)");
            service.awaitStop();
        }
        return 0;
    }
}
