package org.stationboard.allinone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a bureau's history is in, and the step from its import to the present. */
@Command(
        name = "onboarding",
        mixinStandardHelpOptions = true,
        description = {
            "Says of each feed from when on its history is covered and how many of the 24 months wanted are there.",
            "Exit code 0: all of them for every feed that a standard in force rests on; 1: not yet."
        })
final class OnboardingCommand implements Callable<Integer> {
    @Option(names = "--to", paramLabel = "URL", required = true, description = "Where it runs: http://127.0.0.1:8080")
    private @Nullable URI to;

    @Option(
            names = "--go-live",
            description = "Where all are there: turns the log's clock from the import's to the machine's, for good.")
    private boolean goLive;

    @Mixin
    private final KeyOption key = new KeyOption();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @Override
    public Integer call() throws Exception {
        if (to == null) {
            throw new IllegalStateException("--to: absent (expected: given)");
        }
        JsonNode onboarding = send(HttpRequest.newBuilder(to.resolve("/api/v1/pipeline")), "pipeline")
                .path("onboarding");
        for (JsonNode feed : onboarding.path("feeds")) {
            tell(feed, onboarding.path("monthsWanted").asInt());
        }
        boolean complete = onboarding.path("complete").asBoolean();
        if (!complete) {
            Console.line("onboarding: not complete" + (goLive ? "; the clock stays as it is" : ""));
        } else if (goLive) {
            HttpRequest.Builder request = HttpRequest.newBuilder(to.resolve("/ingest/v1/clock"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"mode\":\"wall\"}"));
            Console.line("onboarding: complete; the clock is now "
                    + send(request, "clock").path("mode").asText());
        } else {
            Console.line("onboarding: complete");
        }
        return complete ? 0 : 1;
    }

    private JsonNode send(HttpRequest.Builder request, String what) throws StartRefused, InterruptedException {
        key.value().ifPresent(held -> request.header("Authorization", "Bearer " + held));
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.timeout(Duration.ofMinutes(5)).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new StartRefused(what + ": status " + answer.statusCode() + " (expected: 200)");
            }
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException silent) {
            throw new StartRefused("to: " + to + " (expected: a running Stationboard): " + silent.getMessage());
        }
    }

    /** A line for each feed; below it the log keys that hold it up. */
    private static void tell(JsonNode feed, int wanted) {
        boolean complete = feed.path("complete").asBoolean();
        String from = feed.path("coveredFrom").isNull()
                ? "not covered everywhere"
                : "from " + feed.path("coveredFrom").asText();
        Console.line(String.format(
                Locale.ROOT,
                "%-18s %d of %d months, %s%s",
                feed.path("feed").asText(),
                Math.min(wanted, feed.path("months").asInt()),
                wanted,
                from,
                feed.path("judged").asBoolean() ? "" : "  (no standard in force rests on it)"));
        for (JsonNode key : feed.path("logKeys")) {
            if (!complete
                    && feed.path("judged").asBoolean()
                    && !key.path("complete").asBoolean()) {
                Console.line(String.format(
                        Locale.ROOT,
                        "    %s %s: %d months",
                        key.path("logKey").asText(),
                        key.path("name").asText(),
                        key.path("months").asInt()));
            }
        }
    }
}
