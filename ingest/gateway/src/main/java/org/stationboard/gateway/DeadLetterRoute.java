package org.stationboard.gateway;

import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /ingest/v1/dead-letters}: what the engine could not take, with reason and position in the log. */
final class DeadLetterRoute implements Handler<RoutingContext> {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_PAGE = 1_000;
    private static final String CURSOR = "[0-9]{1,4}:[0-9]{1,18}(,[0-9]{1,4}:[0-9]{1,18}){0,999}";

    private final DeadLetters letters;
    private final WorkerExecutor workers;

    DeadLetterRoute(DeadLetters letters, WorkerExecutor workers) {
        this.letters = letters;
        this.workers = workers;
    }

    private record LetterAnswer(String at, int partition, String offset, String reason, String detail) {
        static LetterAnswer of(DeadLetters.Letter letter) {
            return new LetterAnswer(
                    Instant.ofEpochMilli(letter.at()).toString(),
                    letter.partition(),
                    Long.toString(letter.offset()),
                    letter.reason(),
                    letter.expected());
        }
    }

    private record PageAnswer(
            List<LetterAnswer> deadLetters, @Nullable String next) {}

    @Override
    public void handle(RoutingContext ctx) {
        try {
            int limit = (int)
                    QuarantineRoutes.number(ctx.request().getParam("limit"), "limit", DEFAULT_LIMIT, 1, LARGEST_PAGE);
            Map<Integer, Long> before = cursor(ctx.request().getParam("cursor"));
            workers.executeBlocking(() -> letters.page(before, limit), false)
                    .onSuccess(page -> JsonAnswer.send(ctx, 200, answer(page)))
                    .onFailure(ctx::fail);
        } catch (IllegalArgumentException e) {
            IngestRoutes.answer(ctx, Problem.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static Map<Integer, Long> cursor(@Nullable String text) {
        Map<Integer, Long> places = new HashMap<>();
        if (text == null) {
            return places;
        }
        if (!text.matches(CURSOR)) {
            throw new IllegalArgumentException("cursor: another form (expected: as it was answered)");
        }
        for (String place : text.split(",", -1)) {
            int colon = place.indexOf(':');
            places.put(Integer.valueOf(place.substring(0, colon)), Long.valueOf(place.substring(colon + 1)));
        }
        return places;
    }

    private static PageAnswer answer(DeadLetters.Page page) {
        String next = page.next().entrySet().stream()
                .map(place -> place.getKey() + ":" + place.getValue())
                .collect(Collectors.joining(","));
        return new PageAnswer(page.letters().stream().map(LetterAnswer::of).toList(), next.isEmpty() ? null : next);
    }
}
