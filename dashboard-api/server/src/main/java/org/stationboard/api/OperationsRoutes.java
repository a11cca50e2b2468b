package org.stationboard.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ApiContract;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.Unit;

/** How the product itself is doing. */
final class OperationsRoutes {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final Vertx vertx;
    private final LiveView view;
    private final StorePorts store;
    private final PipelineSource source;
    private final ApiSettings settings;
    private final PrometheusMeterRegistry metrics;
    private final Clock clock;
    private final String contract = ApiContract.text();

    OperationsRoutes(
            Vertx vertx,
            LiveView view,
            StorePorts store,
            PipelineSource source,
            ApiSettings settings,
            PrometheusMeterRegistry metrics,
            Clock clock) {
        this.vertx = vertx;
        this.view = view;
        this.store = store;
        this.source = source;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    void health(RoutingContext context) {
        Long pulseAge = boxed(pulseAge());
        boolean broker =
                pulseAge != null && pulseAge <= settings.limits().pulse().toMillis();
        Ticks ticks = ticks();
        boolean loading = view.historyLoading();
        PipelineSource.Sink sink = source.sink();
        vertx.executeBlocking(() -> store.answers().getAsBoolean(), false)
                .otherwise(false)
                .onSuccess(database -> {
                    // Without the register no read has an answer; without the database those of the store have none.
                    boolean reads = database && !logKeys(view.city()).isEmpty();
                    boolean whole = broker && ticks.status().equals(UP) && !loading && sink.running();
                    String status = !reads ? DOWN : whole ? UP : "DEGRADED";
                    Health health = new Health(
                            status,
                            new Checks(
                                    new Broker(broker ? UP : DOWN, pulseAge),
                                    ticks,
                                    new Check(database ? UP : DOWN),
                                    new Check(loading ? "LOADING" : UP),
                                    new Check(sink.running() ? UP : sink.state())));
                    Request.of(context).answer(reads ? 200 : 503, "application/json", Json.text(health));
                });
    }

    void metrics(RoutingContext context) {
        vertx.executeBlocking(() -> metrics.scrape(), false)
                .onSuccess(text -> Request.of(context).answer(200, "text/plain; version=0.0.4; charset=utf-8", text))
                .onFailure(context::fail);
    }

    void openapi(RoutingContext context) {
        Request.of(context).answer(200, "application/yaml; charset=utf-8", contract);
    }

    private record Health(String status, Checks checks) {}

    private record Checks(Broker broker, Ticks ticks, Check database, Check history, Check sink) {}

    private record Broker(String status, @Nullable Long pulseAgeMs) {}

    /** The log keeper's work. */
    private record Ticks(String status, @Nullable Long tickAgeMs) {}

    private record Check(String status) {}

    /** LATE only under the wall clock: under the log's, ticks come with its records. */
    private Ticks ticks() {
        return view.read(state -> {
            if (state.completedTick().isEmpty()) {
                return new Ticks("NONE", null);
            }
            long age = Math.max(0, clock.millis() - state.completedTick().getAsLong() * 60_000);
            boolean late = state.mode() == ClockMode.WALL
                    && age > settings.limits().tick().toMillis();
            return new Ticks(late ? "LATE" : UP, age);
        });
    }

    private OptionalLong pulseAge() {
        OptionalLong at = view.read(state -> state.oldestPulseAt());
        return at.isPresent() ? OptionalLong.of(Math.max(0, clock.millis() - at.getAsLong())) : at;
    }

    static Set<String> logKeys(City city) {
        Set<String> logKeys = new LinkedHashSet<>();
        for (Unit unit : city.units()) {
            logKeys.add(unit.getLogKey());
        }
        return logKeys;
    }

    static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
