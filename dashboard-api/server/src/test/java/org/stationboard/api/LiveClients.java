package org.stationboard.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many clients of the live feed on one thread: each reads its frames and keeps how long after the frame's own time the
 * last byte of it came. Those that are told to stall stop reading, as a screen that sleeps. Close it to end them all.
 */
final class LiveClients implements AutoCloseable {
    /** What a browser's socket would hold is kept small, so that what the server does about it is seen soon. */
    private static final int RECEIVE_BUFFER = 8 << 10;

    private static final long DAY_MICROS = 86_400_000_000L;
    /** A frame's id and time stand at its beginning. */
    private static final int HEAD = 400;
    /** The first one stands behind the headers of the answer. */
    private static final int FIRST_HEAD = 4_000;

    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean ending;

    LiveClients() throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, "live-clients");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection; what it has is for the clients' thread, or after {@link #settled}. */
    static final class Client {
        private final SocketChannel channel;
        private ByteBuffer unread = ByteBuffer.allocate(4 << 10);
        private volatile long lastId = -1;
        private final AtomicLong frames = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
        private volatile boolean closed;
        private long skippedIds;
        private int[] lateMicros = new int[64];
        private int measured;

        private Client(SocketChannel channel) {
            this.channel = channel;
        }

        long lastId() {
            return lastId;
        }

        long frames() {
            return frames.get();
        }

        long bytes() {
            return bytes.get();
        }

        boolean closed() {
            return closed;
        }

        /** Frames that were made and that it was not given. */
        long skippedIds() {
            return skippedIds;
        }

        private void frame(String head, long nowMicros) {
            long id = Long.parseLong(between(head, "\"id\":", ","));
            long made = microsOfDay(between(head, "\"at\":\"", "Z\""));
            if (lastId >= 0) {
                skippedIds += id - lastId - 1;
            }
            lastId = id;
            frames.incrementAndGet();
            if (measured == lateMicros.length) {
                lateMicros = Arrays.copyOf(lateMicros, measured * 2);
            }
            lateMicros[measured++] = (int) Math.floorMod(nowMicros - made, DAY_MICROS);
        }

        /** Of a time such as 2026-03-02T04:00:00.123456, its date aside: many thousands a second are read by one thread. */
        private static long microsOfDay(String at) {
            int time = at.indexOf('T') + 1;
            long seconds = number(at, time) * 3600 + number(at, time + 3) * 60 + number(at, time + 6);
            long micros = 0;
            for (int i = 0; i < 6; i++) {
                int place = time + 9 + i;
                micros = micros * 10 + (place < at.length() ? at.charAt(place) - '0' : 0);
            }
            return seconds * 1_000_000 + micros;
        }

        private static long number(String text, int at) {
            return (text.charAt(at) - '0') * 10L + text.charAt(at + 1) - '0';
        }

        private static String between(String text, String before, String after) {
            int from = text.indexOf(before) + before.length();
            return text.substring(from, text.indexOf(after, from));
        }
    }

    /** Opens one client of that path, such as {@code /api/v1/live?unit=990000}; it begins to read at once. */
    Client open(int port, String path) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        Client client = new Client(channel);
        clients.add(client);
        ask(() -> read(client, true));
        return client;
    }

    /** From now on it does not read what comes; its socket stays open. */
    void stall(Client client) {
        ask(() -> read(client, false));
    }

    /** It reads again. */
    void wake(Client client) {
        ask(() -> read(client, true));
    }

    /** Forgets what was measured so far. */
    void measureAnew() {
        ask(() -> clients.forEach(client -> {
            client.measured = 0;
            client.skippedIds = 0;
        }));
    }

    /** Microseconds from each frame's time to its arrival, in order of size, of those clients. */
    int[] late(List<Client> of) throws InterruptedException {
        settled();
        return of.stream()
                .flatMapToInt(client -> Arrays.stream(client.lateMicros, 0, client.measured))
                .sorted()
                .toArray();
    }

    /** Waits until the clients' thread has done all it was asked. */
    void settled() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        ask(done::countDown);
        done.await();
    }

    private void ask(Runnable task) {
        asked.add(task);
        selector.wakeup();
    }

    private void read(Client client, boolean reading) {
        SelectionKey key = client.channel.keyFor(selector);
        try {
            if (key == null) {
                client.channel.register(selector, reading ? SelectionKey.OP_READ : 0, client);
            } else if (key.isValid()) {
                key.interestOps(reading ? SelectionKey.OP_READ : 0);
            }
        } catch (IOException gone) {
            client.closed = true;
        }
    }

    private void run() {
        while (!ending) {
            try {
                selector.select();
                for (Runnable task = asked.poll(); task != null; task = asked.poll()) {
                    task.run();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid() && key.isReadable()) {
                        take((Client) key.attachment());
                    }
                }
                selector.selectedKeys().clear();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static void take(Client client) {
        try {
            int read = client.channel.read(client.unread);
            if (read < 0) {
                client.closed = true;
                client.channel.close();
                return;
            }
            client.bytes.addAndGet(read);
        } catch (IOException reset) {
            client.closed = true;
            closeQuietly(client.channel);
            return;
        }
        frames(client);
        if (!client.unread.hasRemaining()) {
            ByteBuffer larger = ByteBuffer.allocate(client.unread.capacity() * 2);
            client.unread.flip();
            client.unread = larger.put(client.unread);
        }
    }

    /** Every whole event in what was read; what is left over waits for the rest. */
    private static void frames(Client client) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) % DAY_MICROS;
        byte[] bytes = client.unread.array();
        int begin = 0;
        for (int i = 1; i < client.unread.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
                String event = new String(
                        bytes,
                        begin,
                        Math.min(i - begin, client.lastId < 0 ? FIRST_HEAD : HEAD),
                        StandardCharsets.US_ASCII);
                int frame = event.indexOf("event: frame");
                if (frame >= 0) {
                    client.frame(event.substring(frame), now);
                }
                begin = i + 1;
            }
        }
        client.unread.limit(client.unread.position()).position(begin);
        client.unread.compact();
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // It is gone already.
        }
    }

    @Override
    public void close() throws IOException {
        ending = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }
}
