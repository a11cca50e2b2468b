package org.stationboard.api.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one client may ask and hold, over a real HTTP server. */
class RateGateTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final byte[] LINE = new byte[1 << 10];

    private static final AtomicLong WRITTEN = new AtomicLong();
    private static final AtomicReference<String> ENDED = new AtomicReference<>("");
    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.route().handler(new RateGate(new RateGate.Limits(1, 2)));
        router.route("/endless").handler(context -> {
            ResponseStream out = new ResponseStream(context.response().setChunked(true), vertx.getOrCreateContext());
            vertx.executeBlocking(
                            () -> {
                                while (true) {
                                    out.write(LINE, 0, LINE.length);
                                    WRITTEN.addAndGet(LINE.length);
                                }
                            },
                            false)
                    .onFailure(gone -> ENDED.set(String.valueOf(gone.getMessage())));
        });
        router.route().handler(context -> context.response().end("here"));
        router.route().failureHandler(new ProblemHandler());
        server = done(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() throws Exception {
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsTooMuchIsToldToWait() throws Exception {
        assertThat(get("/api/v1/exports/figures.csv").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/exports/figures.csv").statusCode()).isEqualTo(200);
        HttpResponse<String> third = get("/api/v1/exports/figures.csv");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).contains("RATE_LIMITED");
        assertThat(Integer.parseInt(third.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 31);
        assertThat(get("/api/v1/figures").statusCode())
                .as("a bucket of its own")
                .isEqualTo(200);
        for (int i = 0; i < 30; i++) {
            assertThat(get("/api/v1/live").statusCode()).as("not counted").isEqualTo(200);
            assertThat(get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatTakesNothingHoldsLittleAndOneThatIsGoneEndsTheWork() throws Exception {
        NetSocket socket = done(vertx.createNetClient().connect(server.actualPort(), "127.0.0.1"));
        socket.pause();
        done(socket.write("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        await().atMost(10, SECONDS).until(() -> {
            long before = WRITTEN.get();
            Thread.sleep(300);
            return before > 0 && WRITTEN.get() == before;
        });
        assertThat(WRITTEN.get()).as("sockets' buffers and a queue").isLessThan(16L << 20);
        done(socket.close());
        await().atMost(10, SECONDS).until(() -> String.valueOf(ENDED.get()).startsWith("client: gone"));
    }
}
