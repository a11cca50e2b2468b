package org.stationboard.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.Clock;
import org.stationboard.api.board.Boards;
import org.stationboard.api.board.LastCounts;
import org.stationboard.api.board.LiveFeed;
import org.stationboard.api.http.ApiContract;
import org.stationboard.api.http.ProblemHandler;
import org.stationboard.api.http.WebFiles;

/**
 * The server's routes: {@code /api/v1/*}, {@code /health}, {@code /metrics} and the web client's files. Its router takes
 * every path that is left, so it is mounted last. Thread-safe. The live view belongs to who made it.
 */
public final class ApiServer implements AutoCloseable {
    private final ApiSettings settings;
    private final LiveView view;
    private final StorePorts store;
    private final PipelineSource pipeline;
    private final PrometheusMeterRegistry metrics;
    private final Clock clock;
    private final LastCounts counts;
    private final LiveFeed feed;

    public ApiServer(
            ApiSettings settings,
            LiveView view,
            StorePorts store,
            PipelineSource pipeline,
            PrometheusMeterRegistry metrics,
            Clock clock) {
        this.settings = settings;
        this.view = view;
        this.store = store;
        this.pipeline = pipeline;
        this.metrics = metrics;
        this.clock = clock;
        this.counts = new LastCounts(view, store.figures());
        this.feed = new LiveFeed(new Boards(view, counts, settings), clock);
        Gauge.builder("stationboard.live.clients", feed, LiveFeed::clientCount)
                .description("Clients of the live feed")
                .register(metrics);
        counts.start();
        feed.start();
    }

    /** The routes, once the OpenAPI file is read. Mount as {@code root.route("/*").subRouter(router)}, last. */
    public Future<Router> router(Vertx vertx) {
        return ApiContract.load(vertx).map(contract -> routes(vertx, contract));
    }

    /** Ends the live feed and its clients. */
    @Override
    public void close() {
        feed.close();
        counts.close();
    }

    private Router routes(Vertx vertx, OpenAPIContract contract) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            context.response().putHeader("X-Content-Type-Options", "nosniff");
            context.next();
        });
        router.route("/*").subRouter(api(vertx, contract));
        // What begins like the API and is not in its file is a mistake, not a page.
        router.route("/api/*").handler(context -> context.fail(reads(context.request()) ? 404 : 405));
        router.route().handler(new WebFiles("web"));
        router.route().failureHandler(new ProblemHandler());
        return router;
    }

    private static boolean reads(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    }

    private Router api(Vertx vertx, OpenAPIContract contract) {
        CityRoutes city = new CityRoutes(vertx, view, settings);
        LiveRoutes live = new LiveRoutes(vertx, feed);
        ProofRoutes proof = new ProofRoutes(vertx, view, store, settings);
        OperationsRoutes operations = new OperationsRoutes(vertx, view, store, pipeline, settings, metrics, clock);
        PipelineRoute pipelines = new PipelineRoute(vertx, view, store, pipeline, clock);
        RouterBuilder builder = RouterBuilder.create(vertx, contract);
        // Nothing here reads a body.
        builder.rootHandler(context -> context.next());
        builder.getRoute("units").addHandler(city::units);
        builder.getRoute("standards").addHandler(city::standards);
        builder.getRoute("standard").addHandler(city::standard);
        builder.getRoute("map").addHandler(city::map);
        builder.getRoute("board").addHandler(live::board);
        builder.getRoute("live").addHandler(live::live);
        builder.getRoute("figures").addHandler(proof::figures);
        builder.getRoute("indicators").addHandler(proof::indicators);
        builder.getRoute("durations").addHandler(proof::durations);
        builder.getRoute("verdicts").addHandler(proof::verdicts);
        builder.getRoute("evidence").addHandler(proof::evidence);
        builder.getRoute("alerts").addHandler(proof::alerts);
        builder.getRoute("pipeline").addHandler(pipelines::pipeline);
        builder.getRoute("openapi").addHandler(operations::openapi);
        builder.getRoute("health").addHandler(operations::health);
        builder.getRoute("metrics").addHandler(operations::metrics);
        return builder.createRouter();
    }
}
