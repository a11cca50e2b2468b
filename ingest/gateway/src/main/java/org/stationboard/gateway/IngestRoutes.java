package org.stationboard.gateway;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's routes under {@code /ingest/v1}. Bodies of records are cut and checked piece by piece on worker threads
 * while the rest still arrives; the event loop never waits.
 */
final class IngestRoutes {
    /** Most bytes of a body. */
    static final long LARGEST_BODY = 16L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(IngestRoutes.class);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final String REPLAY_HEADER = Replay.HEADER.toLowerCase(Locale.ROOT);
    /** Written by the transport or kept secret: nothing of them is stored, and their forms are not ours to judge. */
    private static final Set<String> TRANSPORT_HEADERS =
            Set.of("content-length", "host", "date", "cookie", "authorization", "connection", "expect");
    /** Headers that an answer may name; others are the sender's own words. */
    private static final Set<String> KNOWN_HEADERS =
            Set.of("content-type", "user-agent", "accept", "x-request-id", "traceparent", REPLAY_HEADER);

    private final Intake.Parts parts;
    private final LogKeeper keeper;
    private final DeadLetters deadLetters;
    private final Optional<Imports> imports;
    private final WorkerExecutor workers;

    IngestRoutes(
            Intake.Parts parts,
            LogKeeper keeper,
            DeadLetters deadLetters,
            Optional<Imports> imports,
            WorkerExecutor workers) {
        this.parts = parts;
        this.keeper = keeper;
        this.deadLetters = deadLetters;
        this.imports = imports;
        this.workers = workers;
    }

