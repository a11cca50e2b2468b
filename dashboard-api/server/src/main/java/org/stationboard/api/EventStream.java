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
    private static final int QUEUE_BYTES = 32 * 1024;

    private final HttpServerResponse response;
    private final Context context;
    /** Id of the last frame the client has; on the response's context alone. */
    private long sent;

    private EventStream(HttpServerResponse response, Context context, long sent) {
        this.response = response;
        this.context = context;
        this.sent = sent;
    }

    /** Begins the answer; {@code lastFrame} is what the client has, -1 for nothing. On the response's context. */
    static EventStream open(Vertx vertx, HttpServerResponse response, long lastFrame) {
        response.setChunked(true)
                .setWriteQueueMaxSize(QUEUE_BYTES)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                // Frames are shared by all clients, so no server or proxy may compress or hold them.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("X-Accel-Buffering", "no");
        return new EventStream(response, vertx.getOrCreateContext(), lastFrame);
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
        if (response.ended() || response.closed() || response.writeQueueFull() || snapshot.id() == sent) {
            return;
        }
        response.write(snapshot.eventAfter(sent));
        sent = snapshot.id();
    }
}
