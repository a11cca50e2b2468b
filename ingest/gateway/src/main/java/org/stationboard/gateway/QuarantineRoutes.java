package org.stationboard.gateway;

import com.google.protobuf.Timestamp;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Reject;

/**
 * The quarantine over HTTP: {@code GET /ingest/v1/quarantine} lists it, {@code POST /ingest/v1/quarantine/{id}/resend}
 * sends one entry again and {@code POST /ingest/v1/quarantine/resend} those that a filter takes.
 */
final class QuarantineRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_PAGE = 1_000;
    private static final int MOST_RESENT = 10_000;
    private static final int LISTED = 1_000;

    private final Quarantine quarantine;
    private final QuarantineResend resend;
    private final WorkerExecutor workers;

    QuarantineRoutes(Quarantine quarantine, QuarantineResend resend, WorkerExecutor workers) {
        this.quarantine = quarantine;
        this.resend = resend;
        this.workers = workers;
    }

    private record RowAnswer(
            String id,
            String at,
            String reason,
            String source,
            String field,
            String digest,
            long size,
            String detail,
            boolean kept,
            @Nullable Boolean resent) {
        static RowAnswer of(Quarantine.Row row) {
            return new RowAnswer(
                    Long.toString(row.id()),
                    Instant.ofEpochMilli(row.at()).toString(),
                    row.reason(),
                    row.source(),
                    row.field(),
                    row.digest(),
                    row.size(),
                    row.expected().isEmpty() ? "" : "expected: " + row.expected(),
                    row.kept(),
                    row.resent());
        }
    }

    private record PageAnswer(
            List<RowAnswer> quarantine,
            @Nullable String next,
            long total,
            int unsent,
            boolean unsentComplete,
            @Nullable String oldestUnsentAt,
            long oldestUnsentSeconds,
            boolean alert) {}

    private record ResendRow(String id, String status, String reason, String field, String detail) {
        static ResendRow of(QuarantineResend.Result result) {
            String id = Long.toString(result.id());
            return result.refusal()
                    .map(refusal -> new ResendRow(
                            id, "refused", refusal.reason().name(), refusal.field(), "expected: " + refusal.expected()))
                    .orElseGet(() -> new ResendRow(id, "accepted", "", "", ""));
        }
    }

    private record ResendAnswer(int sent, long accepted, long refused, int unsent, List<ResendRow> results) {}

    /** What a request asks for. */
    private record Wish(QuarantineFilter filter, long before, int limit) {}

    void list(RoutingContext ctx) {
        wish(ctx, DEFAULT_LIMIT, LARGEST_PAGE, false).ifPresent(wish -> later(ctx, () -> page(wish)));
    }

    void resendAll(RoutingContext ctx) {
        wish(ctx, LARGEST_PAGE, MOST_RESENT, true)
                .ifPresent(wish -> later(ctx, () -> answer(resend.all(wish.filter(), wish.limit()))));
    }

    void resendOne(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        if (!id.matches("[0-9]{1,18}")) {
            IngestRoutes.answer(ctx, Problem.UNKNOWN_ENTRY, Problem.UNKNOWN_ENTRY.detail());
            return;
        }
        if (!quarantine.unsent().knows(Long.parseLong(id))) {
            IngestRoutes.answer(ctx, Problem.NOT_LOOKED_UP, Problem.NOT_LOOKED_UP.detail());
            return;
        }
        workers.executeBlocking(() -> resend.one(Long.parseLong(id)), false)
                .onSuccess(result -> result.ifPresentOrElse(
                        one -> JsonAnswer.send(ctx, 200, answer(List.of(one))),
                        () -> IngestRoutes.answer(ctx, Problem.UNKNOWN_ENTRY, Problem.UNKNOWN_ENTRY.detail())))
                .onFailure(ctx::fail);
    }

    private void later(RoutingContext ctx, Callable<Object> work) {
        workers.executeBlocking(work, false)
                .onSuccess(answer -> JsonAnswer.send(ctx, 200, answer))
                .onFailure(ctx::fail);
    }

    private Object page(Wish wish) {
        UnsentEntries unsent = quarantine.unsent();
        // Before the rows: what they do not know yet must not look complete.
        boolean complete = unsent.complete();
        Quarantine.Page page = quarantine.page(wish.filter(), wish.before(), wish.limit());
        OptionalLong oldest = unsent.oldestAt();
        return new PageAnswer(
                page.rows().stream().map(RowAnswer::of).toList(),
                page.next() == 0 ? null : Long.toString(page.next()),
                quarantine.total(),
                unsent.size(),
                complete,
                oldest.isEmpty()
                        ? null
                        : Instant.ofEpochMilli(oldest.getAsLong()).toString(),
                unsent.oldestSeconds(),
                unsent.alert());
    }

    private Object answer(List<QuarantineResend.Result> results) {
        long refused = results.stream().filter(one -> one.refusal().isPresent()).count();
        return new ResendAnswer(
                results.size(),
                results.size() - refused,
                refused,
                quarantine.unsent().size(),
                results.stream().limit(LISTED).map(ResendRow::of).toList());
    }

    /** The wish of a request; empty, after the answer was sent, where it is none. */
    private static Optional<Wish> wish(RoutingContext ctx, int usual, int most, boolean unsent) {
        HttpServerRequest request = ctx.request();
        try {
            int limit = (int) number(request.getParam("limit"), "limit", usual, 1, most);
            long before = number(request.getParam("cursor"), "cursor", Long.MAX_VALUE, 1, Long.MAX_VALUE);
            boolean wanted = unsent || "true".equals(request.getParam("unsent"));
            return Optional.of(new Wish(
                    new QuarantineFilter(
                            reason(request.getParam("reason")),
                            source(request.getParam("source")),
                            from(request.getParam("from")),
                            wanted),
                    before,
                    limit));
        } catch (IllegalArgumentException e) {
            IngestRoutes.answer(ctx, Problem.BAD_REQUEST, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A whole number in a range, {@code absent} where nothing is given. */
    static long number(@Nullable String text, String name, long absent, long least, long most) {
        if (text == null) {
            return absent;
        }
        long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (number < least) {
            throw new IllegalArgumentException(name + ": no such number (expected: " + least + " to " + most + ")");
        }
        return Math.min(number, most);
    }

    private static Optional<Reject> reason(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        for (Reject reason : Reject.values()) {
            if (reason.name().equals(text)) {
                return Optional.of(reason);
            }
        }
        throw new IllegalArgumentException("reason: another (expected: one of " + List.of(Reject.values()) + ")");
    }

    private static Optional<String> source(@Nullable String text) {
        if (text != null && !Codes.code(text)) {
            throw new IllegalArgumentException("source: another form (expected: " + Codes.CODE_FORM + ")");
        }
        return Optional.ofNullable(text);
    }

    private static OptionalLong from(@Nullable String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        Timestamp time = JsonTime.parse(text);
        if (time == null) {
            throw new IllegalArgumentException("from: no such time (expected: such as 2026-01-31T08:15:00Z)");
        }
        return OptionalLong.of(time.getSeconds() * 1_000 + time.getNanos() / 1_000_000);
    }
}
