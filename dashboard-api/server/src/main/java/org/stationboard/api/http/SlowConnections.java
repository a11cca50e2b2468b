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
 * Ends connections that hold a place without asking anything: after an answer the next request's head has to be there
 * within a time, and each body, however its bytes trickle. An answer may go on for ever, as a live feed does. A first head
 * that trickles is not seen here, for a server tells of a connection with its first request: it is held by the server's
 * idle time and by the largest head alone. Thread-safe.
 */
public final class SlowConnections {
    private static final long EVERY_MILLIS = 500;

    private final Limits limits;
    /** Each connection with what it asked last. */
    private final Map<HttpConnection, Asked> connections = new ConcurrentHashMap<>();

    /** A request, and since when its answer is known to have ended; 0 before. */
    private static final class Asked {
        private final HttpServerRequest request;
        private volatile long ended;

        Asked(HttpServerRequest request) {
            this.request = request;
        }
    }

    /**
     * How long is waited.
     *
     * @param head for the next request's head, since the answer before
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
        return server.requestHandler(request -> {
            guard.asked(vertx, request);
            requests.handle(request);
        });
    }

    private void asked(Vertx vertx, HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (connections.put(connection, new Asked(request)) == null) {
            connection.closeHandler(closed -> connections.remove(connection));
        }
        if (!request.isEnded()) {
            boolean intake = request.path() != null && request.path().startsWith("/ingest/");
            long longest = (intake ? limits.intake() : limits.body()).toMillis();
            vertx.setTimer(longest, late -> {
                if (!request.isEnded()) {
                    connection.close();
                }
            });
        }
    }

    private void endOld() {
        long now = System.nanoTime();
        connections.forEach((connection, asked) -> {
            if (asked.ended == 0) {
                asked.ended = asked.request.response().ended() ? now : 0;
            } else if (now - asked.ended > limits.head().toNanos()) {
                connection.close();
            }
        });
    }
}
