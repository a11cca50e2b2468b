package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.api.board.MadeSnapshots;

/** Clients that read and one that does not, over real sockets; the bench of the fan-out is this with 2,000 of them. */
class EventStreamTest {
    private static final int FRAMES = 300;
    private static final int CHARACTERS = 4_000;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LiveMeters meters = new LiveMeters(registry);
    private final BlockingQueue<EventStream> streams = new LinkedBlockingQueue<>();
    private HttpServer http;

    @BeforeEach
    void start() throws Exception {
        http = vertx.createHttpServer(ApiServer.httpOptions("127.0.0.1", 0))
                .requestHandler(request -> {
                    EventStream stream = EventStream.open(vertx, request.response(), meters, -1);
                    streams.add(stream);
                })
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private long count(String name) {
        return (long) registry.find("stationboard.live.frames." + name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private record Received(long id, String line) {}

    /** A socket that holds little by itself. */
    private final class Reader implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader lines;
        private final EventStream stream;

        Reader() throws Exception {
            socket.setReceiveBufferSize(8 << 10);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), http.actualPort()));
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            stream = streams.take();
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        Received next() throws IOException {
            long id = -1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("data: ")) {
                    return new Received(id, line);
                }
            }
            throw new IOException("stream: ended (expected: a frame)");
        }

        /** What is under way, until nothing more comes. */
        List<Received> untilQuiet() throws IOException {
            List<Received> all = new ArrayList<>();
            socket.setSoTimeout(200);
            try {
                while (true) {
                    all.add(next());
                }
            } catch (SocketTimeoutException quiet) {
                socket.setSoTimeout(10_000);
                return all;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void whoDoesNotReadHoldsUpNobodyAndGetsTheNewestStateNotThePast() throws Exception {
        try (Reader asleep = new Reader();
                Reader awake = new Reader()) {
            for (int id = 1; id <= FRAMES; id++) {
                asleep.stream.offer(MadeSnapshots.of(id, CHARACTERS, id < FRAMES / 2 ? 0 : FRAMES / 2));
                awake.stream.offer(MadeSnapshots.of(id, CHARACTERS, 0));
                assertThat(awake.next().id()).isEqualTo(id);
            }

            List<Received> all = asleep.untilQuiet();
            assertThat(all).extracting(Received::id).isSorted().doesNotHaveDuplicates();
            assertThat(all).as("of the past only what the sockets held").hasSizeLessThan(FRAMES / 3);
            asleep.stream.offer(MadeSnapshots.of(FRAMES + 1, CHARACTERS, FRAMES / 2));
            all.add(asleep.next());

            assertThat(all.get(all.size() - 1).id()).isEqualTo(FRAMES + 1);
            assertThat(all.stream().filter(frame -> frame.line().contains("\"disputes\":" + FRAMES / 2)))
                    .as("what changed while it slept comes once, with the first frame after")
                    .hasSize(1)
                    .allMatch(frame -> frame.id() > FRAMES / 3);
            assertThat(count("sent")).isEqualTo(FRAMES + all.size());
            assertThat(count("offered")).isEqualTo(2 * FRAMES + 1).isEqualTo(count("sent") + count("skipped"));
        }
    }
}
