package org.stationboard.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway with the shipped register behind HTTP on a free port of loopback. Every answer it gives is held to
 * {@code openapi.yaml}.
 */
final class GatewayFixture implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenApi OPEN_API = OpenApi.read();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Gateway gateway;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    GatewayFixture(GatewaySettings settings, Clock clock) {
        this(settings, clock, Optional.empty());
    }

    GatewayFixture(GatewaySettings settings, Clock clock, Optional<Path> folder) {
        this(settings, clock, folder, Optional.empty());
    }

    /** Every request is held to that grant, as whoever stands before a gateway does it. */
    GatewayFixture(GatewaySettings settings, Clock clock, Optional<Path> folder, Optional<Grant> grant) {
        gateway = new Gateway(
                settings,
                RepositoryFiles.shippedRegister(),
                "catalogue: {}",
                text -> List.of(),
                "1",
                meters,
                clock,
                folder);
        gateway.start();
        server = vertx.createHttpServer()
                .requestHandler(router(grant))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private Router router(Optional<Grant> grant) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            grant.ifPresent(held -> held.hold(context));
            context.next();
        });
        router.route("/*").subRouter(gateway.router(vertx));
        return router;
    }

    record Answer(int status, JsonNode json, String text) {
        String reason(int index) {
            return json.path("results").path(index).path("reason").asText("");
        }

        String field(int index) {
            return json.path("results").path(index).path("field").asText("");
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    Answer post(String path, String contentType, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("content-type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    Answer post(String path, String contentType, String body, String... headers) {
        return post(path, contentType, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
    }

    Answer records(String ndjson, String... headers) {
        return post("/ingest/v1/records", "application/x-ndjson", ndjson, headers);
    }

    Answer clock(String json) {
        return post("/ingest/v1/clock", "application/json", json);
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    /** A page of the quarantine once it is looked through: a start does not wait for that. */
    JsonNode quarantineLookedThrough(String query) {
        JsonNode page = get("/ingest/v1/quarantine" + query).json();
        for (int tries = 0; tries < 200 && !page.path("unsentComplete").asBoolean(); tries++) {
            LockSupport.parkNanos(50_000_000);
            page = get("/ingest/v1/quarantine" + query).json();
        }
        return page;
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = JSON.readTree(response.body());
            List<String> faults = OPEN_API.faults(
                    request.method().toLowerCase(Locale.ROOT), request.uri().getPath(), response.statusCode(), json);
            if (!faults.isEmpty()) {
                throw new AssertionError("answers as openapi.yaml says: " + faults);
            }
            return new Answer(response.statusCode(), json, response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
