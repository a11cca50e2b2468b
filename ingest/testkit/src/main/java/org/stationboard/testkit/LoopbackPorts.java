package org.stationboard.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.SplittableRandom;

/**
 * Loopback ports that a data folder keeps: chosen once, written beside the data, taken again at the next start so that
 * clients find the part where they left it. A port that somebody else holds meanwhile is chosen anew.
 */
final class LoopbackPorts {
    /** Below the range from which systems take the ports of outgoing connections: nobody holds ours by chance. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private final Path file;

    LoopbackPorts(Path file) {
        this.file = file;
    }

    /** The kept port of {@code name}, or a free one that is kept from now on. */
    int port(String name) throws IOException {
        Properties kept = read();
        String value = kept.getProperty(name);
        if (value != null && isFree(Integer.parseInt(value))) {
            return Integer.parseInt(value);
        }
        int chosen = chooseFree(kept);
        kept.setProperty(name, Integer.toString(chosen));
        write(kept);
        return chosen;
    }

    /** The kept port of {@code name}, whoever has it now. */
    int kept(String name) throws IOException {
        String value = read().getProperty(name);
        if (value == null) {
            throw new IOException("port of " + name + ": none kept (expected: one in " + file + ")");
        }
        return Integer.parseInt(value);
    }

    private Properties read() throws IOException {
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                kept.load(in);
            }
        }
        return kept;
    }

    private void write(Properties kept) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(written)) {
            kept.store(out, "Loopback ports, chosen once");
        }
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int chooseFree(Properties kept) throws IOException {
        SplittableRandom random = new SplittableRandom();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (!kept.containsValue(Integer.toString(port)) && isFree(port)) {
                return port;
            }
        }
        throw new IOException("free loopback port: none found (expected: one in " + LOWEST + ".." + HIGHEST + ")");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
