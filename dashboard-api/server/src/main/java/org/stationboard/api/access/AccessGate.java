package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.access.AccessLog.Outcome;
import org.stationboard.api.access.AccessTable.Rule;
import org.stationboard.api.access.Operations.Operation;
import org.stationboard.api.http.Problem;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.http.ProblemHandler;

/**
 * Stands before every route, the gateway's too: finds out who asks, looks into the table whether the role may, and holds
 * the request to the role's unit. What is no route of the OpenAPI file and no file of the web client ends here.
 */
public final class AccessGate implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(AccessGate.class);
    private static final String PRINCIPAL = "principal";
    private static final String UNIT = "unit";
    private static final String INGEST = "/ingest/";
    private static final List<String> RESERVED = List.of("/api", "/ingest", "/health", "/metrics");

    private final Operations operations;
    private final AccessTable table;
    private final List<Authenticator> authenticators;
    private final Scopes scopes;
    private final AccessLog log;
    private final Consumer<Refused> refusals;
    private final boolean encrypted;

    /** A refusal, to be counted. */
    record Refused(String operation, Role role, ProblemCode code, boolean ingest) {}

    /** @param encrypted whether browsers reach the server over TLS alone */
    AccessGate(
            Operations operations,
            AccessTable table,
            List<Authenticator> authenticators,
            Scopes scopes,
            AccessLog log,
            Consumer<Refused> refusals,
            boolean encrypted) {
        this.operations = operations;
        this.table = table;
        this.authenticators = List.copyOf(authenticators);
        this.scopes = scopes;
        this.log = log;
        this.refusals = refusals;
        this.encrypted = encrypted;
    }

    /** Who asks, once the gate has let the request in. */
    static Principal principal(RoutingContext context) {
        Principal principal = context.get(PRINCIPAL);
        return principal == null ? Principal.anonymous() : principal;
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.get(PRINCIPAL) != null) {
            context.next(); // judged before, by the same gate in front of all routers
            return;
        }
        secure(context.response());
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        Optional<Operation> operation = operations.of(request.method().name(), path);
        if (operation.isEmpty()) {
            outside(context, path);
            return;
        }
        request.pause();
        authenticate(request, 0).onComplete(found -> {
            request.resume();
            if (found.failed()) {
                refuse(context, operation.get(), Principal.anonymous(), problemOf(found.cause()));
            } else {
                decide(context, operation.get(), found.result());
            }
        });
    }

    /** Whether the unit stands within the principal's scope. Any thread. */
    public boolean holds(Principal principal, String unitId) {
        return scopes.holds(principal.unitId(), unitId);
    }

    private void secure(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Frame-Options", "SAMEORIGIN")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (encrypted) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** Files of the web client hold nothing of anybody; whatever else begins like a route and is none is refused here. */
    private static void outside(RoutingContext context, String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        HttpMethod method = context.request().method();
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (!reads) {
            ProblemHandler.answer(context, Problem.of(null, 405));
        } else if (RESERVED.stream().anyMatch(lower::startsWith)) {
            ProblemHandler.answer(context, Problem.of(null, 404));
        } else {
            context.next();
        }
    }

    private Future<Principal> authenticate(HttpServerRequest request, int place) {
        if (place == authenticators.size()) {
            return Future.succeededFuture(Principal.anonymous());
        }
        return authenticators
                .get(place)
                .of(request)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> authenticate(request, place + 1)));
    }

    private void decide(RoutingContext context, Operation operation, Principal principal) {
        Optional<ProblemException> refusal = refusal(context, operation, principal);
        if (refusal.isPresent()) {
            refuse(context, operation, principal, refusal.get());
            return;
        }
        Optional<String> unit = Optional.ofNullable(context.request().getParam(UNIT));
        context.request().pause();
        log.write(principal, operation.id(), unit, Outcome.ALLOWED).onComplete(written -> {
            context.request().resume();
            if (written.failed()) {
                // What may not be done unseen is not done.
                refuse(context, operation, principal, problemOf(written.cause()));
            } else {
                enter(context, operation, principal);
            }
        });
    }

    private void enter(RoutingContext context, Operation operation, Principal principal) {
        boolean within = operation.parameters().contains(UNIT) && principal.unitId() != null;
        if (within && context.request().getParam(UNIT) == null) {
            context.request().params().set(UNIT, principal.unitId());
        }
        context.put(PRINCIPAL, principal);
        String scope = principal.unitId();
        new Seen(scopes.rows(scope), unitId -> scopes.lists(scope, unitId), principal.role()).enter();
        context.next();
    }

    private Optional<ProblemException> refusal(RoutingContext context, Operation operation, Principal principal) {
        Rule rule = table.rule(operation.id(), principal.role());
        if (rule == Rule.NO) {
            return Optional.of(
                    principal.role() == Role.ANONYMOUS
                            ? problem(ProblemCode.LOGIN_REQUIRED, "account: none (expected: a login, a key or a token)")
                            : problem(
                                    ProblemCode.NOT_ALLOWED,
                                    "role: " + principal.role().word() + " (expected: one that may do this)"));
        }
        if (operation.writes() && principal.means().automatic() && !byOwnPage(context.request())) {
            return Optional.of(problem(
                    ProblemCode.FOREIGN_ORIGIN,
                    "Origin, " + Origins.OWN_HEADER + ": another site's, or absent (expected: a page of this server)"));
        }
        boolean within = context.request().params().getAll(UNIT).stream()
                .allMatch(unit ->
                        rule == Rule.OWN ? unit.equals(principal.unitId()) : scopes.holds(principal.unitId(), unit));
        return within
                ? Optional.empty()
                : Optional.of(problem(
                        ProblemCode.OUT_OF_SCOPE, "unit: outside of the role's own (expected: it or one below it)"));
    }

    private static boolean byOwnPage(HttpServerRequest request) {
        return Origins.own(request) && Origins.byOwnScript(request);
    }

    private void refuse(RoutingContext context, Operation operation, Principal principal, ProblemException problem) {
        boolean ingest = operation.path().startsWith(INGEST);
        refusals.accept(new Refused(operation.id(), principal.role(), problem.code(), ingest));
        log.write(principal, operation.id(), Optional.empty(), Outcome.REFUSED)
                .onFailure(failed -> LOG.warn("refusal not written down: {}", failed.toString()));
        if (!context.request().isEnded()) {
            // Nobody reads the rest of the body.
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        ProblemHandler.answer(context, Problem.of(problem, -1));
    }

    private static ProblemException problem(ProblemCode code, String detail) {
        return new ProblemException(code, detail);
    }

    private static ProblemException problemOf(@Nullable Throwable failure) {
        LOG.warn("request not judged: {}", String.valueOf(failure));
        return failure instanceof ProblemException problem
                ? problem
                : problem(ProblemCode.STORE_UNAVAILABLE, "store: no answer (expected: the same request later)");
    }
}
