package org.stationboard.allinone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an installation listens and keeps its files. Filled in by the command line. */
final class Place {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port on 127.0.0.1. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for all data. Default: data/COMMAND in the tree.")
    private @Nullable Path data;

    int port() throws StartRefused {
        if (port < 1 || port > 65_535) {
            throw new StartRefused("port: " + port + " (expected: 1..65535)");
        }
        return port;
    }

    Path data(String command) {
        Path chosen = data == null ? Path.of(System.getProperty("stationboard.home", "."), "data", command) : data;
        return chosen.toAbsolutePath().normalize();
    }
}
