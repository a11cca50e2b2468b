package org.stationboard.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.ClockMode;

/** Speaks to a gateway over HTTP and tries again while it does not take anything. One thread. */
final class GatewayClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long FIRST_WAIT_MILLIS = 200;
    private static final long LONGEST_WAIT_MILLIS = 3_000;

    private final ReplaySettings settings;
    private final Consumer<String> waiting;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param waiting told why, each time a request is tried again */
    GatewayClient(ReplaySettings settings, Consumer<String> waiting) {
        this.settings = settings;
        this.waiting = waiting;
    }

    /** A request on its way, and what it takes to send it again. */
    record Flight(HttpRequest request, CompletableFuture<HttpResponse<byte[]>> answer) {}

    /** Sends records, each behind its length, without waiting for the answer. */
    Flight send(byte[] delimited) {
        HttpRequest.Builder request = request("/ingest/v1/records?results=refused")
                .header("content-type", RecordForm.PROTOBUF.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(delimited));
        if (settings.clock() == ClockMode.LOG) {
            request.header(Replay.HEADER, settings.label());
        }
        return launch(request.build());
    }

    /** Waits for the answer to a flight: the counts and refusals in JSON. */
    JsonNode land(Flight flight) {
        HttpResponse<byte[]> response = await(flight);
        int status = response.statusCode();
        JsonNode body = read(response);
        if (status != 202 && !body.has("received")) {
            throw new ReplayException(
                    "records: status " + status + " " + body.path("code").asText("") + " (expected: 202)", null);
        }
        return body;
    }

    /**
     * Decides the clock, and under {@code log} moves it on to {@code until}, RFC 3339, where that is given.
     *
     * @return epoch minute of the newest tick; 0 before the first
     */
    long clock(ClockMode mode, @Nullable String until) {
        String body = "{\"mode\":\"" + (mode == ClockMode.LOG ? "log" : "wall") + '"'
                + (until == null ? "" : ",\"until\":\"" + until + '"') + '}';
        HttpRequest request = request("/ingest/v1/clock")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        HttpResponse<byte[]> response = await(launch(request));
        if (response.statusCode() != 200) {
            throw new ReplayException(
                    "clock: " + read(response).path("detail").asText("status " + response.statusCode()), null);
        }
        JsonNode tick = read(response).path("tick");
        return tick.isTextual() ? Instant.parse(tick.asText()).getEpochSecond() / 60 : 0;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base().resolve(path)).timeout(ANSWER);
        settings.key().ifPresent(key -> request.header("authorization", "Bearer " + key));
        return request;
    }

    private URI base() {
        return settings.to();
    }

    private Flight launch(HttpRequest request) {
        return new Flight(request, http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
    }

    private HttpResponse<byte[]> await(Flight first) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        long wait = FIRST_WAIT_MILLIS;
        Flight flight = first;
        while (true) {
            String why;
            Throwable cause = null;
            try {
                HttpResponse<byte[]> response = flight.answer().join();
                if (response.statusCode() != 503) {
                    return response;
                }
                why = "the gateway does not take records now (503)";
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof IOException)) {
                    throw e;
                }
                cause = e.getCause();
                why = "the gateway does not answer (" + cause.getClass().getSimpleName() + ")";
            }
            if (System.nanoTime() > deadline) {
                throw new ReplayException("gave up after " + settings.patience() + ": " + why, cause);
            }
            waiting.accept(why);
            pause(wait);
            wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
            flight = launch(flight.request());
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayException("interrupted", e);
        }
    }

    private static JsonNode read(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new ReplayException("answer: not JSON, status " + response.statusCode(), e);
        }
    }
}
