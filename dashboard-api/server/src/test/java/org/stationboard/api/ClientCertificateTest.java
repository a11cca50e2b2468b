package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.api.access.ClientCertificate;
import org.stationboard.api.access.InMemoryAccess;
import org.stationboard.api.access.Role;
import org.stationboard.api.http.TlsFiles;

/** Client certificates over a real server and real handshakes: one of the authority for an open account, and no other. */
class ClientCertificateTest {
    @TempDir
    private static Path folder;

    private static Vertx vertx;
    private static GuardedCity guarded;
    private static TestAuthority authority;
    private static URI at;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        InMemoryAccess access = new InMemoryAccess();
        guarded = new GuardedCity(vertx, access, true, Optional.empty(), List.of(new ClientCertificate(vertx, access)));
        guarded.open(Role.COUNTY, SmallCity.NORTH);
        guarded.open(Role.STATION, SmallCity.NORTH_1);
        access.disable(Role.STATION.word(), true, Instant.EPOCH);
        authority = new TestAuthority("the installation's authority");
        TestAuthority.Signed own = authority.signed("board");
        TlsFiles files = new TlsFiles(
                TestAuthority.pem(
                        folder.resolve("board.pem"),
                        "CERTIFICATE",
                        own.certificate().getEncoded()),
                TestAuthority.pem(
                        folder.resolve("board.key"), "PRIVATE KEY", own.key().getEncoded()),
                Optional.of(TestAuthority.pem(
                        folder.resolve("clients.pem"),
                        "CERTIFICATE",
                        authority.certificate().getEncoded())));
        at = URI.create("https://127.0.0.1:"
                + GuardedCity.await(vertx.createHttpServer(files.on(ApiServer.httpOptions("127.0.0.1", 0)))
                                .requestHandler(guarded.routes)
                                .listen())
                        .actualPort());
    }

    @AfterAll
    static void stop() throws Exception {
        guarded.close();
        GuardedCity.await(vertx.close());
    }

    @Test
    void oneOfTheAuthorityForAnOpenAccountIsThatAccountWithinItsUnit() throws Exception {
        TestAuthority.Signed good = authority.signed(Role.COUNTY.word());
        HttpResponse<String> session = get("/api/v1/session", good);
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.body()).contains("\"account\":\"county\"", "\"role\":\"county\"", SmallCity.NORTH);
        assertThat(get("/api/v1/verdicts?unit=" + SmallCity.NORTH, good).statusCode())
                .isEqualTo(200);
        HttpResponse<String> outside = get("/api/v1/verdicts?unit=" + SmallCity.SOUTH, good);
        assertThat(outside.statusCode()).isEqualTo(403);
        assertThat(outside.body()).contains("OUT_OF_SCOPE");
    }

    /** A browser sends its certificate along with whatever page asks: a write needs what another site's page cannot send. */
    @Test
    void aWriteNeedsThePagesOwnHeaderBesideIt() throws Exception {
        TestAuthority.Signed good = authority.signed(Role.COUNTY.word());
        URI comment = at.resolve("/api/v1/alerts/f" + SmallCity.NORTH_1 + "/comments");
        HttpRequest.Builder write = HttpRequest.newBuilder(comment)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"author\":{\"account\":\"x-9\",\"role\":\"duty\"},\"words\":\"w\"}"));
        HttpResponse<String> foreign = client(good).send(write.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("FOREIGN_ORIGIN");
        HttpResponse<String> own =
                client(good).send(write.header("X-Stationboard", "1").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(own.body()).contains("\"account\":\"county\"").doesNotContain("x-9");
    }

    @Test
    void oneForNoAccountOrADisabledOneIsNobodys() throws Exception {
        for (String name : List.of("nobody", Role.STATION.word(), "COUNTY", "county ", "county,CN=city")) {
            HttpResponse<String> answer = get("/api/v1/units", authority.signed(name));
            assertThat(answer.statusCode()).as(name).isEqualTo(401);
            assertThat(answer.body()).as(name).contains("LOGIN_REQUIRED");
        }
    }

    @Test
    void withoutOneThereAreTheOtherWays() throws Exception {
        assertThat(get("/api/v1/units", null).statusCode()).isEqualTo(401);
        assertThat(get("/health", null).statusCode()).isIn(200, 503);
    }

    @Test
    void oneOfAnotherAuthorityOrOutOfItsTimeGetsNoConnection() throws Exception {
        Instant now = Instant.now();
        // By the same name, too: what counts is who has signed.
        TestAuthority another = new TestAuthority("the installation's authority");
        List<TestAuthority.Signed> refused = List.of(
                another.signed(Role.COUNTY.word()),
                authority.signed(Role.COUNTY.word(), now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1))),
                authority.signed(Role.COUNTY.word(), now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9))),
                // Somebody's certificate with a key that is not its own.
                new TestAuthority.Signed(
                        authority.signed(Role.COUNTY.word()).certificate(),
                        another.signed("x").key()));
        for (TestAuthority.Signed each : refused) {
            assertThatThrownBy(() -> get("/api/v1/session", each))
                    .as("%s", each.certificate().getNotAfter())
                    .isInstanceOf(IOException.class);
        }
        assertThat(get("/api/v1/session", authority.signed(Role.COUNTY.word())).statusCode())
                .as("the server goes on")
                .isEqualTo(200);
    }

    private static HttpResponse<String> get(String path, TestAuthority.@Nullable Signed own) throws Exception {
        return client(own)
                .send(
                        HttpRequest.newBuilder(at.resolve(path))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client(TestAuthority.@Nullable Signed own) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : new KeyManager[] {new Always(own)}, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** Shows its certificate to whoever asks for one; the JDK's own would leave it out where another authority is named. */
    private static final class Always extends X509ExtendedKeyManager {
        private static final String ALIAS = "own";
        private final TestAuthority.Signed own;

        Always(TestAuthority.Signed own) {
            this.own = own;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {own.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return own.key();
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
