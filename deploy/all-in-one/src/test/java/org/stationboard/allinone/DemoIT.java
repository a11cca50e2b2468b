package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process: soon there, soon back, small. The full history has a long form of its own. */
@Tag("rest")
final class DemoIT {
    private static final String BOARD = "/api/v1/board?unit=" + Installed.CITY;

    @TempDir
    private Path folder;

    private static JsonNode board(ServeProcess demo) throws Exception {
        return demo.client().read(BOARD);
    }

    @Test
    void movesWithinTwentySecondsAndAgainWithinFifteen() throws Exception {
        Path data = folder.resolve("demo");
        int port = Installed.freePort();
        long began = System.nanoTime();
        try (ServeProcess demo = ServeProcess.start(data, port, "demo", "--history-weeks", "2")) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> board(demo).at("/sections/calls/today").asLong() > 0);
            long first = board(demo).at("/sections/calls/today").asLong();
            String firstTick = board(demo).at("/frame/tick").asText();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> board(demo).at("/sections/calls/today").asLong() != first
                            && !board(demo).at("/frame/tick").asText().equals(firstTick));
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("demo: built tree to moving tiles %.1f s%n", seconds);
            assertThat(seconds).isLessThanOrEqualTo(20);

            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> board(demo).at("/frame/mode").asText().equals("wall"));
            String log = demo.log();
            assertThat(log).contains("history complete");
            long bytes = demo.proportionalSetSize();
            System.out.printf("demo: proportional set size %d MiB%n", bytes >> 20);
            assertThat(bytes).isLessThanOrEqualTo(1536L << 20);
        }

        long again = System.nanoTime();
        try (ServeProcess demo = ServeProcess.start(data, port, "demo")) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> {
                        JsonNode board = board(demo);
                        return board.at("/sections/calls/today").asLong() > 0
                                && board.at("/frame/pulseAgeMs").asLong(Long.MAX_VALUE) < 2_000
                                && board.at("/frame/tickAgeMs").asLong(Long.MAX_VALUE) < 90_000;
                    });
            double seconds = (System.nanoTime() - again) / 1e9;
            System.out.printf("demo: restart to live tiles %.1f s%n", seconds);
            assertThat(seconds).isLessThanOrEqualTo(15);
        }
    }
}
