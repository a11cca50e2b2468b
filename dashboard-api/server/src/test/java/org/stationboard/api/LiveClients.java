package org.stationboard.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many clients of the live feed on one thread: each reads its frames and keeps how long after the frame's own time the
 * last byte of it came. Those that are told to stall stop reading, as a screen that sleeps. Close it to end them all.
 */
final class LiveClients implements AutoCloseable {
    /** What a browser's socket would hold is kept small, so that what the server does about it is seen soon. */
    private static final int RECEIVE_BUFFER = 8 << 10;

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
        private volatile long frames;
        private volatile long bytes;
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
            return frames;
        }

        long bytes() {
            return bytes;
        }

        boolean closed() {
            return closed;
        }

        /** Frames that were made and that it was not given. */
        long skippedIds() {
            return skippedIds;
        }

        private void frame(String head, Instant now) {
            long id = Long.parseLong(between(head, "\"id\":", ","));
            Instant made = Instant.parse(between(head, "\"at\":\"", "\""));
            if (lastId >= 0) {
                skippedIds += id - lastId - 1;
            }
            lastId = id;
            frames = frames + 1;
            if (measured == lateMicros.length) {
                lateMicros = java.util.Arrays.copyOf(lateMicros, measured * 2);
            }
            lateMicros[measured++] = (int) java.time.Duration.between(made, now).toNanos() / 1000;
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
                .flatMapToInt(client -> java.util.Arrays.stream(client.lateMicros, 0, client.measured))
                .sorted()
                .toArray();
    }

    /** Waits until the clients' thread has done all it was asked. */
    void settled() throws InterruptedException {
        var done = new java.util.concurrent.CountDownLatch(1);
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
                throw new java.io.UncheckedIOException(failed);
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
            client.bytes = client.bytes + read;
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
        Instant now = Instant.now();
        byte[] bytes = client.unread.array();
        int begin = 0;
        for (int i = 1; i < client.unread.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
                String event = new String(bytes, begin, Math.min(i - begin, 400), StandardCharsets.US_ASCII);
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
            channel.socket();
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
