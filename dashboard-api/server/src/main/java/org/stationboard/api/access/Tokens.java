package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.stationboard.store.AccessToken;
import org.stationboard.store.AccessToken.Kind;
import org.stationboard.store.TokenStore;

/**
 * Keys of sources ({@code Authorization: Bearer id.secret}) and walls (a token in the address, exchanged once for a cookie).
 * What was found is believed for five seconds, so a withdrawn one ends within them. Thread-safe.
 */
public final class Tokens implements Authenticator {
    private static final String BEARER = "Bearer ";
    private static final Duration TRUSTED = Duration.ofSeconds(5);
    private static final Duration WALL_COOKIE = Duration.ofDays(400);
    private static final int MOST = 10_000;

    private final Vertx vertx;
    private final TokenStore store;
    private final Clock clock;
    private final boolean encrypted;
    private final Map<ByteBuffer, Found> found = new ConcurrentHashMap<>();

    private record Found(Principal principal, Instant at) {}

    /** A wall's cookie and the unit it shows. */
    record Exchanged(Cookie cookie, Principal principal) {}

    Tokens(Vertx vertx, TokenStore store, Clock clock, boolean encrypted) {
        this.vertx = vertx;
        this.store = store;
        this.clock = clock;
        this.encrypted = encrypted;
    }

    @Override
    public Future<Optional<Principal>> of(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            String[] parts = header.startsWith(BEARER)
                    ? header.substring(BEARER.length()).strip().split("\\.", -1)
                    : new String[0];
            if (parts.length != 2) {
                return Future.succeededFuture(Optional.of(Principal.anonymous()));
            }
            byte[] digest = Secrets.digest(parts[1]);
            byte[] known = Secrets.digest(parts[0] + '.' + parts[1]);
            return believed(known, () -> store.find(parts[0], digest).filter(token -> token.kind() != Kind.WALL));
        }
        Cookie cookie = request.getCookie(name());
        if (cookie == null) {
            return Future.succeededFuture(Optional.empty());
        }
        byte[] digest = Secrets.digest(cookie.getValue());
        return believed(digest, () -> store.ofSession(digest));
    }

    private Future<Optional<Principal>> believed(byte[] digest, Supplier<Optional<AccessToken>> read) {
        ByteBuffer key = ByteBuffer.wrap(digest);
        Found known = found.get(key);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(TRUSTED))) {
            return Future.succeededFuture(Optional.of(known.principal()));
        }
        return vertx.executeBlocking(read::get, false).map(token -> {
            if (found.size() >= MOST) {
                found.clear();
            }
            Principal principal =
                    token.filter(held -> held.valid(now)).map(Tokens::principal).orElseGet(Principal::anonymous);
            found.put(key, new Found(principal, now));
            return Optional.of(principal);
        });
    }

    private static Principal principal(AccessToken token) {
        return switch (token.kind()) {
            case WALL -> Principal.of(token.id(), Role.WALL, token.unitId(), Principal.Means.COOKIE);
            case OPERATOR -> Principal.of(token.id(), Role.OPERATOR, token.unitId(), Principal.Means.KEY);
            case SOURCE ->
                new Principal(
                        token.id(),
                        Role.SOURCE,
                        token.unitId(),
                        Principal.Means.KEY,
                        Set.copyOf(token.feeds()),
                        Optional.of(token.label()));
        };
    }

    /** Exchanges a wall's token, once. Blocks: for workers. */
    Optional<Exchanged> exchange(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        String secret = Secrets.secret();
        return store.exchange(parts[0], Secrets.digest(parts[1]), Secrets.digest(secret), clock.instant())
                .map(token -> new Exchanged(
                        Sessions.cookie(name(), secret, encrypted).setMaxAge(WALL_COOKIE.toSeconds()),
                        principal(token)));
    }

    private String name() {
        return Sessions.cookieName("wall", encrypted);
    }
}
