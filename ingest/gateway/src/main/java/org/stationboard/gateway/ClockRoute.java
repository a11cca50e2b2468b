package org.stationboard.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.LogHead;

/** {@code POST /ingest/v1/clock}: decides the log's clock, and under {@code log} moves it on. */
final class ClockRoute implements Handler<RoutingContext> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long AHEAD_SECONDS = 300;
    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private final LogKeeper keeper;
    private final WorkerExecutor workers;
    private final Clock clock;

    ClockRoute(LogKeeper keeper, WorkerExecutor workers, Clock clock) {
        this.keeper = keeper;
        this.workers = workers;
        this.clock = clock;
    }

    private record Wish(ClockMode mode, @Nullable Timestamp until) {}

    @Override
    public void handle(RoutingContext ctx) {
        Wish wish;
        try {
            wish = read(
                    ctx.body().buffer() == null
                            ? new byte[0]
                            : ctx.body().buffer().getBytes());
        } catch (IllegalArgumentException e) {
            IngestRoutes.answer(ctx, Problem.BAD_REQUEST, String.valueOf(e.getMessage()));
            return;
        }
        workers.executeBlocking(() -> grant(wish), false)
                .onSuccess(head -> ctx.response()
                        .putHeader("content-type", "application/json")
                        .end(json(head)))
                .onFailure(failure -> {
                    if (failure instanceof ClockDecidedException) {
                        IngestRoutes.answer(ctx, Problem.CLOCK_DECIDED, String.valueOf(failure.getMessage()));
                    } else {
                        ctx.fail(failure);
                    }
                });
    }

    private LogHead grant(Wish wish) {
        LogHead head = keeper.decide(wish.mode());
        return wish.until() == null
                ? head
                : keeper.advance(Math.floorDiv(wish.until().getSeconds(), 60L));
    }

    private Wish read(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: not JSON (expected: {\"mode\":\"log\",\"until\":time})", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("body: not readable (expected: JSON)", e);
        }
        ClockMode mode = switch (json.path("mode").asText("")) {
            case "log" -> ClockMode.LOG;
            case "wall" -> ClockMode.WALL;
            default -> throw new IllegalArgumentException("mode: another (expected: log or wall)");
        };
        return new Wish(mode, until(json.path("until"), mode));
    }

    private @Nullable Timestamp until(JsonNode until, ClockMode mode) {
        if (until.isMissingNode() || until.isNull()) {
            return null;
        }
        if (mode == ClockMode.WALL) {
            throw new IllegalArgumentException("until: given (expected: none, wall follows the machine's clock)");
        }
        Timestamp time = JsonTime.parse(until.asText());
        if (time == null || time.getSeconds() < EARLIEST) {
            throw new IllegalArgumentException(
                    "until: no such time (expected: such as 2026-01-31T08:15:00Z, not before 2000)");
        }
        // A tick is never taken back: one far ahead would stop the log for good.
        if (time.getSeconds() > clock.millis() / 1000 + AHEAD_SECONDS) {
            throw new IllegalArgumentException("until: too far ahead (expected: at most 5 minutes)");
        }
        return time;
    }

    private static String json(LogHead head) {
        String mode = head.getMode() == ClockMode.UNDECIDED_CLOCK
                ? "undecided"
                : head.getMode().name().toLowerCase(Locale.ROOT);
        String tick = head.getTick() == 0
                ? "null"
                : '"' + Instant.ofEpochSecond(head.getTick() * 60).toString() + '"';
        return "{\"mode\":\"" + mode + "\",\"tick\":" + tick + '}';
    }
}
