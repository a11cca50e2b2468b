package org.stationboard.allinone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where an installation listens and keeps its files. Filled in by the command line. */
final class Place {
    private static final Logger LOG = LoggerFactory.getLogger(Place.class);

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on. Default: ${DEFAULT-VALUE}.")
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
        return data(data, command);
    }

    /** The folder that was given, or the command's own in the tree. */
    static Path data(@Nullable Path given, String command) {
        Path chosen = given == null ? Path.of(System.getProperty("stationboard.home", "."), "data", command) : given;
        return chosen.toAbsolutePath().normalize();
    }

    /** One that nobody has now. */
    static int freePort() throws StartRefused {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new StartRefused("port: none free on 127.0.0.1 (expected: one): " + none.getMessage());
        }
    }

    /** Refuses a port that another process has. */
    static void requireFree(int port) throws StartRefused {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            LOG.debug("port {} is free", probe.getLocalPort());
        } catch (IOException taken) {
            throw new StartRefused(
                    "port: " + port + " (expected: a free one on 127.0.0.1; stop what listens there or give --port N)");
        }
    }
}
