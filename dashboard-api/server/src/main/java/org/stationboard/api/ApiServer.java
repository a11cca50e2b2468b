package org.stationboard.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.access.Access;
import org.stationboard.api.access.AccessGate;
import org.stationboard.api.alerts.AlertSettings;
import org.stationboard.api.alerts.AlertWatch;
import org.stationboard.api.board.Boards;
import org.stationboard.api.board.LastCounts;
import org.stationboard.api.board.LiveFeed;
import org.stationboard.api.http.ApiContract;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.http.ProblemHandler;
import org.stationboard.api.http.RateGate;
import org.stationboard.api.http.WebFiles;
import org.stationboard.api.rules.RulePorts;

/**
 * The server's routes: {@code /api/v1/*}, {@code /health}, {@code /metrics} and the web client's files. Its router takes
 * every path that is left, so it is mounted last. Thread-safe. The live view belongs to who made it.
 */
public final class ApiServer implements AutoCloseable {
    private static final long LONGEST_BODY = 16 << 10;
    private static final int SEND_BUFFER = 32 << 10;

    private final ApiSettings settings;
    private final AlertSettings alerts;
    private final LiveView view;
    private final StorePorts store;
    private final StorePorts requests;
    private final PipelineSource pipeline;
    private final PrometheusMeterRegistry metrics;
    private final Clock clock;
    private final LastCounts counts;
    private final LiveFeed feed;
    private final Access access;
    private final AccessGate gate;
    private volatile @Nullable AlertWatch watch;
    private @Nullable RuleRoutes rules;

    /** Nobody writes and nobody is told; proposals are made by the shipped policy. */
    public ApiServer(
            ApiSettings settings,
            LiveView view,
            StorePorts store,
            PipelineSource pipeline,
            PrometheusMeterRegistry metrics,
            Clock clock) {
        this(settings, AlertSettings.closed(), Access.ofOwnMachine(), view, store, store, pipeline, metrics, clock);
    }

    /**
     * With the alerts' policy, people who write and receivers of notices, and with accounts.
     *
     * @param store as the product's own work reads it, whole
     * @param requests the same as requests read it, held to {@code Seen.scope()}
     */
    public ApiServer(
            ApiSettings settings,
            AlertSettings alerts,
            Access access,
            LiveView view,
            StorePorts store,
            StorePorts requests,
            PipelineSource pipeline,
            PrometheusMeterRegistry metrics,
            Clock clock) {
        this.alerts = alerts;
        this.settings = settings;
        this.view = view;
        this.store = store;
        this.requests = requests;
        this.pipeline = pipeline;
        this.metrics = metrics;
        this.clock = clock;
        this.access = access;
        this.gate = access.gate(view, settings.zone(), metrics);
        this.counts = new LastCounts(view, store.figures());
        this.feed = new LiveFeed(new Boards(view, counts, settings), clock);
        LiveMeters.watch(metrics, feed, view, clock);
        counts.start();
        feed.start();
    }

    /** Lets people change the rules by these ports; else nobody can. Before {@link #router}, once. */
    public void changingRules(RulePorts ports) {
        rules = new RuleRoutes(ports, alerts, clock);
    }

    /** {@link #router(Vertx, Future)} with the contract read now. */
    public Future<Router> router(Vertx vertx) {
        return router(vertx, ApiContract.load(vertx));
    }

    /** The routes, once the contract is read; then what follows from alerts begins. Once. Mount as {@code root.route("/*").subRouter(router)}, last. */
    public Future<Router> router(Vertx vertx, Future<OpenAPIContract> contract) {
        return contract.map(read -> {
            watch = new AlertWatch(view, store, alerts, settings.zone(), clock, vertx);
            return routes(vertx, read);
        });
    }

    /**
     * How the routes are listened for. What a client has not taken waits in the system's buffers first: they are kept to
     * some seconds of the live feed, for a screen that slept would be sent all of it before it sees the present. No HTTP/2
     * in clear text: no browser speaks it, and with it a server tells of a connection only when its first bytes have come.
     */
    public static HttpServerOptions httpOptions(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setSendBufferSize(SEND_BUFFER)
                .setHttp2ClearTextEnabled(false);
    }

    /** Stands before every route of this server; mount it before other routers too, that none of theirs is without it. */
    public AccessGate gate() {
        return gate;
    }

    /** Ends the live feed and its clients, and what follows from alerts. */
    @Override
    public void close() {
        AlertWatch watching = watch;
        if (watching != null) {
            watching.close();
        }
        if (rules != null) {
            rules.close();
        }
        feed.close();
        counts.close();
    }

    private Router routes(Vertx vertx, OpenAPIContract contract) {
        Router router = Router.router(vertx);
        router.route().handler(gate);
        router.route("/*").subRouter(api(vertx, contract));
        // What begins like the API and is not in its file is a mistake, not a page.
        router.route("/api/*").handler(context -> context.fail(reads(context.request()) ? 404 : 405));
        router.route().handler(new WebFiles("web"));
        router.route().failureHandler(new ProblemHandler());
        return router;
    }

