package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command against a server that answers what the pipeline route would. */
class OnboardingCommandTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> clocks = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int months;

    @BeforeEach
    void serve() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/ingest/v1/clock")) {
                        request.body().onSuccess(body -> {
                            clocks.add(body.toString());
                            request.response().end("{\"mode\":\"wall\",\"tick\":null}");
                        });
                    } else {
                        request.response().end(pipeline());
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private String pipeline() {
        boolean complete = months >= 24;
        return """
                {"onboarding":{"monthsWanted":24,"complete":%b,"feeds":[{"feed":"dispute","judged":true,"months":%d,
                "complete":%b,"coveredFrom":"2024-08-01","logKeys":[]}]}}""".formatted(complete, months, complete);
    }

    private int run(String... more) {
        List<String> arguments =
                new java.util.ArrayList<>(List.of("onboarding", "--to", "http://127.0.0.1:" + server.actualPort()));
        arguments.addAll(List.of(more));
        return Main.commandLine().execute(arguments.toArray(String[]::new));
    }

    @Test
    void goesLiveOnlyWithThe24Months() {
        months = 17;
        assertThat(run()).isEqualTo(1);
        assertThat(run("--go-live")).isEqualTo(1);
        assertThat(clocks).isEmpty();
        months = 24;
        assertThat(run()).isZero();
        assertThat(clocks).isEmpty();
        assertThat(run("--go-live")).isZero();
        assertThat(clocks).containsExactly("{\"mode\":\"wall\"}");
    }
}
