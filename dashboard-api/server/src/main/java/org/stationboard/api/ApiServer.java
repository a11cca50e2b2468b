package org.stationboard.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;

/**
 * The server's routes: {@code /api/v1/*}, {@code /health}, {@code /metrics} and the web client's files. Its router takes
 * every path that is left, so it is mounted last. Thread-safe.
 */
public final class ApiServer implements AutoCloseable {
    public ApiServer(
            ApiSettings settings,
            LiveView view,
            StorePorts store,
            PipelineSource pipeline,
            PrometheusMeterRegistry metrics,
            Clock clock) {}

    /** The routes, once the OpenAPI file is read. Mount as {@code root.route("/*").subRouter(router)}, last. */
    public Future<Router> router(Vertx vertx) {
        return Future.failedFuture("not yet");
    }

    /** Ends the live feed and its clients. */
    @Override
    public void close() {}
}
