package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.stationboard.api.http.SlowConnections;

/** What the guard of connections keeps; whom it ends is {@link HardeningTest}'s. */
class SlowConnectionsTest {
    /** A sender of 20 bodies a second filled the heap in four minutes while each was kept for five. */
    @Test
    void keepsNothingOfARequestThatWasAnswered() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            List<WeakReference<HttpServerRequest>> asked = new CopyOnWriteArrayList<>();
            HttpServer server = SlowConnections.guard(
                    vertx,
                    vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(0)),
                    SlowConnections.Limits.defaults(),
                    request -> {
                        asked.add(new WeakReference<>(request));
                        request.body().onSuccess(body -> request.response().end());
                    });
            URI at = URI.create(
                    "http://127.0.0.1:" + GuardedCity.await(server.listen()).actualPort() + "/ingest/v1/telemetry");
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            for (int i = 0; i < 3; i++) {
                HttpResponse<Void> answer = client.send(
                        HttpRequest.newBuilder(at)
                                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(200_000)))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                System.gc();
                return asked.get(0).get() == null;
            });
        } finally {
            GuardedCity.await(vertx.close());
        }
    }
}
