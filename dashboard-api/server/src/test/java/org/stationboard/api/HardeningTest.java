package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.api.access.Role;
import org.stationboard.api.http.SlowConnections;

/** What somebody with bad intentions sends, over real sockets: refused, and never answered with anything of somebody else. */
class HardeningTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** What no answer to such a request may hold. */
    private static final Pattern LEAK = Pattern.compile("(?i)sql|syntax|exception|stack|at org\\.|root:|<Unit");

    private static Vertx vertx;
    private static GuardedCity guarded;
    private static URI at;
    private static String cookie;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        guarded = new GuardedCity(vertx, true, Optional.empty(), List.of());
        guarded.open(Role.COUNTY, SmallCity.NORTH);
        HttpServer slow = SlowConnections.guard(
                vertx,
                vertx.createHttpServer(ApiServer.httpOptions("127.0.0.1", 0)),
                new SlowConnections.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                guarded.routes);
        at = URI.create("http://127.0.0.1:" + GuardedCity.await(slow.listen()).actualPort());
        HttpResponse<String> in = CLIENT.send(
                HttpRequest.newBuilder(at.resolve("/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .header("X-Stationboard", "1")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"account\":\"county\",\"password\":\"" + GuardedCity.PASSWORD + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String set = in.headers().firstValue("set-cookie").orElseThrow();
        cookie = set.substring(0, set.indexOf(';'));
    }

    @AfterAll
    static void stop() throws Exception {
        guarded.close();
        GuardedCity.await(vertx.close());
    }

    /** Everything the server says to these bytes, until it closes or says nothing for a while. */
    private static String raw(String bytes, Duration patience) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at.getPort())) {
            socket.setSoTimeout((int) patience.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return rest(socket.getInputStream());
        }
    }

    private static String rest(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                all.write(some, 0, read);
            }
        } catch (SocketTimeoutException | SocketException quiet) {
            all.write('\n');
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static String get(String path) throws IOException {
        return raw(
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + "\r\nConnection: close\r\n\r\n",
                Duration.ofSeconds(5));
    }

    private static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    @Test
    void wordsOfSqlAreValuesLikeAnyOther() throws Exception {
        int tried = 0;
        for (String word : List.of(
                "' or '1'='1",
                "990100' union select password from accounts--",
                "990100;drop table figures",
                "990100\\'; select pg_sleep(5)--",
                "990100)) or 1=1--",
                "{990100,990200}",
                "%",
                "*",
                "990100,990200",
                "990100\0")) {
            String encoded = URLEncoder.encode(word, StandardCharsets.UTF_8);
            for (String path : List.of(
                    "/api/v1/verdicts?unit=" + encoded,
                    "/api/v1/figures?indicator=alarms&unit=" + encoded,
                    "/api/v1/verdicts?unit=" + SmallCity.NORTH + "&standard=" + encoded,
                    "/api/v1/figures?unit=" + SmallCity.NORTH + "&indicator=" + encoded,
                    "/api/v1/evidence?indicator=alarms&unit=" + SmallCity.NORTH + "&after=" + encoded,
                    "/api/v1/alerts/" + encoded.replace("+", "%20"),
                    "/api/v1/alerts?unit=" + encoded)) {
                String answer = get(path);
                assertThat(status(answer)).as("%s: %s", path, answer).isBetween(400, 404);
                assertThat(LEAK.matcher(answer).find())
                        .as("%s: %s", path, answer)
                        .isFalse();
                assertThat(answer).doesNotContain(SmallCity.SOUTH_1);
                tried++;
            }
        }
        System.out.println("SQL in parameters: " + tried + " tried, all refused with 400 to 404, nothing told");
    }

    @Test
    void noPathLeadsOutOfTheClientsFilesNorAroundTheGate() throws Exception {
        for (String path : List.of(
                "/../../etc/passwd",
                "/..%2f..%2fetc%2fpasswd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/assets/../../org/stationboard/api/access.csv",
                "/assets/..%5c..%5cwindows",
                "/assets/%00index.html",
                "//etc/passwd",
                "/web/../org/stationboard/api/openapi.yaml",
                "/org/stationboard/api/access.csv",
                "/META-INF/MANIFEST.MF")) {
            String answer = get(path);
            assertThat(status(answer)).as("%s: %s", path, answer).isIn(400, 404);
            assertThat(LEAK.matcher(answer).find()).as(path).isFalse();
        }
        for (String path : List.of(
                "/api/v1/pipeline/",
                "/api/v1//pipeline",
                "/api/v1/x/../pipeline",
                "/api/v1/%70ipeline",
                "/API/v1/pipeline",
                "/api/v1/pipeline;x=1",
                "/api/v1/pipeline%2f",
                "/api/v1/./pipeline",
                "/ingest/v1/quarantine/",
                "//api/v1/pipeline",
                "/metrics/",
                "/Metrics")) {
            String answer = get(path);
            assertThat(status(answer)).as("%s: %s", path, answer).isIn(400, 403, 404);
        }
    }

    @Test
    void bodiesAndHeadsThatAreTooLargeAreNotTaken() throws Exception {
        String head = "POST /api/v1/alerts/f990101/comments HTTP/1.1\r\nHost: x\r\nX-Stationboard: 1\r\nCookie: "
                + cookie + "\r\nContent-Type: application/json\r\n";
        assertThat(status(raw(head + "Content-Length: 99999999\r\n\r\n{", Duration.ofSeconds(5))))
                .isEqualTo(400);
        assertThat(status(raw(head + "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n{", Duration.ofSeconds(5))))
                .isEqualTo(400);
        assertThat(status(get("/api/v1/units?x=" + "y".repeat(20_000)))).isIn(0, 400, 414);
        String wide = "GET /api/v1/units HTTP/1.1\r\nHost: x\r\nX-Wide: " + "y".repeat(40_000) + "\r\n\r\n";
        assertThat(status(raw(wide, Duration.ofSeconds(5)))).isIn(0, 400, 431);
    }

    @Test
    void aRequestHiddenInAnotherIsJudgedByItselfOrNotAtAll() throws Exception {
        String hidden = "GET /api/v1/verdicts?unit=" + SmallCity.NORTH + " HTTP/1.1\r\nHost: x\r\n\r\n";
        String front = "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + "\r\n";
        int tried = 0;
        for (String framing : List.of(
                "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 4\r\nContent-Length: 0\r\n\r\n",
                "Content-Length: 0, 4\r\n\r\n",
                "Content-Length: +0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\n\r\n",
                "X: y\nContent-Length: 0\r\n\r\n")) {
            String answer = raw(front + framing + hidden, Duration.ofMillis(700));
            assertThat(answer).as(framing).doesNotContain("\"verdicts\"");
            tried++;
        }
        System.out.println("smuggled requests: " + tried + " framings tried, none let in with another's cookie");
    }

    @Test
    void whoeverAsksTooSlowlyLosesTheConnection() throws Exception {
        long began = System.nanoTime();
        for (String beginning : List.of("", "G", "GET /api/v1/units HTTP/1.1\r\nHost: x\r\nX: ")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at.getPort())) {
                socket.setSoTimeout(5_000);
                assertThat(trickle(socket, beginning))
                        .as("a first head: " + beginning)
                        .isTrue();
            }
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at.getPort())) {
            socket.setSoTimeout(5_000);
            String first = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
            assertThat(trickle(socket, first + "GET /api/v1/units HTTP/1.1\r\nHost: x\r\nX: "))
                    .as("a head after an answer")
                    .isTrue();
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at.getPort())) {
            socket.setSoTimeout(5_000);
            String head = String.join(
                    "\r\n",
                    "POST /api/v1/session HTTP/1.1",
                    "Host: x",
                    "X-Stationboard: 1",
                    "Content-Type: application/json",
                    "Content-Length: 500",
                    "",
                    "");
            assertThat(trickle(socket, head + "{")).as("a body").isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    /** Sends a byte every 100 ms for up to four seconds; whether the server ended that. */
    private static boolean trickle(Socket socket, String beginning) throws Exception {
        OutputStream out = socket.getOutputStream();
        out.write(beginning.getBytes(StandardCharsets.US_ASCII));
        try {
            for (int i = 0; i < 40; i++) {
                Thread.sleep(100);
                out.write('y');
                out.flush();
            }
        } catch (SocketException ended) {
            return true;
        }
        return false;
    }

    @Test
    void everyAnswerSaysWhatABrowserMayNotDoWithIt() throws Exception {
        String page = get("/");
        String answer = get("/api/v1/units");
        for (String each : List.of(page, answer)) {
            assertThat(each)
                    .containsIgnoringCase("X-Content-Type-Options: nosniff")
                    .containsIgnoringCase("Referrer-Policy: no-referrer")
                    .containsIgnoringCase("X-Frame-Options: SAMEORIGIN")
                    .containsIgnoringCase("Cross-Origin-Resource-Policy: same-origin");
            assertThat(each).doesNotContainIgnoringCase("Access-Control-Allow");
        }
    }

    @Test
    void withoutAccountsNobodyElsesPageReachesTheMachine() throws Exception {
        try (GuardedCity open = new GuardedCity(vertx, false, Optional.empty(), List.of())) {
            String request = "GET /api/v1/units HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
            for (String host : List.of("evil.example", "127.0.0.1.evil.example", "10.0.0.7")) {
                assertThat(status(to(open.at, request.formatted(host))))
                        .as(host)
                        .isEqualTo(401);
            }
            for (String host : List.of("127.0.0.1:8080", "localhost", "[::1]:8080")) {
                assertThat(status(to(open.at, request.formatted(host))))
                        .as(host)
                        .isEqualTo(200);
            }
        }
    }

    private static String to(URI server, String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            return rest(socket.getInputStream());
        }
    }
}
