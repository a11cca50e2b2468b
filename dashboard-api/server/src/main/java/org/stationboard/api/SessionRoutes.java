package org.stationboard.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.access.Access;
import org.stationboard.api.access.Login;
import org.stationboard.api.access.Oidc;
import org.stationboard.api.access.Origins;
import org.stationboard.api.access.Principal;
import org.stationboard.api.access.Seen;
import org.stationboard.api.http.Json;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.store.AuditEntry;

/** Who is logged in, logging in and out, a wall's token, and the audit log. */
final class SessionRoutes {
    private static final int ENTRIES_BY_DEFAULT = 200;

    private final Vertx vertx;
    private final Access access;

    SessionRoutes(Vertx vertx, Access access) {
        this.vertx = vertx;
        this.access = access;
    }

    private record SessionAnswer(
            String account, String role, @Nullable String unit, boolean accounts, boolean singleSignOn) {}

    private record EntryRow(
            long number,
            String at,
            String account,
            String role,
            String operation,
            @Nullable String unit,
            String outcome) {
        static EntryRow of(AuditEntry entry) {
            return new EntryRow(
                    entry.number(),
                    Json.time(entry.at()),
                    entry.account(),
                    entry.role(),
                    entry.operation(),
                    entry.unitId(),
                    entry.outcome());
        }
    }

    private record AuditAnswer(List<EntryRow> entries) {}

    void session(RoutingContext context) {
        answer(context, Access.principal(context));
    }

    void login(RoutingContext context) {
        JsonObject body = body(context);
        from(context)
                .byPassword(context.request(), body.getString("account"), body.getString("password"))
                .onSuccess(principal -> answer(context, principal))
                .onFailure(context::fail);
    }

    void logout(RoutingContext context) {
        login().out(context.request(), context.response());
        answer(context, Principal.anonymous());
    }

    void exchange(RoutingContext context) {
        from(context)
                .byWallToken(context.request(), body(context).getString("token"))
                .onSuccess(principal -> answer(context, principal))
                .onFailure(context::fail);
    }

    void oidcLogin(RoutingContext context) {
        oidc().begin(context.request())
                .onSuccess(address -> redirect(context, 302, address))
                .onFailure(context::fail);
    }

    void oidcCallback(RoutingContext context) {
        Request request = Request.of(context);
        oidc().comeBack(context.request(), request.text("code").orElse(null), request.required("state"))
                .onSuccess(principal -> redirect(context, 303, "/"))
                .onFailure(context::fail);
    }

    private static void redirect(RoutingContext context, int status, String address) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.LOCATION, address)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }

    private Oidc oidc() {
        return access.oidc()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.ACCOUNTS_MISSING,
                        "identity provider: none (expected: an installation that has one)"));
    }

    void audit(RoutingContext context) {
        Request request = Request.of(context);
        long before = request.text("before").map(Long::parseLong).orElse(Long.MAX_VALUE);
        int limit = request.number("limit", ENTRIES_BY_DEFAULT);
        access.audit()
                .map(log -> vertx.executeBlocking(() -> log.newest(before, limit), false))
                .orElseGet(() -> Future.succeededFuture(List.of()))
                .map(entries -> new AuditAnswer(entries.stream()
                        .filter(entry -> Seen.lists(entry.unitId() == null ? "" : entry.unitId()))
                        .map(EntryRow::of)
                        .toList()))
                .onSuccess(request::answerRecord)
                .onFailure(context::fail);
    }

    private void answer(RoutingContext context, Principal principal) {
        Request.of(context)
                .answerRecord(new SessionAnswer(
                        principal.account(),
                        principal.role().word(),
                        principal.unitId(),
                        access.login().isPresent(),
                        access.singleSignOn()));
    }

    /** A page of another site must not log anybody in, as itself least of all. */
    private Login from(RoutingContext context) {
        if (!Origins.own(context.request()) || !Origins.byOwnScript(context.request())) {
            throw new ProblemException(
                    ProblemCode.FOREIGN_ORIGIN,
                    "Origin, " + Origins.OWN_HEADER + ": another site's, or absent (expected: a page of this server)");
        }
        return login();
    }

    private Login login() {
        return access.login()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.ACCOUNTS_MISSING, "accounts: none (expected: an installation that has some)"));
    }

    private static JsonObject body(RoutingContext context) {
        ValidatedRequest valid = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        return valid.getBody().getJsonObject();
    }
}
