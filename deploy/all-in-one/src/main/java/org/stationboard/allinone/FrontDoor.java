package org.stationboard.allinone;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.ApiServer;
import org.stationboard.api.access.Access;
import org.stationboard.api.access.AccessGate;
import org.stationboard.api.access.AccountPorts;
import org.stationboard.api.access.Authenticator;
import org.stationboard.api.access.ClientCertificate;
import org.stationboard.api.access.OwnProcess;
import org.stationboard.api.access.Principal;
import org.stationboard.api.access.Role;
import org.stationboard.api.access.Secrets;
import org.stationboard.api.http.Problem;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemHandler;
import org.stationboard.api.http.SlowConnections;
import org.stationboard.api.http.TlsFiles;
import org.stationboard.contract.v1.Unit;
import org.stationboard.gateway.Gateway;
import org.stationboard.gateway.Grant;
import org.stationboard.store.Account;
import org.stationboard.store.Database;
import org.stationboard.store.PostgresAccountStore;
import org.stationboard.store.PostgresAuditLog;
import org.stationboard.store.PostgresTokenStore;

/** Where people and systems come in: who is asked for what, and where the process listens. Used by one thread. */
final class FrontDoor {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final String TELEMETRY = "telemetry";
    private static final int IDLE_SECONDS = 90;

    private final Installation installation;
    private final String ownKey = Secrets.secret();
    private final List<HttpServer> servers = new ArrayList<>();

    FrontDoor(Installation installation) {
        this.installation = installation;
    }

    /** What the process proves to itself with. */
    String ownKey() {
        return ownKey;
    }

    /** Who is asked for what. */
    Access access(Vertx vertx, Database database, Gateway gateway) throws StartRefused {
        Entrance entrance = installation.entrance();
        AccountPorts ports = new AccountPorts(
                new PostgresAccountStore(database), new PostgresTokenStore(database), new PostgresAuditLog(database));
        List<Account> kept = ports.accounts().list();
        if (!entrance.asks(kept)) {
            return Access.ofOwnMachine();
        }
        Entrance.lost(kept, installation.register()::known).forEach(LOG::warn);
        List<Authenticator> others = new ArrayList<>(List.of(new OwnProcess(ownKey)));
        entrance.clientAuthority().ifPresent(authority -> others.add(new ClientCertificate(vertx, ports.accounts())));
        LOG.info("accounts: everybody is asked who they are");
        return Access.withAccounts(
                vertx,
                ports,
                installation.clock(),
                entrance.encrypted(),
                entrance.provider(),
                others,
                gateway::refuseUnauthorised);
    }

    /** Mounts the gate before everything, and what a sender may send before the gateway. */
    void guard(Router root, AccessGate gate, Gateway gateway) {
        ReportingRight reporting = new ReportingRight(
                gateway::catalogueText,
                unit -> gateway.register().message().getUnitsList().stream()
                        .filter(each -> each.getId().equals(unit))
                        .map(Unit::getLevel)
                        .reduce((earlier, later) -> later));
        root.route().handler(gate);
        root.route("/ingest/v1/records").handler(context -> grant(context, gate, reporting));
        root.route("/ingest/v1/telemetry").handler(context -> readings(context, gateway));
    }

    private static void grant(RoutingContext context, AccessGate gate, ReportingRight reporting) {
        Principal principal = Access.principal(context);
        boolean source = principal.role() == Role.SOURCE;
        if (source || principal.role() == Role.REPORTER) {
            Optional<String> named = source ? principal.source() : Optional.of(principal.account());
            new Grant(
                            named,
                            principal.feeds(),
                            unit -> gate.holds(principal, unit),
                            figure -> reporting.may(principal.unitId(), figure))
                    .hold(context);
        }
        context.next();
    }

    /** Devices stand all over the city: a key for readings is for all of it. */
    private static void readings(RoutingContext context, Gateway gateway) {
        Principal principal = Access.principal(context);
        boolean granted = principal.feeds().equals(Set.of(TELEMETRY)) && principal.unitId() == null;
        if (principal.role() == Role.SOURCE && !granted) {
            gateway.refuseUnauthorised();
            ProblemHandler.answer(
                    context,
                    Problem.of(ProblemCode.NOT_ALLOWED, "key: for other feeds (expected: one for telemetry alone)"));
        } else {
            context.next();
        }
    }

    /** Begins to answer: where people come, and on loopback for the process itself where those speak TLS. */
    void open(Vertx vertx, Router routes) {
        Entrance entrance = installation.entrance();
        HttpServerOptions options = plain(entrance.host(), installation.port());
        entrance.tls()
                .ifPresent(tls -> new TlsFiles(tls.certificate(), tls.key(), entrance.clientAuthority()).on(options));
        listen(vertx, routes, options);
        if (!installation.innerUrl().equals(installation.baseUrl())) {
            listen(vertx, routes, plain("127.0.0.1", installation.innerPort()));
        }
    }

    private static HttpServerOptions plain(String host, int port) {
        return ApiServer.httpOptions(host, port).setIdleTimeout(IDLE_SECONDS);
    }

    private void listen(Vertx vertx, Router routes, HttpServerOptions options) {
        servers.add(await(
                SlowConnections.guard(vertx, vertx.createHttpServer(options), SlowConnections.Limits.defaults(), routes)
                        .listen()));
    }

    /** Ends every connection and answers no more. */
    void close() {
        servers.forEach(server -> await(server.close()));
        servers.clear();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted (expected: an answer)", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed.toString(), failed);
        }
    }
}
