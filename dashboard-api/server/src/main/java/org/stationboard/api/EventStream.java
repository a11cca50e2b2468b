package org.stationboard.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.stationboard.api.board.BoardSnapshot;
import org.stationboard.api.board.LiveFeed;

/**
 * One client of the live feed: Server-Sent Events by hand. A client that has not taken what it was sent gets nothing more
 * until it has; its next frame then holds every section it missed, so there is never a backlog.
 */
final class EventStream implements LiveFeed.Client {
    /** Anything the system has not taken makes the queue full; below 2 it would never be empty again. */
    private static final int QUEUE_BYTES = 2;

    private final HttpServerResponse response;
    private final Context context;
    private final LiveMeters meters;
    /** Id of the last frame the client has; on the response's context alone. */
    private long sent;

    private EventStream(HttpServerResponse response, Context context, LiveMeters meters, long sent) {
        this.response = response;
        this.context = context;
        this.meters = meters;
        this.sent = sent;
    }

    /** Begins the answer; {@code lastFrame} is what the client has, -1 for nothing. On the response's context. */
    static EventStream open(Vertx vertx, HttpServerResponse response, LiveMeters meters, long lastFrame) {
        response.setChunked(true)
                .setWriteQueueMaxSize(QUEUE_BYTES)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                // Frames are shared by all clients, so no server or proxy may compress or hold them.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("X-Accel-Buffering", "no");
        return new EventStream(response, vertx.getOrCreateContext(), meters, lastFrame);
    }

    @Override
    public void offer(BoardSnapshot snapshot) {
        context.runOnContext(ignored -> send(snapshot));
    }

    @Override
    public void end() {
        context.runOnContext(ignored -> {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        });
    }

    private void send(BoardSnapshot snapshot) {
        if (response.ended() || response.closed()) {
            meters.gone();
        } else if (snapshot.id() == sent) {
            meters.known();
        } else if (response.writeQueueFull()) {
            meters.busy();
        } else {
            meters.sent();
            response.write(snapshot.eventAfter(sent));
            sent = snapshot.id();
        }
    }
}
