package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stationboard.store.Account;

/**
 * Who is logged in by a cookie. Sessions live in memory: a restart ends them. Each ends half an hour after its last use and
 * twelve hours after its login; that its account is still open is looked up again every ten seconds. Cookies are known by
 * their digests alone. Thread-safe.
 */
public final class Sessions implements Authenticator {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration TRUSTED = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final Vertx vertx;
    private final Accounts accounts;
    private final Clock clock;
    private final boolean encrypted;
    private final Map<ByteBuffer, Session> sessions = new ConcurrentHashMap<>();

    private record Session(Principal principal, Instant opened, Instant used, Instant checked) {
        Session used(Instant now) {
            return new Session(principal, opened, now, checked);
        }

        Session checked(Principal again, Instant now) {
            return new Session(again, opened, now, now);
        }
    }

    Sessions(Vertx vertx, Accounts accounts, Clock clock, boolean encrypted) {
        this.vertx = vertx;
        this.accounts = accounts;
        this.clock = clock;
        this.encrypted = encrypted;
    }

    /** Begins one; the cookie to set. A cookie that the browser had is of no use any more. */
    Cookie open(Principal principal, HttpServerRequest request) {
        close(request);
        Instant now = clock.instant();
        sessions.values().removeIf(session -> over(session, now));
        if (sessions.size() >= MOST) {
            sessions.clear();
        }
        String secret = Secrets.secret();
        sessions.put(key(secret), new Session(principal, now, now, now));
        return cookie(name(), secret, encrypted).setMaxAge(LONGEST.toSeconds());
    }

    /** Ends the request's; the cookie that takes it from the browser. */
    Cookie close(HttpServerRequest request) {
        Cookie cookie = request.getCookie(name());
        if (cookie != null) {
            sessions.remove(key(cookie.getValue()));
        }
        return cookie(name(), "", encrypted).setMaxAge(0);
    }

    @Override
    public Future<Optional<Principal>> of(HttpServerRequest request) {
        Cookie cookie = request.getCookie(name());
        if (cookie == null) {
            return Future.succeededFuture(Optional.empty());
        }
        ByteBuffer key = key(cookie.getValue());
        Session session = sessions.get(key);
        Instant now = clock.instant();
        if (session == null || over(session, now)) {
            sessions.remove(key);
            return Future.succeededFuture(Optional.of(Principal.anonymous()));
        }
        if (now.isBefore(session.checked().plus(TRUSTED))) {
            sessions.computeIfPresent(key, (same, held) -> held.used(now));
            return Future.succeededFuture(Optional.of(session.principal()));
        }
        return vertx.executeBlocking(() -> check(key, session, now), false).map(Optional::of);
    }

    private Principal check(ByteBuffer key, Session session, Instant now) {
        Optional<Account> account = accounts.still(session.principal().account(), session.opened());
        Optional<Principal> still = account.flatMap(
                open -> Accounts.principal(open, session.principal().means()));
        if (still.isEmpty()) {
            sessions.remove(key);
            return Principal.anonymous();
        }
        sessions.computeIfPresent(key, (same, held) -> held.checked(still.get(), now));
        return still.get();
    }

    private static boolean over(Session session, Instant now) {
        return now.isAfter(session.used().plus(IDLE))
                || now.isAfter(session.opened().plus(LONGEST));
    }

    private String name() {
        return cookieName("session", encrypted);
    }

    /** With TLS a name that a browser takes from this very host and over TLS alone. */
    static String cookieName(String what, boolean encrypted) {
        return (encrypted ? "__Host-" : "") + "stationboard-" + what;
    }

    static Cookie cookie(String name, String value, boolean encrypted) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(encrypted);
    }

    private static ByteBuffer key(String secret) {
        return ByteBuffer.wrap(Secrets.digest(secret));
    }
}
