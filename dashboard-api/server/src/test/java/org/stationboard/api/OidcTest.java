package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.api.access.OidcSettings;
import org.stationboard.api.access.Role;

/** Logging in at an identity provider, over real HTTP: what it signs well is taken, everything else is refused. */
class OidcTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Vertx vertx;
    private static GuardedCity guarded;
    private static IdentityProvider provider;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        provider = IdentityProvider.start(vertx, Clock.systemUTC());
        Map<String, Role> roles = new LinkedHashMap<>();
        roles.put("sb-auditors", Role.AUDITOR);
        roles.put("sb-county", Role.COUNTY);
        OidcSettings settings = new OidcSettings(
                provider.issuer(),
                "stationboard",
                "secret",
                URI.create("http://127.0.0.1:1"),
                "preferred_username",
                "groups",
                "unit",
                roles);
        guarded = new GuardedCity(vertx, true, Optional.of(settings), List.of());
        provider.clock = guarded.clock();
        guarded.open(Role.AUDITOR, "");
    }

    @AfterAll
    static void stop() throws Exception {
        guarded.close();
        GuardedCity.await(vertx.close());
    }

    @BeforeEach
    void rightAgain() {
        provider.claims = new JsonObject()
                .put("preferred_username", "n.liu")
                .put("groups", new JsonArray().add("staff").add("sb-county"))
                .put("unit", SmallCity.NORTH);
        provider.wrong = claims -> {};
        provider.signedWrong = signature -> {};
        provider.suffix = "";
        // Keys are read again at most once a second.
        guarded.city.clock().advance(Duration.ofSeconds(2));
    }

    private static HttpResponse<String> get(URI at, String cookie) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(at).header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> response) {
        String set = response.headers().firstValue("set-cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private record Begun(String cookie, URI callback) {}

    /** Up to where the provider sends the browser back. */
    private static Begun begin() throws Exception {
        HttpResponse<String> begun = get(guarded.at.resolve("/api/v1/oidc/login"), "x=1");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
        assertThat(begun.headers().firstValue("set-cookie").orElseThrow()).containsIgnoringCase("HttpOnly");
        String address = begun.headers().firstValue("location").orElseThrow();
        assertThat(address).contains("code_challenge_method=S256", "nonce=", "state=");
        URI back = URI.create(
                get(URI.create(address), "x=1").headers().firstValue("location").orElseThrow());
        return new Begun(cookie(begun), guarded.at.resolve(back.getRawPath() + "?" + back.getRawQuery()));
    }

    private static HttpResponse<String> login() throws Exception {
        Begun begun = begin();
        return get(begun.callback(), begun.cookie());
    }

    private static void refused(String why) throws Exception {
        HttpResponse<String> answer = login();
        assertThat(answer.statusCode()).as("%s: %s", why, answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("LOGIN_REFUSED");
        assertThat(answer.headers().firstValue("set-cookie")).as(why).isEmpty();
    }

    private static void refusedClaims(String why, Consumer<JwtClaims> wrong) throws Exception {
        provider.wrong = wrong;
        refused(why);
        provider.wrong = claims -> {};
    }

    @Test
    void takesTheRoleAndUnitThatTheProviderSays() throws Exception {
        HttpResponse<String> in = login();
        assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
        assertThat(in.headers().firstValue("location")).contains("/");
        String session = get(guarded.at.resolve("/api/v1/session"), cookie(in)).body();
        assertThat(session).contains("\"account\":\"n.liu\"", "\"role\":\"county\"", SmallCity.NORTH);
        assertThat(get(guarded.at.resolve("/api/v1/verdicts?unit=" + SmallCity.SOUTH), cookie(in))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatIsExpiredOfAnotherAudienceIssuerOrLogin() throws Exception {
        NumericDate past =
                NumericDate.fromSeconds(Instant.parse("2026-03-01T00:00:00Z").getEpochSecond());
        refusedClaims("expired", claims -> claims.setExpirationTime(past));
        refusedClaims("never expires", claims -> claims.unsetClaim("exp"));
        refusedClaims("another audience", claims -> claims.setAudience("another"));
        refusedClaims("no audience", claims -> claims.unsetClaim("aud"));
        refusedClaims("another issuer", claims -> claims.setIssuer("https://evil.example"));
        refusedClaims("another login's nonce", claims -> claims.setClaim("nonce", "another"));
        refusedClaims("not yet", claims -> claims.setNotBeforeMinutesInThePast(-999_999));
        refusedClaims("no role known here", claims -> claims.setClaim("groups", List.of("staff")));
        refusedClaims("a county without a unit", claims -> claims.unsetClaim("unit"));
        refusedClaims("an account that is no code", claims -> claims.setClaim("preferred_username", "刘 某"));
        refusedClaims(
                "an account that has a password here", claims -> claims.setClaim("preferred_username", "auditor"));
    }

    @Test
    void refusesWhatAnotherKeyOrNoneHasSigned() throws Exception {
        RsaJsonWebKey forger = RsaJwkGenerator.generateJwk(2048);
        provider.signedWrong = signature -> signature.setKey(forger.getPrivateKey());
        refused("another key under the same id");
        provider.signedWrong = signature -> {
            signature.setKey(forger.getPrivateKey());
            signature.setKeyIdHeaderValue("unknown");
        };
        refused("a key that nobody published");
        provider.signedWrong = OidcTest::unsigned;
        refused("no signature");
        provider.signedWrong = OidcTest::symmetric;
        refused("signed with what everybody knows");
        provider.signedWrong = signature -> {};
        provider.suffix = "x";
        refused("changed on its way");
    }

    private static void unsigned(JsonWebSignature signature) {
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        signature.setKey(null);
    }

    private static void symmetric(JsonWebSignature signature) {
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKey(new HmacKey(new byte[32]));
    }

    @Test
    void readsTheKeysAgainWhenTheyRotateAndTakesTheOldOnesNoMore() throws Exception {
        assertThat(login().statusCode()).isEqualTo(303);
        int before = provider.keysRead;
        RsaJsonWebKey old = provider.rotate("k2", true);
        guarded.city.clock().advance(Duration.ofSeconds(2));
        assertThat(login().statusCode()).as("the new key").isEqualTo(303);
        assertThat(provider.keysRead).isEqualTo(before + 1);
        provider.signedWrong = signature -> {
            signature.setKey(old.getPrivateKey());
            signature.setKeyIdHeaderValue(old.getKeyId());
        };
        refused("the key that was taken back");
    }

    @Test
    void aCodeOrStateIsOfUseOnceInTheBrowserThatBeganAndForTenMinutes() throws Exception {
        Begun begun = begin();
        assertThat(get(begun.callback(), "stationboard-oidc=forged").statusCode())
                .as("another browser")
                .isEqualTo(401);
        assertThat(get(begun.callback(), begun.cookie()).statusCode())
                .as("used up")
                .isEqualTo(401);

        Begun late = begin();
        guarded.city.clock().advance(Duration.ofMinutes(11));
        assertThat(get(late.callback(), late.cookie()).statusCode()).as("late").isEqualTo(401);

        Begun again = begin();
        assertThat(get(again.callback(), again.cookie()).statusCode()).isEqualTo(303);
        assertThat(get(again.callback(), again.cookie()).statusCode())
                .as("twice")
                .isEqualTo(401);
    }
}
