package org.stationboard.api.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the identity provider: its description, its tokens, its keys. Keys are read again when a token names one that
 * is not among them, at most once a second, and after ten minutes. Blocks: for workers. Thread-safe.
 */
final class OidcProvider {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int ALLOWED_SKEW_SECONDS = 60;
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final OidcSettings settings;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private @Nullable Described described;
    private @Nullable Keys keys;

    private record Described(URI authorize, URI token, URI keys, Instant readAt) {}

    private record Keys(List<JsonWebKey> held, Instant readAt) {}

    OidcProvider(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Where a browser logs in. */
    URI authorizeEndpoint() throws IOException, InterruptedException {
        return description().authorize();
    }

    /** The identity token that a code stands for. */
    String token(String code, String verifier) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                settings.callback().toString(),
                "client_id",
                settings.clientId(),
                "code_verifier",
                verifier));
        HttpRequest.Builder request = HttpRequest.newBuilder(description().token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        if (settings.clientSecret() != null) {
            String pair = encode(settings.clientId()) + ':' + encode(settings.clientSecret());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        String token = read(request).path("id_token").asText();
        if (token.isEmpty()) {
            throw new IOException("id_token: none (expected: one beside the access token)");
        }
        return token;
    }

    /** What the token says, where it was signed by a key of the provider, for us, for this login and in its time. */
    JwtClaims verified(String token, String nonce) throws InvalidJwtException {
        JwtClaims claims = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(ALLOWED_SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setExpectedIssuer(settings.issuer().toString())
                .setExpectedAudience(settings.clientId())
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver((signature, nesting) -> {
                    try {
                        JsonWebKey key = select(signature, false);
                        JsonWebKey found = key == null ? select(signature, true) : key;
                        if (found == null) {
                            throw new UnresolvableKeyException("kid: none of the provider's keys");
                        }
                        return found.getKey();
                    } catch (IOException | JoseException unread) {
                        throw new UnresolvableKeyException("keys: not read", unread);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        throw new UnresolvableKeyException("keys: not read", stopped);
                    }
                })
                .build()
                .processToClaims(token);
        if (!nonce.equals(claims.getClaimValue("nonce"))) {
            throw new InvalidJwtException("nonce: another login's", List.of(), null);
        }
        return claims;
    }

    private @Nullable JsonWebKey select(JsonWebSignature signature, boolean again)
            throws IOException, InterruptedException, JoseException {
        return new VerificationJwkSelector().select(signature, keys(again));
    }

    private synchronized List<JsonWebKey> keys(boolean again) throws IOException, InterruptedException, JoseException {
        Keys known = keys;
        Instant now = clock.instant();
        Duration limit = again ? AGAIN : KEPT;
        if (known != null && now.isBefore(known.readAt().plus(limit))) {
            return known.held();
        }
        JsonNode read = read(HttpRequest.newBuilder(description().keys()));
        List<JsonWebKey> held = new ArrayList<>(new JsonWebKeySet(read.toString()).getJsonWebKeys());
        keys = new Keys(held, now);
        return held;
    }

    private synchronized Described description() throws IOException, InterruptedException {
        Described known = described;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.readAt().plus(KEPT))) {
            return known;
        }
        String issuer = settings.issuer().toString();
        URI at = URI.create((issuer.endsWith("/") ? issuer : issuer + '/') + ".well-known/openid-configuration");
        JsonNode read = read(HttpRequest.newBuilder(at));
        if (!read.path("issuer").asText().equals(issuer)) {
            throw new IOException("issuer: another (expected: " + issuer + ")");
        }
        Described found = new Described(
                URI.create(read.path("authorization_endpoint").asText()),
                URI.create(read.path("token_endpoint").asText()),
                URI.create(read.path("jwks_uri").asText()),
                now);
        described = found;
        return found;
    }

    private JsonNode read(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("identity provider: status " + answer.statusCode() + " (expected: 200)");
        }
        return JSON.readTree(answer.body());
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