    /** What a bureau imports; only a gateway with a folder to keep it in has them. */
    record Imports(RegisterImport register, MapImport map) {}

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.post("/ingest/v1/records").handler(this::records);
        router.post("/ingest/v1/clock").handler(BodyHandler.create(false).setBodyLimit(4_096));
        router.post("/ingest/v1/clock").handler(new ClockRoute(keeper, workers, parts.clock()));
        addQuarantine(router);
        addImports(router);
        router.route("/ingest/v1/*").failureHandler(IngestRoutes::fail);
        return router;
    }

    private void addQuarantine(Router router) {
        QuarantineRoutes quarantine = new QuarantineRoutes(parts.quarantine(), new QuarantineResend(parts), workers);
        router.get("/ingest/v1/quarantine").handler(quarantine::list);
        router.post("/ingest/v1/quarantine/resend").handler(quarantine::resendAll);
        router.post("/ingest/v1/quarantine/:id/resend").handler(quarantine::resendOne);
        router.get("/ingest/v1/dead-letters").handler(new DeadLetterRoute(deadLetters, workers));
        router.get("/ingest/v1/balances").handler(new BalanceRoute(parts.counts(), parts.quarantine()));
    }

    private void addImports(Router router) {
        if (imports.isEmpty()) {
            router.post("/ingest/v1/register")
                    .handler(ctx -> answer(ctx, Problem.NO_FOLDER, Problem.NO_FOLDER.detail()));
            router.post("/ingest/v1/map").handler(ctx -> answer(ctx, Problem.NO_FOLDER, Problem.NO_FOLDER.detail()));
            return;
        }
        router.post("/ingest/v1/register").handler(BodyHandler.create(false).setBodyLimit(RegisterRoute.LARGEST));
        router.post("/ingest/v1/register")
                .handler(new RegisterRoute(imports.get().register(), workers));
        router.post("/ingest/v1/map").handler(BodyHandler.create(false).setBodyLimit(MapRoute.LARGEST));
        router.post("/ingest/v1/map").handler(new MapRoute(imports.get().map(), workers));
    }

    /** Answers with a problem. */
    static void answer(RoutingContext ctx, Problem problem, String words) {
        send(ctx.response(), problem.status(), problem.json(words));
    }

    private static void fail(RoutingContext ctx) {
        if (ctx.response().ended() || ctx.response().headWritten()) {
            return;
        }
        int status = ctx.statusCode();
        Throwable failure = ctx.failure();
        if (failure instanceof NotAcknowledgedException) {
            answer(ctx, Problem.NOT_ACKNOWLEDGED, Problem.NOT_ACKNOWLEDGED.detail());
        } else if (status == 413) {
            answer(ctx, Problem.TOO_LARGE, Problem.TOO_LARGE.detail());
        } else if (status >= 400 && status < 500) {
            answer(ctx, Problem.BAD_REQUEST, Problem.BAD_REQUEST.detail());
        } else {
            // The message may hold what the sender wrote: its kind must do.
            LOG.error(
                    "request not answered: kind={}",
                    failure == null ? "none" : failure.getClass().getName());
            answer(ctx, Problem.INTERNAL, Problem.INTERNAL.detail());
        }
    }

    private static void send(HttpServerResponse response, int status, byte[] json) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader("content-type", status < 400 ? "application/json" : "application/problem+json")
                    .end(Buffer.buffer(json));
        }
    }

    private void records(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Optional<BodyForm> form = form(request);
        Optional<Refusal> identity = identity(request);
        if (identity.isPresent()) {
            Intake.refuseRequest(parts, identity.get());
            refuseUnread(ctx, Problem.IDENTITY_DATA, identity.get().field() + ": looks like identity data");
        } else if (form.isEmpty()) {
            refuseUnread(ctx, Problem.UNKNOWN_CONTENT_TYPE, Problem.UNKNOWN_CONTENT_TYPE.detail());
        } else if (announced(request) > LARGEST_BODY) {
            refuseUnread(ctx, Problem.TOO_LARGE, Problem.TOO_LARGE.detail());
        } else {
            boolean replay = request.headers().contains(Replay.HEADER);
            boolean listAccepted = !"refused".equals(request.getParam("results"));
            new BodyIntake(ctx, new Intake(parts, form.get(), replay, listAccepted, Grant.of(ctx))).begin();
        }
    }

    private static Optional<BodyForm> form(HttpServerRequest request) {
        Optional<RecordForm> form = RecordForm.of(request.getHeader("content-type"));
        boolean event = request.headers().names().stream().anyMatch(BinaryEvent::marks);
        return event ? BinaryEvent.of(request.headers(), form) : form.map(plain -> plain);
    }

    /** Answers before the body came: the connection ends, since nobody reads the rest. */
    private static void refuseUnread(RoutingContext ctx, Problem problem, String words) {
        ctx.response().putHeader("connection", "close");
        answer(ctx, problem, words);
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        return length != null && LENGTH.matcher(length).matches() ? Long.parseLong(length) : 0;
    }

    private static Optional<Refusal> identity(HttpServerRequest request) {
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (TRANSPORT_HEADERS.contains(name)) {
                continue;
            }
            Optional<Refusal> found = Intake.identity(name, "header")
                    .or(() -> Intake.identity(
                            header.getValue(), KNOWN_HEADERS.contains(name) ? "header " + name : "header"));
            if (found.isPresent()) {
                return found;
            }
        }
        for (Map.Entry<String, String> parameter : request.params()) {
            Optional<Refusal> found = Intake.identity(parameter.getKey(), "query")
                    .or(() -> Intake.identity(parameter.getValue(), "query"));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** One body on its way in: asks for a piece, has it worked off, asks for the next. */
    private final class BodyIntake {
        private final RoutingContext ctx;
        private final HttpServerRequest request;
        private final Intake intake;
        private final Context context;
        private long size;
        private boolean over;

        BodyIntake(RoutingContext ctx, Intake intake) {
            this.ctx = ctx;
            this.request = ctx.request();
            this.intake = intake;
            this.context = ctx.vertx().getOrCreateContext();
        }

        void begin() {
            if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
                ctx.response().writeContinue();
            }
            request.handler(this::piece);
            request.endHandler(end -> finish(202));
            request.exceptionHandler(this::broken);
            request.resume();
        }

        private void piece(Buffer buffer) {
            size += buffer.length();
            if (over) {
                return;
            }
            request.pause();
            if (size > LARGEST_BODY) {
                finish(413);
                request.resume();
                return;
            }
            byte[] bytes = buffer.getBytes();
            workers.executeBlocking(
                            () -> {
                                intake.feed(bytes);
                                return null;
                            },
                            false)
                    .onSuccess(done -> request.resume())
                    .onFailure(ctx::fail);
        }

        private void finish(int status) {
            if (over) {
                return;
            }
            over = true;
            workers.executeBlocking(() -> status == 413 ? intake.breakOff() : intake.finish(), false)
                    .onFailure(ctx::fail)
                    .onSuccess(answer -> answer.thenAccept(done -> {
                                int code = status == 413 ? 413 : done.status();
                                byte[] json = done.json(code);
                                context.runOnContext(ready -> respond(code, json));
                            })
                            .exceptionally(failure -> {
                                context.runOnContext(ready -> ctx.fail(failure));
                                return null;
                            }));
        }

        private void respond(int status, byte[] json) {
            if (status == 413 && size > LARGEST_BODY) {
                ctx.response().putHeader("connection", "close");
            }
            send(ctx.response(), status, json);
        }

        private void broken(Throwable cause) {
            if (!over) {
                over = true;
                workers.executeBlocking(intake::breakOff, false).onFailure(ctx::fail);
            }
        }
    }
}
