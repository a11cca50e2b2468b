package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.stationboard.api.access.AccessLog.Outcome;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.store.Account;

/** Opens and closes sessions, and writes each login and each refused one into the audit log. Thread-safe. */
public final class Login {
    private static final int WORKERS = 2;
    private static final int MOST_WAITING = 50;
    private static final String LOGIN = "login";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Audit audit;
    private final Vertx vertx;
    /** Passwords cost processor time on purpose: they wait for each other and for nobody else. */
    private final WorkerExecutor workers;

    private final AtomicInteger waiting = new AtomicInteger();

    Login(Vertx vertx, AccountPorts ports, Audit audit, Clock clock, boolean encrypted) {
        this.vertx = vertx;
        this.accounts = new Accounts(ports.accounts(), clock);
        this.sessions = new Sessions(vertx, accounts, clock, encrypted);
        this.tokens = new Tokens(vertx, ports.tokens(), clock, encrypted);
        this.audit = audit;
        this.workers = vertx.createSharedWorkerExecutor("passwords", WORKERS);
    }

    Sessions sessions() {
        return sessions;
    }

    Tokens tokens() {
        return tokens;
    }

    Accounts accounts() {
        return accounts;
    }

    /** Logs in by password and sets the cookie. */
    public Future<Principal> byPassword(HttpServerRequest request, String name, String password) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(new ProblemException(
                    ProblemCode.TOO_MANY_ATTEMPTS, "logins: too many at once (expected: another attempt later)"));
        }
        return workers.executeBlocking(() -> accounts.login(name, password), false)
                .onComplete(done -> waiting.decrementAndGet())
                .recover(failure -> refused(name).compose(written -> Future.failedFuture(failure)))
                .compose(account -> open(request, account, Principal.Means.COOKIE));
    }

    /** Opens a session of an account that was proven otherwise. */
    Future<Principal> open(HttpServerRequest request, Account account, Principal.Means means) {
        Principal principal = Accounts.principal(account, means)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.LOGIN_REFUSED, "role: " + account.role() + " (expected: one of an account)"));
        return open(request, principal);
    }

    /** Opens a session of a principal that was proven otherwise. */
    Future<Principal> open(HttpServerRequest request, Principal principal) {
        return audit.add(principal, LOGIN, Optional.empty(), Outcome.ALLOWED).map(written -> {
            request.response().addCookie(sessions.open(principal, request));
            return principal;
        });
    }

    /** What was typed as a name is written down only where an account has it: it may be somebody's password. */
    Future<Void> refused(String name) {
        return vertx.executeBlocking(() -> accounts.known(name), false)
                .otherwise(Optional.empty())
                .compose(known ->
                        audit.add(known.orElseGet(Principal::anonymous), LOGIN, Optional.empty(), Outcome.REFUSED));
    }

    /** Ends the session and takes the cookie back. */
    public void out(HttpServerRequest request, HttpServerResponse response) {
        response.addCookie(sessions.close(request));
    }

    /** Exchanges a wall's token for a cookie, once. */
    public Future<Principal> byWallToken(HttpServerRequest request, String token) {
        return vertx.executeBlocking(() -> tokens.exchange(token), false).compose(found -> {
            String operation = "exchangeWallToken";
            if (found.isEmpty()) {
                return audit.add(Principal.anonymous(), operation, Optional.empty(), Outcome.REFUSED)
                        .compose(written -> Future.failedFuture(new ProblemException(
                                ProblemCode.LOGIN_REFUSED,
                                "token: not taken (expected: one that was not used, not revoked, not over)")));
            }
            Tokens.Exchanged exchanged = found.get();
            return audit.add(exchanged.principal(), operation, Optional.empty(), Outcome.ALLOWED)
                    .map(written -> {
                        request.response().addCookie(exchanged.cookie());
                        return exchanged.principal();
                    });
        });
    }
}