    private static void shortBodiesOnly(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        long longest = context.request().path().equals(RuleRoutes.DRAFTS) ? RuleRoutes.LONGEST_DRAFT : LONGEST_BODY;
        boolean none = length == null && !context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING);
        boolean bounded = none || (length != null && length.matches("[0-9]{1,9}") && Long.parseLong(length) <= longest);
        if (reads(context.request()) || bounded) {
            context.next();
        } else {
            context.fail(new ProblemException(
                    ProblemCode.BAD_PARAMETER,
                    "Content-Length: not given or too large (expected: 0.." + longest + ")"));
        }
    }

    private void addAlerts(Vertx vertx, RouterBuilder builder) {
        AlertRoutes routes = new AlertRoutes(vertx, view, requests, settings, alerts);
        builder.getRoute("alerts").addHandler(routes::alerts);
        builder.getRoute("alert").addHandler(routes::alert);
        builder.getRoute("acknowledgeAlert").addHandler(routes::acknowledge);
        builder.getRoute("silenceAlert").addHandler(routes::silence);
        builder.getRoute("assignAlert").addHandler(routes::assign);
        builder.getRoute("commentAlert").addHandler(routes::comment);
        builder.getRoute("awards").addHandler(routes::awards);
        builder.getRoute("proposals").addHandler(routes::proposals);
        builder.getRoute("decideProposal").addHandler(routes::decide);
    }

    private void addSessions(Vertx vertx, RouterBuilder builder) {
        SessionRoutes routes = new SessionRoutes(vertx, access);
        builder.getRoute("session").addHandler(routes::session);
        builder.getRoute("login").addHandler(routes::login);
        builder.getRoute("logout").addHandler(routes::logout);
        builder.getRoute("exchangeWallToken").addHandler(routes::exchange);
        builder.getRoute("oidcLogin").addHandler(routes::oidcLogin);
        builder.getRoute("oidcCallback").addHandler(routes::oidcCallback);
        builder.getRoute("audit").addHandler(routes::audit);
    }

    private void addRules(Vertx vertx, RouterBuilder builder) {
        RuleRoutes routes = rules == null ? RuleRoutes.fixed() : rules;
        routes.start(vertx);
        builder.getRoute("rules").addHandler(routes::rules);
        builder.getRoute("rulesText").addHandler(routes::text);
        builder.getRoute("draftRules").addHandler(routes::add);
        builder.getRoute("ruleDraft").addHandler(routes::draft);
        builder.getRoute("backtestRules").addHandler(routes::backtest);
        builder.getRoute("decideRules").addHandler(routes::decide);
    }

    private static boolean reads(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    }

    private Router api(Vertx vertx, OpenAPIContract contract) {
        CityRoutes city = new CityRoutes(vertx, view, settings);
        LiveRoutes live = new LiveRoutes(vertx, feed, new LiveMeters(metrics));
        ProofRoutes proof = new ProofRoutes(vertx, view, requests, settings);
        VerdictRoutes verdicts = new VerdictRoutes(vertx, view, requests, settings);
        OperationsRoutes operations = new OperationsRoutes(vertx, view, store, pipeline, settings, metrics, clock);
        PipelineRoute pipelines = new PipelineRoute(vertx, view, store, pipeline, clock);
        RouterBuilder builder = RouterBuilder.create(vertx, contract);
        builder.rootHandler(new RequestMeters(metrics)::time);
        // Bodies are read by the validation itself, whole: what says no length, or a large one, is not begun.
        builder.rootHandler(new RateGate(RateGate.Limits.defaults()));
        builder.rootHandler(ApiServer::shortBodiesOnly);
        builder.getRoute("units").addHandler(city::units);
        builder.getRoute("standards").addHandler(city::standards);
        builder.getRoute("standard").addHandler(city::standard);
        builder.getRoute("map").addHandler(city::map);
        builder.getRoute("board").addHandler(live::board);
        builder.getRoute("live").addHandler(live::live);
        builder.getRoute("figures").addHandler(proof::figures);
        builder.getRoute("indicators").addHandler(proof::indicators);
        builder.getRoute("durations").addHandler(proof::durations);
        TrendRoutes trends = new TrendRoutes(vertx, view, requests, settings);
        builder.getRoute("chart").addHandler(trends::chart);
        builder.getRoute("funnel").addHandler(trends::funnel);
        builder.getRoute("verdicts").addHandler(verdicts::verdicts);
        builder.getRoute("evidence").addHandler(proof::evidence);
        builder.getRoute("differences").addHandler(proof::differences);
        builder.getRoute("movements").addHandler(proof::movements);
        builder.getRoute("publicReport").addHandler(proof::publicReport);
        ExportRoutes exports = new ExportRoutes(vertx, view, requests, settings);
        builder.getRoute("export").addHandler(exports::export);
        builder.getRoute("meetingPack").addHandler(exports::meetingPack);
        addAlerts(vertx, builder);
        addSessions(vertx, builder);
        addRules(vertx, builder);
        builder.getRoute("pipeline").addHandler(pipelines::pipeline);
        builder.getRoute("openapi").addHandler(operations::openapi);
        builder.getRoute("health").addHandler(operations::health);
        builder.getRoute("metrics").addHandler(operations::metrics);
        return builder.createRouter();
    }
}
