package org.stationboard.gateway;

import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code POST /ingest/v1/map?preview=}: a map as GeoJSON. A preview answers 200 with every fault; an import 200, or 422
 * with the faults.
 */
final class MapRoute implements Handler<RoutingContext> {
    /** Most bytes of a map. */
    static final int LARGEST = 8 * 1024 * 1024;

    private static final int LISTED = 1_000;

    private final MapImport imports;
    private final WorkerExecutor workers;

    MapRoute(MapImport imports, WorkerExecutor workers) {
        this.imports = imports;
        this.workers = workers;
    }

    private record Answer(
            String code,
            boolean preview,
            boolean taken,
            int positions,
            int repeated,
            int shapes,
            List<String> notDrawn,
            int faultCount,
            List<MapFault> faults) {}

    @Override
    public void handle(RoutingContext ctx) {
        Preview.of(ctx).ifPresent(preview -> {
            byte[] geojson = Preview.body(ctx);
            workers.executeBlocking(
                            () -> preview == Preview.TRY ? imports.preview(geojson) : imports.take(geojson), false)
                    .onSuccess(outcome -> answer(ctx, preview, outcome))
                    .onFailure(ctx::fail);
        });
    }

    private static void answer(RoutingContext ctx, Preview preview, MapImport.Outcome outcome) {
        List<MapFault> faults = outcome.faults();
        boolean refused = preview == Preview.TAKE && !outcome.taken();
        JsonAnswer.send(
                ctx,
                refused ? 422 : 200,
                new Answer(
                        faults.isEmpty() ? "" : "MAP_REFUSED",
                        preview == Preview.TRY,
                        outcome.taken(),
                        outcome.positions(),
                        outcome.repeated(),
                        outcome.shapes(),
                        outcome.notDrawn(),
                        faults.size(),
                        faults.stream().limit(LISTED).toList()));
    }
}
