package org.stationboard.gateway;

import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;

/**
 * {@code POST /ingest/v1/register?preview=}: a register file as CSV. A preview answers 200 with every fault and every
 * change; an import 200 with the changes, or 422 with the faults.
 */
final class RegisterRoute implements Handler<RoutingContext> {
    /** Most bytes of a register file: twenty times that of a city of 10,000 units. */
    static final int LARGEST = 16 * 1024 * 1024;

    private static final int LISTED = 1_000;

    private final RegisterImport imports;
    private final WorkerExecutor workers;

    RegisterRoute(RegisterImport imports, WorkerExecutor workers) {
        this.imports = imports;
        this.workers = workers;
    }

    private record ChangeRow(String kind, String unit, String day, String from, String to) {
        static ChangeRow of(RegisterChange change) {
            return new ChangeRow(
                    change.kind().name(),
                    change.unit(),
                    LocalDate.ofEpochDay(change.day()).toString(),
                    change.from(),
                    change.to());
        }
    }

    private record Answer(
            String code,
            boolean preview,
            boolean taken,
            String digest,
            int units,
            String takesEffect,
            int faultCount,
            List<RegisterFault> faults,
            int changeCount,
            List<ChangeRow> changes) {}

    @Override
    public void handle(RoutingContext ctx) {
        Preview.of(ctx).ifPresent(preview -> {
            byte[] csv = Preview.body(ctx);
            workers.executeBlocking(() -> preview == Preview.TRY ? imports.preview(csv) : imports.take(csv), false)
                    .onSuccess(outcome -> answer(ctx, preview, outcome))
                    .onFailure(ctx::fail);
        });
    }

    private static void answer(RoutingContext ctx, Preview preview, RegisterImport.Outcome outcome) {
        boolean refused = preview == Preview.TAKE && !outcome.taken();
        JsonAnswer.send(
                ctx,
                refused ? 422 : 200,
                new Answer(
                        outcome.faults().isEmpty() ? "" : "REGISTER_REFUSED",
                        preview == Preview.TRY,
                        outcome.taken(),
                        outcome.digest(),
                        outcome.units(),
                        outcome.takesEffect().toString(),
                        outcome.faults().size(),
                        outcome.faults().stream().limit(LISTED).toList(),
                        outcome.changes().size(),
                        outcome.changes().stream()
                                .limit(LISTED)
                                .map(ChangeRow::of)
                                .toList()));
    }
}
