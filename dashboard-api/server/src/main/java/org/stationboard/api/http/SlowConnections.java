package org.stationboard.api.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections that hold a place without asking anything: a request's head has to be there within a time, its body too,
 * however its bytes trickle. An answer may go on for ever, as a live feed does. Thread-safe.
 */
public final class SlowConnections {
    private static final long EVERY_MILLIS = 500;

    private final Limits limits;
    /** When each connection that asks nothing began to. */
    private final Map<HttpConnection, Long> waiting = new ConcurrentHashMap<>();

    /**
     * How long is waited.
     *
     * @param head for a request's head, since the connection or the answer before
     * @param body for a body of a route of people
     * @param intake for a body of records or readings
     */
    public record Limits(Duration head, Duration body, Duration intake) {
        /** 60 s, 20 s and 5 min. */
        public static Limits defaults() {
            return new Limits(Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofMinutes(5));
        }
    }

    private SlowConnections(Limits limits) {
        this.limits = limits;
    }

    /** Guards a server that does not listen yet. */
    public static HttpServer guard(Vertx vertx, HttpServer server, Limits limits, Handler<HttpServerRequest> requests) {
        SlowConnections guard = new SlowConnections(limits);
        vertx.setPeriodic(EVERY_MILLIS, timer -> guard.endOld());
        return server.connectionHandler(guard::opened).requestHandler(request -> {
            guard.asked(vertx, request);
            requests.handle(request);
        });
    }

    private void opened(HttpConnection connection) {
        waiting.put(connection, System.nanoTime());
        connection.closeHandler(closed -> waiting.remove(connection));
    }

    private void asked(Vertx vertx, HttpServerRequest request) {
        HttpConnection connection = request.connection();
        waiting.remove(connection);
        request.response().endHandler(ended -> waiting.put(connection, System.nanoTime()));
        if (!request.isEnded()) {
            boolean intake = request.path() != null && request.path().startsWith("/ingest/");
            long longest = (intake ? limits.intake() : limits.body()).toMillis();
            long timer = vertx.setTimer(longest, late -> {
                if (!request.isEnded()) {
                    connection.close();
                }
            });
            connection.closeHandler(closed -> {
                vertx.cancelTimer(timer);
                waiting.remove(connection);
            });
        }
    }

    private void endOld() {
        long now = System.nanoTime();
        waiting.forEach((connection, since) -> {
            if (now - since > limits.head().toNanos()) {
                waiting.remove(connection);
                connection.close();
            }
        });
    }
}
