package org.stationboard.allinone;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The feeds as {@code /api/v1/pipeline} shows them at one tick. */
record FeedStates(List<JsonNode> rows) {
    /** Waits until the route shows that tick of every partition. */
    static FeedStates at(Installed installed, Instant tick) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> read(installed.client(), tick), states -> !states.rows.isEmpty());
    }

    private static FeedStates read(BoardClient client, Instant tick) throws IOException, InterruptedException {
        JsonNode pipeline = client.read("/api/v1/pipeline");
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode partition : pipeline.get("ticks")) {
            if (!partition.get("tick").asText().equals(tick.toString())) {
                return new FeedStates(List.of());
            }
        }
        pipeline.get("feeds").forEach(rows::add);
        return new FeedStates(rows);
    }

    JsonNode of(String source, String feed, String county) {
        return rows.stream()
                .filter(row -> row.get("source").asText().equals(source))
                .filter(row -> row.get("feed").asText().equals(feed))
                .filter(row -> row.get("logKey").asText().equals(county))
                .findFirst()
                .orElseThrow();
    }

    /** The feeds that were ever heard where they are listed and are stale. */
    List<String> stale() {
        return rows.stream()
                .filter(row -> row.get("state").asText().equals("STALE"))
                .map(row -> row.get("source").asText() + '/' + row.get("feed").asText())
                .distinct()
                .toList();
    }
}
