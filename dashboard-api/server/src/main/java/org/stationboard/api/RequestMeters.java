package org.stationboard.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Times every answer, {@code stationboard.requests}, by the operation of the contract ({@code none} for what there is
 * no route for) and by the class of its status. Their counts add up to the requests that ended;
 * of the live feed only the answers that are refused, for the others end when the screen goes. Any thread.
 */
final class RequestMeters {
    private static final String LIVE = "live";

    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void time(RoutingContext context) {
        long begun = System.nanoTime();
        context.addEndHandler(ended -> ended(context, System.nanoTime() - begun));
        context.next();
    }

    private static String operation(@Nullable Route route) {
        Operation operation = route == null ? null : route.getMetadata(RouterBuilder.KEY_META_DATA_OPERATION);
        return operation == null ? "none" : operation.getOperationId();
    }

    private void ended(RoutingContext context, long nanoseconds) {
        String operation = operation(context.currentRoute());
        int status = context.response().getStatusCode();
        if (operation.equals(LIVE) && status < 300) {
            return;
        }
        Timer.builder("stationboard.requests")
                .description("Answers by operation and class of status")
                .tag("operation", operation)
                .tag("status", status / 100 + "xx")
                .serviceLevelObjectives(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(1))
                .register(registry)
                .record(Duration.ofNanos(nanoseconds));
    }
}
