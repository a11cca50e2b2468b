package org.stationboard.allinone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.stationboard.gateway.OrgRegister;
import org.stationboard.gateway.telemetry.DeviceRegister;
import org.stationboard.gateway.telemetry.DeviceRegisterException;
import picocli.CommandLine.Option;

/** Which devices may send readings, and how. Filled in by the command line; nothing is taken unless it is asked for. */
final class TelemetryOptions {
    @Option(
            names = "--devices",
            paramLabel = "FILE",
            description = {
                "The devices, as CSV (columns: id,unit,kind,password_sha256,valid_from,valid_to).",
                "Default: the demo's own for the demo; else none, and no reading is taken."
            })
    private @Nullable Path devices;

    @Option(
            names = "--mqtt-port",
            paramLabel = "N",
            description = "Port of MQTT on 127.0.0.1. Default: none, readings come by HTTP only. Needs --devices.")
    private @Nullable Integer mqttPort;

    /** Empty where no devices were named and there are none to fall back to. */
    Optional<TelemetryPart.Plan> plan(OrgRegister units, Optional<Path> otherwise) throws StartRefused {
        Path file = devices == null ? otherwise.orElse(null) : devices;
        OptionalInt port = mqttPort == null ? OptionalInt.empty() : OptionalInt.of(mqttPort);
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            throw new StartRefused("mqtt-port: " + mqttPort + " (expected: 1..65535)");
        }
        if (file == null) {
            if (port.isPresent()) {
                throw new StartRefused("mqtt-port: without devices (expected: --devices FILE beside it)");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new TelemetryPart.Plan(DeviceRegister.read(file, units), port));
        } catch (DeviceRegisterException faulty) {
            throw new StartRefused("devices: " + file + " cannot be used:\n" + faulty.getMessage());
        } catch (IOException missing) {
            throw new StartRefused("devices: " + file + " (expected: a CSV file that can be read)");
        }
    }
}
