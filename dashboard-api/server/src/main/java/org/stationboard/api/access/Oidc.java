package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.store.Account;
import org.stationboard.store.AccountStore;

/**
 * Logs in at an identity provider: the code flow with PKCE (S256), state and nonce, each of use once and for ten minutes,
 * bound to the browser that began by a cookie. The account is made or brought up to date from the claims; one that has a
 * password of its own here, or is disabled, is not taken over. Thread-safe.
 */
public final class Oidc {
    private static final Logger LOG = LoggerFactory.getLogger(Oidc.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 1_000;
    private static final String COOKIE = "oidc";

    private final Vertx vertx;
    private final OidcSettings settings;
    private final OidcProvider provider;
    private final AccountStore accounts;
    private final Login login;
    private final Clock clock;
    private final boolean encrypted;
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();

    private record Begun(String verifier, String nonce, ByteBuffer browser, Instant at) {}

    Oidc(Vertx vertx, OidcSettings settings, AccountStore accounts, Login login, Clock clock, boolean encrypted) {
        this.vertx = vertx;
        this.settings = settings;
        this.provider = new OidcProvider(settings, clock);
        this.accounts = accounts;
        this.login = login;
        this.clock = clock;
        this.encrypted = encrypted;
    }

    /** Where the browser goes now; sets the cookie that it has to come back with. */
    public Future<String> begin(HttpServerRequest request) {
        Instant now = clock.instant();
        begun.values().removeIf(each -> now.isAfter(each.at().plus(LONGEST)));
        if (begun.size() >= MOST) {
            return Future.failedFuture(new ProblemException(
                    ProblemCode.TOO_MANY_ATTEMPTS, "logins: too many at once (expected: another attempt later)"));
        }
        String state = Secrets.secret();
        String browser = Secrets.secret();
        Begun one = new Begun(Secrets.secret(), Secrets.secret(), ByteBuffer.wrap(Secrets.digest(browser)), now);
        begun.put(state, one);
        return vertx.executeBlocking(provider::authorizeEndpoint, false)
                .recover(this::unreachable)
                .map(endpoint -> {
                    request.response()
                            .addCookie(Sessions.cookie(name(), browser, encrypted)
                                    // The provider's page sends the browser back: a strict one would stay behind.
                                    .setSameSite(CookieSameSite.LAX)
                                    .setMaxAge(LONGEST.toSeconds()));
                    return address(endpoint, state, one);
                });
    }

    private String address(URI endpoint, String state, Begun one) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", settings.callback().toString());
        query.put("scope", "openid profile");
        query.put("state", state);
        query.put("nonce", one.nonce());
        query.put(
                "code_challenge",
                Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.digest(one.verifier())));
        query.put("code_challenge_method", "S256");
        return endpoint + (endpoint.getQuery() == null ? "?" : "&") + OidcProvider.encoded(query);
    }

    /** The browser came back: opens its session. */
    public Future<Principal> comeBack(HttpServerRequest request, @Nullable String code, String state) {
        Begun one = begun.remove(state);
        Cookie cookie = request.getCookie(name());
        boolean same = one != null
                && cookie != null
                && one.browser().equals(ByteBuffer.wrap(Secrets.digest(cookie.getValue())))
                && !clock.instant().isAfter(one.at().plus(LONGEST));
        if (one == null || !same || code == null) {
            return login.refused("").compose(written -> Future.failedFuture(refused("state, code")));
        }
        return vertx.executeBlocking(() -> account(code, one), false)
                .recover(failure -> login.refused("").compose(written -> refusedBy(failure)))
                .compose(account -> login.open(request, account, Principal.Means.COOKIE));
    }

    private Account account(String code, Begun one) throws IOException, InterruptedException, InvalidJwtException {
        JwtClaims claims = provider.verified(provider.token(code, one.verifier()), one.nonce());
        String name = String.valueOf(claims.getClaimValue(settings.accountClaim()));
        List<String> values = values(claims.getClaimValue(settings.roleClaim()));
        Role role = settings.roles().entrySet().stream()
                .filter(known -> values.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> refused(settings.roleClaim()));
        String unit = values(claims.getClaimValue(settings.unitClaim())).stream()
                .findFirst()
                .orElse(null);
        if (unit == null && (role == Role.COUNTY || role == Role.STATION)) {
            throw refused(settings.unitClaim());
        }
        Account claimed;
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            claimed = new Account(name, "", role.word(), unit, List.of(), null, false, 0, null, now);
        } catch (IllegalArgumentException notACode) {
            throw refused(settings.accountClaim());
        }
        if (!accounts.provision(claimed)) {
            throw refused("account");
        }
        return claimed;
    }

    private static List<String> values(@Nullable Object claim) {
        if (claim instanceof List<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return Optional.ofNullable(claim).map(String::valueOf).stream().toList();
    }

    private <T> Future<T> refusedBy(Throwable failure) {
        if (failure instanceof ProblemException) {
            return Future.failedFuture(failure);
        }
        // Its message may hold what the token says of somebody: its kind must do.
        LOG.warn(
                "login at the identity provider refused: {}", failure.getClass().getSimpleName());
        return failure instanceof InvalidJwtException ? Future.failedFuture(refused("id_token")) : unreachable(failure);
    }

    private <T> Future<T> unreachable(Throwable failure) {
        LOG.warn(
                "identity provider: {} gives no answer that can be used: {} (expected: --oidc names it and this machine"
                        + " reaches it)",
                settings.issuer(),
                failure.toString());
        return Future.failedFuture(new ProblemException(
                ProblemCode.LOGIN_REFUSED,
                "identity provider: no answer that can be used (expected: another attempt later)"));
    }

    private static ProblemException refused(String what) {
        return new ProblemException(
                ProblemCode.LOGIN_REFUSED,
                what + ": not taken (expected: a login that began here, with a role known here)");
    }

    private String name() {
        return Sessions.cookieName(COOKIE, encrypted);
    }
}
