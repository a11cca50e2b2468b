package org.stationboard.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loopback proxy between a client and a server, there to fail on demand: it can hold bytes back, swallow them, or cut
 * every connection. Safe to share between threads.
 */
public final class TcpProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpProxy.class);
    private static final int BUFFER_BYTES = 16 << 10;

    /** What happens to bytes under way. */
    private enum Mode {
        PASS,
        PAUSED,
        DROPPING,
        CUT
    }

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private volatile Mode mode = Mode.PASS;

    /** Listens on a free loopback port and passes on to {@code host:port}. */
    public TcpProxy(String host, int port) throws IOException {
        this.target = new InetSocketAddress(host, port);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("proxy-" + port, this::accept);
    }

    /** The loopback port clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Holds bytes back until {@link #mend()}; connections stay open and nothing is lost. */
    public void pause() {
        turn(Mode.PAUSED);
    }

    /** Swallows bytes until {@link #mend()}; connections stay open, as behind a broken firewall. */
    public void drop() {
        turn(Mode.DROPPING);
    }

    /** Closes every connection, and each new one at once, until {@link #mend()}. */
    public void cut() {
        turn(Mode.CUT);
        open.forEach(TcpProxy::closeQuietly);
    }

    /** Lets bytes pass again. */
    public void mend() {
        turn(Mode.PASS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void turn(Mode next) {
        synchronized (change) {
            mode = next;
            change.notifyAll();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException cause) {
                LOG.debug("proxy connection not made", cause);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (mode == Mode.CUT) {
            closeQuietly(client);
            return;
        }
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try {
            server.connect(target);
        } catch (IOException cause) {
            end(client, server);
            throw cause;
        }
        start("proxy-there", () -> pump(client, server));
        start("proxy-back", () -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitWhilePaused();
                if (mode == Mode.PASS) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException cause) {
            LOG.debug("proxy connection ended", cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
        } finally {
            end(from, to);
        }
    }

    private void awaitWhilePaused() throws InterruptedException {
        synchronized (change) {
            while (mode == Mode.PAUSED) {
                change.wait();
            }
        }
    }

    private void end(Socket one, Socket other) {
        closeQuietly(one);
        closeQuietly(other);
        open.remove(one);
        open.remove(other);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException cause) {
            LOG.debug("socket did not close", cause);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
