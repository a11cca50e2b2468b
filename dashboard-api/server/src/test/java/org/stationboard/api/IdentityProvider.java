package org.stationboard.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * An identity provider on loopback: description, codes with PKCE (S256), tokens signed with RS256, keys that rotate. Told by
 * a test what its next tokens get wrong.
 */
final class IdentityProvider {
    /** The machine's, as far as tokens say it. */
    Clock clock;

    private final Map<String, JsonObject> codes = new HashMap<>();
    private final JsonArray published = new JsonArray();
    private RsaJsonWebKey key;
    private URI at = URI.create("http://127.0.0.1");
    int keysRead;
    JsonObject claims = new JsonObject();
    /** What is done to the claims before they are signed. */
    Consumer<JwtClaims> wrong = claims -> {};
    /** What is done to the token after it was signed. */
    Consumer<JsonWebSignature> signedWrong = signature -> {};

    String suffix = "";

    private IdentityProvider(Clock clock) throws JoseException {
        this.clock = clock;
        this.key = newKey("k1");
        publish(key);
    }

    static IdentityProvider start(Vertx vertx, Clock clock) throws Exception {
        IdentityProvider provider = new IdentityProvider(clock);
        HttpServer server = GuardedCity.await(
                vertx.createHttpServer().requestHandler(provider::handle).listen(0, "127.0.0.1"));
        provider.at = URI.create("http://127.0.0.1:" + server.actualPort());
        return provider;
    }

    URI issuer() {
        return at;
    }

    private static RsaJsonWebKey newKey(String id) throws JoseException {
        RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
        made.setKeyId(id);
        made.setUse("sig");
        return made;
    }

    private void publish(RsaJsonWebKey made) {
        published.add(new JsonObject(made.toJson()));
    }

    /** Signs with a new key from now on; says so or not. */
    RsaJsonWebKey rotate(String id, boolean say) throws JoseException {
        RsaJsonWebKey before = key;
        key = newKey(id);
        if (say) {
            published.clear();
            publish(key);
        }
        return before;
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/.well-known/openid-configuration" ->
                answer(
                        request,
                        new JsonObject()
                                .put("issuer", at.toString())
                                .put("authorization_endpoint", at + "/authorize")
                                .put("token_endpoint", at + "/token")
                                .put("jwks_uri", at + "/keys"));
            case "/keys" -> {
                keysRead++;
                answer(request, new JsonObject().put("keys", published));
            }
            case "/authorize" -> authorize(request);
            case "/token" -> request.body().onSuccess(body -> token(request, body));
            default -> request.response().setStatusCode(404).end();
        }
    }

    /** As if somebody had logged in on its page. */
    private void authorize(HttpServerRequest request) {
        if (!"S256".equals(request.getParam("code_challenge_method"))
                || !"code".equals(request.getParam("response_type"))) {
            request.response().setStatusCode(400).end();
            return;
        }
        String code = "c" + codes.size();
        codes.put(
                code,
                new JsonObject()
                        .put("nonce", request.getParam("nonce"))
                        .put("client", request.getParam("client_id"))
                        .put("challenge", request.getParam("code_challenge")));
        request.response()
                .setStatusCode(302)
                .putHeader(
                        "Location",
                        request.getParam("redirect_uri") + "?code=" + code + "&state=" + request.getParam("state"))
                .end();
    }

    private void token(HttpServerRequest request, Buffer body) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.toString().split("&", -1)) {
            String[] pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        JsonObject asked = codes.remove(form.getOrDefault("code", ""));
        try {
            String challenge = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII)));
            String proof = "Basic "
                    + Base64.getEncoder().encodeToString("stationboard:secret".getBytes(StandardCharsets.UTF_8));
            if (asked == null
                    || !challenge.equals(asked.getString("challenge"))
                    || !proof.equals(request.getHeader("Authorization"))) {
                request.response().setStatusCode(400).end("{\"error\":\"invalid_grant\"}");
            } else {
                answer(request, new JsonObject().put("access_token", "a").put("id_token", signed(asked)));
            }
        } catch (Exception failed) {
            request.response().setStatusCode(500).end(failed.toString());
        }
    }

    private String signed(JsonObject asked) throws JoseException {
        JwtClaims said = new JwtClaims();
        said.setIssuer(at.toString());
        said.setAudience(asked.getString("client"));
        said.setSubject("s-1");
        said.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
        said.setExpirationTime(NumericDate.fromMilliseconds(clock.millis() + 300_000));
        said.setClaim("nonce", asked.getString("nonce"));
        claims.forEach(claim -> said.setClaim(
                claim.getKey(), claim.getValue() instanceof JsonArray array ? array.getList() : claim.getValue()));
        wrong.accept(said);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(said.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signedWrong.accept(signature);
        return signature.getCompactSerialization() + suffix;
    }

    private static void answer(HttpServerRequest request, JsonObject json) {
        request.response().putHeader("Content-Type", "application/json").end(json.encode());
    }
}
