package org.stationboard.api;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.stationboard.api.board.BoardSnapshot;
import org.stationboard.api.board.LiveFeed;

/** The board and the live feed. */
final class LiveRoutes {
    private final Vertx vertx;
    private final LiveFeed feed;

    LiveRoutes(Vertx vertx, LiveFeed feed) {
        this.vertx = vertx;
        this.feed = feed;
    }

    void board(RoutingContext context) {
        String unitId = Request.of(context).required("unit");
        onLoop(feed.board(unitId))
                .map(snapshot -> snapshot.orElseThrow(() -> Request.unknownUnit(unitId)))
                .onSuccess(snapshot -> Request.of(context).answer(snapshot.board()))
                .onFailure(context::fail);
    }

    void live(RoutingContext context) {
        Request request = Request.of(context);
        String unitId = request.required("unit");
        long lastFrame = request.lastFrame();
        if (!feed.knows(unitId)) {
            throw Request.unknownUnit(unitId);
        }
        EventStream stream = EventStream.open(vertx, context.response(), lastFrame);
        context.response().closeHandler(ignored -> feed.leave(unitId, stream));
        context.response().exceptionHandler(ignored -> feed.leave(unitId, stream));
        onLoop(feed.join(unitId, stream))
                .onSuccess(joined -> leaveIfGone(context, unitId, stream))
                .onFailure(context::fail);
    }

    /** The client may have gone while it joined. */
    private void leaveIfGone(RoutingContext context, String unitId, EventStream stream) {
        if (context.response().closed()) {
            feed.leave(unitId, stream);
        }
    }

    private Future<Optional<BoardSnapshot>> onLoop(CompletableFuture<Optional<BoardSnapshot>> work) {
        Context here = vertx.getOrCreateContext();
        return Future.fromCompletionStage(work, here);
    }
}
