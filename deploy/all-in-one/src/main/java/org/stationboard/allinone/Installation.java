package org.stationboard.allinone;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.stationboard.api.ApiSettings.Limits;
import org.stationboard.api.DemoNotice;
import org.stationboard.api.alerts.AlertSettings;
import org.stationboard.gateway.OrgRegister;

/**
 * What one process is started with. Immutable.
 *
 * @param port of the screens, the API and the gateway
 * @param data folder for the broker's, the database's and the streams' files
 * @param register of the units
 * @param catalogueText YAML of the standards
 * @param demo what every screen says of invented or borrowed data; empty in a real city
 * @param map file of the schematic map; empty where there is none
 * @param limits ages beyond which a screen calls what it shows stale
 * @param alerts what follows from alerts, and whether people may write
 * @param clock the machine's clock
 * @param entrance where it is reached, and what it asks of whom
 * @param innerPort of the process's own requests, on 127.0.0.1; the port itself unless that speaks TLS or is elsewhere
 */
record Installation(
        int port,
        Path data,
        OrgRegister register,
        String catalogueText,
        Optional<DemoNotice> demo,
        Optional<Path> map,
        Limits limits,
        AlertSettings alerts,
        Clock clock,
        Entrance entrance,
        int innerPort) {
    Installation {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1..65535)");
        }
    }

    /** For this machine alone, nobody asked who they are. */
    Installation(
            int port,
            Path data,
            OrgRegister register,
            String catalogueText,
            Optional<DemoNotice> demo,
            Optional<Path> map,
            Limits limits,
            AlertSettings alerts,
            Clock clock) {
        this(port, data, register, catalogueText, demo, map, limits, alerts, clock, Entrance.ownMachine(), port);
    }

    /** The same, reached elsewhere. */
    Installation reachedAt(Entrance other) throws StartRefused {
        boolean plain = other.tls().isEmpty() && other.host().equals("127.0.0.1");
        int inner = plain ? port : Place.freePort();
        return new Installation(port, data, register, catalogueText, demo, map, limits, alerts, clock, other, inner);
    }

    /** Where people reach it. */
    String baseUrl() {
        return (entrance.tls().isPresent() ? "https://" : "http://") + entrance.host() + ":" + port;
    }

    /** Where the process reaches itself. */
    String innerUrl() {
        return "http://127.0.0.1:" + innerPort;
    }
}
