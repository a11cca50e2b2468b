package org.stationboard.api.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stationboard.api.LiveView;
import org.stationboard.api.access.AccessGate.Refused;
import org.stationboard.api.http.ApiContract;
import org.stationboard.store.AuditLog;

/**
 * How an installation finds out who asks, and where it writes down what they did. Immutable.
 *
 * @param authenticators asked in this order; the first that finds anything decides
 * @param login opens sessions; empty where there are no accounts
 * @param oidc logs in at an identity provider, where there is one
 * @param audit what was written down; empty where there are no accounts
 * @param encrypted whether browsers reach the server over TLS alone
 * @param ingestRefused told of each request to the gateway that was refused before the gateway saw it
 */
public record Access(
        List<Authenticator> authenticators,
        AccessLog log,
        Optional<Login> login,
        Optional<Oidc> oidc,
        Optional<AuditLog> audit,
        boolean encrypted,
        Runnable ingestRefused) {
    public Access {
        authenticators = List.copyOf(authenticators);
    }

    /** Without accounts: whoever sits at the machine may do everything, nobody else anything. */
    public static Access ofOwnMachine() {
        return new Access(
                List.of(new OwnMachine()),
                AccessLog.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                () -> {});
    }

    /**
     * With accounts: what else the installation takes, then sessions, then keys and walls' cookies.
     *
     * @param provider where people log in besides, or instead
     * @param others further ways, asked first
     */
    public static Access withAccounts(
            Vertx vertx,
            AccountPorts ports,
            Clock clock,
            boolean encrypted,
            Optional<OidcSettings> provider,
            List<Authenticator> others,
            Runnable ingestRefused) {
        Audit log = new Audit(vertx, ports.audit(), Operations.of(ApiContract.text()), clock);
        Login login = new Login(vertx, ports, log, clock, encrypted);
        Optional<Oidc> oidc =
                provider.map(settings -> new Oidc(vertx, settings, ports.accounts(), login, clock, encrypted));
        List<Authenticator> ways = new ArrayList<>(others);
        ways.addAll(List.of(login.sessions(), login.tokens()));
        return new Access(ways, log, Optional.of(login), oidc, Optional.of(ports.audit()), encrypted, ingestRefused);
    }

    /** Whether an identity provider's page can be asked to log in. */
    public boolean singleSignOn() {
        return oidc.isPresent();
    }

    /** What stands before every route: asks who it is, what the role may, and holds the request to its unit. */
    public AccessGate gate(LiveView view, ZoneId zone, MeterRegistry meters) {
        Scopes scopes = new Scopes(
                view::city,
                () -> view.read(state -> LocalDate.ofInstant(state.now(view.machineNow()), zone))
                        .toEpochDay());
        return new AccessGate(
                Operations.of(ApiContract.text()),
                AccessTable.shipped(),
                authenticators,
                scopes,
                log,
                refused -> count(refused, meters),
                encrypted);
    }

    /** {@code stationboard.access.refused}: requests that were refused at the gate, by role and code. */
    private void count(Refused refused, MeterRegistry meters) {
        meters.counter(
                        "stationboard.access.refused",
                        "role",
                        refused.role().word(),
                        "code",
                        refused.code().name())
                .increment();
        if (refused.ingest()) {
            ingestRefused.run();
        }
    }

    /** Who asks, once the gate has let the request in. */
    public static Principal principal(RoutingContext context) {
        return AccessGate.principal(context);
    }
}
