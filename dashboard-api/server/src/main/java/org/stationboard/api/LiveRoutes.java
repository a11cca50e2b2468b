package org.stationboard.api;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.stationboard.api.board.BoardSnapshot;
import org.stationboard.api.board.LiveFeed;
import org.stationboard.api.board.Shown;
import org.stationboard.api.board.View;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;

/** The board and the live feed. */
final class LiveRoutes {
    private final Vertx vertx;
    private final LiveFeed feed;
    private final LiveMeters meters;

    LiveRoutes(Vertx vertx, LiveFeed feed, LiveMeters meters) {
        this.vertx = vertx;
        this.feed = feed;
        this.meters = meters;
    }

    void board(RoutingContext context) {
        Shown shown = shown(Request.of(context));
        onLoop(feed.board(shown))
                .map(snapshot -> snapshot.orElseThrow(() -> Request.unknownUnit(shown.unitId())))
                .onSuccess(snapshot -> Request.of(context).answer(snapshot.board()))
                .onFailure(context::fail);
    }

    void live(RoutingContext context) {
        Request request = Request.of(context);
        Shown shown = shown(request);
        long lastFrame = request.lastFrame();
        if (!feed.knows(shown.unitId())) {
            throw Request.unknownUnit(shown.unitId());
        }
        EventStream stream = EventStream.open(vertx, context.response(), meters, lastFrame);
        context.response().closeHandler(ignored -> feed.leave(shown, stream));
        context.response().exceptionHandler(ignored -> feed.leave(shown, stream));
        onLoop(feed.join(shown, stream))
                .onSuccess(joined -> leaveIfGone(context, shown, stream))
                .onFailure(context::fail);
    }

    private static Shown shown(Request request) {
        String view = request.text("view").orElse(View.OVERVIEW.apiName());
        return new Shown(
                request.required("unit"),
                View.named(view)
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.BAD_PARAMETER,
                                "view: " + view + " (expected: overview, duty, calls, cases or community)")));
    }

    /** The client may have gone while it joined. */
    private void leaveIfGone(RoutingContext context, Shown shown, EventStream stream) {
        if (context.response().closed()) {
            feed.leave(shown, stream);
        }
    }

    private Future<Optional<BoardSnapshot>> onLoop(CompletableFuture<Optional<BoardSnapshot>> work) {
        Context here = vertx.getOrCreateContext();
        return Future.fromCompletionStage(work, here);
    }
}
