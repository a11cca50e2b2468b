package org.stationboard.api.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that hold a place without asking anything: after the connection or an answer the next request's head
 * has to be there within a time, and each body, however its bytes trickle. An answer may go on for ever, as a live feed
 * does. The server must not take HTTP/2 in clear text: it would tell of a connection only with its first bytes. A TLS
 * handshake has the server's own time limit. Thread-safe.
 */
public final class SlowConnections {
    private static final long EVERY_MILLIS = 500;

    private final Limits limits;
    /** Each connection with what it asked last. */
    private final Map<HttpConnection, Asked> connections = new ConcurrentHashMap<>();

    /** The newest request, none before the first, which began to be asked then; and since when nothing is asked. */
    private static final class Asked {
        private final @Nullable HttpServerRequest request;
        private final long began;
        private final long bodyNanos;
        /** 0 while something is asked. */
        private volatile long idle;

        Asked(@Nullable HttpServerRequest request, Duration body) {
            this.request = request;
            this.began = System.nanoTime();
            this.bodyNanos = body.toNanos();
            this.idle = request == null ? began : 0;
        }

        boolean ended() {
            return request == null || request.response().ended();
        }

        boolean bodyIsLate(long now) {
            return request != null && !request.isEnded() && now - began > bodyNanos;
        }
    }

    /**
     * How long is waited.
     *
     * @param head for the next request's head, since the answer before or the connection
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
        return server.connectionHandler(guard::connected).requestHandler(request -> {
            guard.asked(request);
            requests.handle(request);
        });
    }

    private void connected(HttpConnection connection) {
        connections.put(connection, new Asked(null, Duration.ZERO));
        connection.closeHandler(closed -> connections.remove(connection));
    }

    /** No timer of its own for each request: it would hold on to a body for minutes after its answer. */
    private void asked(HttpServerRequest request) {
        boolean intake = request.path() != null && request.path().startsWith("/ingest/");
        connections.replace(request.connection(), new Asked(request, intake ? limits.intake() : limits.body()));
    }

    private void endOld() {
        long now = System.nanoTime();
        connections.forEach((connection, asked) -> {
            if (!asked.ended()) {
                if (asked.bodyIsLate(now)) {
                    connection.close();
                }
            } else if (asked.idle == 0) {
                asked.idle = now;
            } else if (now - asked.idle > limits.head().toNanos()) {
                connection.close();
            }
        });
    }
}
