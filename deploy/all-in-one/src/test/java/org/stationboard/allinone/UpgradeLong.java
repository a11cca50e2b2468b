package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.api.ApiSettings.Limits;

/**
 * A second engine over the log of an installation, compared, followed, and the first one's set taken away: the figures
 * go on as if nothing had been. It counts as the first does; where another counts otherwise is {@code VerificationIT}'s,
 * what a database makes of it {@code SinkContract}'s. Run by {@code deploy/full/upgrade}.
 */
final class UpgradeLong {
    private static final String SET = "v4.again";

    @TempDir
    private Path data;

    @Test
    void readersFollowASecondEngineAndTheFirstOnesSetMayGo() throws Exception {
        try (Installed installed = Installed.start(data, Shipped.planCatalogue(), Limits.defaults())) {
            installed.advance(Instant.parse("2026-03-01T00:00:00Z"));
            installed.send(alarms(1, 30), Instant.parse("2026-03-04T00:00:00Z"));
            assertThat(calls(installed)).isEqualTo(30);
        }
        assertThat(upgrade("switch", "--set", SET))
                .as("a set that has not begun")
                .isEqualTo(1);
        Installed.run("upgrade", "start", "--data", data.toString(), "--set", SET);
        Installed.run("upgrade", "compare", "--data", data.toString(), "--set", SET);
        Installed.run("upgrade", "switch", "--data", data.toString(), "--set", SET);
        assertThat(upgrade("finish", "--set", SET))
                .as("the set that is followed")
                .isEqualTo(1);
        Installed.run("upgrade", "finish", "--data", data.toString(), "--set", "first");
        Installed.run("verify", "--data", data.toString());

        try (Installed installed = Installed.start(data, Shipped.planCatalogue(), Limits.defaults())) {
            installed.send(alarms(31, 32), Instant.parse("2026-03-05T00:00:00Z"));
            assertThat(calls(installed)).isEqualTo(32);
        }
    }

    private int upgrade(String step, String... options) {
        List<String> line = new ArrayList<>(List.of("upgrade", step, "--data", data.toString()));
        line.addAll(List.of(options));
        return Main.commandLine().execute(line.toArray(String[]::new));
    }

    private static long calls(Installed installed) throws Exception {
        return installed
                .client()
                .read("/api/v1/figures?indicator=alarms&unit=" + Installed.CITY
                        + "&from=2026-03-01&to=2026-03-05&grain=range")
                .get("figures")
                .get(0)
                .get("numerator")
                .asLong();
    }

    private static String alarms(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> {
                    String at = "2026-03-0" + (2 + number % 2) + "T0" + (number % 10) + ":15:00Z";
                    return "{\"recordId\":\"test/" + number + "\",\"unitId\":\"990101\",\"version\":1,\"occurredAt\":\""
                            + at + "\",\"reportedAt\":\"" + at + "\",\"alarm\":{\"category\":\"noise\",\"family\":"
                            + "\"HELP\",\"calledAt\":\"" + at + "\"}}";
                })
                .collect(Collectors.joining("\n"));
    }
}
