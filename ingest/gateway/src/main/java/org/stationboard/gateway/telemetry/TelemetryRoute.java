package org.stationboard.gateway.telemetry;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Reject;
import org.stationboard.gateway.Replay;

/**
 * {@code POST /ingest/v1/telemetry}: a batch of readings as NDJSON or a ReadingBatch in Protobuf, at most
 * {@link #LARGEST_BODY} bytes. 202 with the counts once Kafka has acknowledged all that was accepted, 400 where nothing
 * could be read, 413, 415, and 503 where nothing is known to be written: such a batch is sent again whole. Bodies are
 * worked off on worker threads; a gateway that has {@link #MOST_BATCHES} in hand answers 503 at once.
 */
final class TelemetryRoute {
    static final int LARGEST_BODY = 4 * 1024 * 1024;
    static final int MOST_BATCHES = 16;

    private static final Logger LOG = LoggerFactory.getLogger(TelemetryRoute.class);
    private static final String PATH = "/ingest/v1/telemetry";
    private static final String NDJSON = "application/x-ndjson";
    private static final String PROTOBUF = "application/x-protobuf";

    private final BatchIntake intake;
    private final TelemetryCounts counts;
    private final WorkerExecutor workers;
    private final AtomicInteger inHand = new AtomicInteger();

    TelemetryRoute(BatchIntake intake, TelemetryCounts counts, WorkerExecutor workers) {
        this.intake = intake;
        this.counts = counts;
        this.workers = workers;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.post(PATH).handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.post(PATH).handler(this::take);
        router.post(PATH).failureHandler(this::fail);
        router.get(PATH).handler(this::balance);
        return router;
    }

    private void take(RoutingContext ctx) {
        String type = contentType(ctx.request().getHeader("content-type"));
        if (!type.equals(NDJSON) && !type.equals(PROTOBUF)) {
            problem(
                    ctx,
                    415,
                    "UNKNOWN_CONTENT_TYPE",
                    "content-type: another (expected: " + NDJSON + " or " + PROTOBUF + ")");
            return;
        }
        if (inHand.incrementAndGet() > MOST_BATCHES) {
            inHand.decrementAndGet();
            ctx.response().putHeader("retry-after", "1");
            problem(
                    ctx,
                    503,
                    "BUSY",
                    "batches: too many at once (expected: at most " + MOST_BATCHES + "; send it again)");
            return;
        }
        BatchIntake.Sender sender =
                new BatchIntake.Sender(null, ctx.request().headers().contains(Replay.HEADER));
        Buffer body = ctx.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        Callable<CompletableFuture<BatchIntake.Outcome>> work =
                () -> type.equals(NDJSON) ? intake.lines(bytes, sender) : intake.protobuf(bytes, sender);
        Context context = ctx.vertx().getOrCreateContext();
        workers.executeBlocking(work, false)
                .onSuccess(pending -> {
                    var unused = pending.thenAccept(outcome -> context.runOnContext(ready -> answer(ctx, outcome)));
                })
                .onFailure(failure -> {
                    inHand.decrementAndGet();
                    ctx.fail(failure);
                });
    }

    private void answer(RoutingContext ctx, BatchIntake.Outcome outcome) {
        inHand.decrementAndGet();
        if (!outcome.acknowledged()) {
            problem(
                    ctx,
                    503,
                    "NOT_ACKNOWLEDGED",
                    "readings: not acknowledged (expected: Kafka at work; send them again)");
        } else if (ctx.response().closed()) {
            LOG.debug("sender went away before its answer");
        } else {
            ctx.response()
                    .setStatusCode(outcome.tally().nothingRead() ? 400 : 202)
                    .putHeader("content-type", "application/json")
                    .end(Buffer.buffer(outcome.tally().json()));
        }
    }

    private void balance(RoutingContext ctx) {
        TelemetryBalance balance = counts.balance();
        JsonObject reasons = new JsonObject();
        balance.refusedByReason().forEach((reason, readings) -> reasons.put(reason.name(), readings));
        ctx.json(new JsonObject()
                .put("received", balance.received())
                .put("accepted", balance.accepted())
                .put("refused", balance.refused())
                .put("refusedByReason", reasons));
    }

    private void fail(RoutingContext ctx) {
        if (ctx.statusCode() == 413) {
            counts.refused(Reject.TOO_LARGE, 1);
            ctx.response().putHeader("connection", "close");
            problem(ctx, 413, "TOO_LARGE", "body: too large (expected: at most 4 MiB)");
            return;
        }
        Throwable failure = ctx.failure();
        // The message may hold what the sender wrote: its kind must do.
        LOG.error(
                "batch not answered: kind={}",
                failure == null ? "none" : failure.getClass().getName());
        problem(ctx, 500, "INTERNAL", "request: not answered because of a fault of ours");
    }

    private static String contentType(@Nullable String header) {
        return header == null ? "" : header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private static void problem(RoutingContext ctx, int status, String code, String detail) {
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        ctx.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", code)
                        .put("status", status)
                        .put("code", code)
                        .put("detail", detail)
                        .toBuffer());
    }
}
