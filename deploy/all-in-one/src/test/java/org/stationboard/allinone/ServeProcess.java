package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The product as a process of its own, out of the built jar; it can be killed as a power cut would. */
final class ServeProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "stationboard.jar");
    /** The classes the build's rehearsal left, as the start script gives them to the product. */
    static final Path ARCHIVE = Path.of("target", "stationboard.jsa");

    /** Every one started by this run, for {@link ProcessLogs}. */
    private static final List<ServeProcess> STARTED = new CopyOnWriteArrayList<>();

    private final Process process;
    private final int port;
    private final Path log;

    private ServeProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static ServeProcess start(Path data, int port, String command, String... options) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IOException("jar: " + JAR.toAbsolutePath() + " (expected: built by the package phase)");
        }
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@"
                        + Installed.ROOT
                                .resolve("deploy/java.options")
                                .toAbsolutePath()
                                .normalize(),
                "-XX:SharedArchiveFile=" + ARCHIVE.toAbsolutePath(),
                "-Dstationboard.prepared=" + JAR.toAbsolutePath().getParent(),
                "-Dstationboard.home=" + Installed.ROOT.toAbsolutePath().normalize()));
        if (!command.equals("demo")) {
            // It lives for a minute or two: the second compiler would take more than it gives. A demo is timed, as
            // shipped.
            line.add("-XX:TieredStopAtLevel=1");
        }
        line.addAll(List.of(
                "-jar",
                JAR.toAbsolutePath().toString(),
                command,
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        line.addAll(List.of(options));
        // Beside the build and not in the test's folder, which goes with the test: when one fails the log is what is
        // left.
        Path log = Files.createDirectories(Path.of("target", "processes"))
                .resolve(data.subpath(Math.max(0, data.getNameCount() - 2), data.getNameCount())
                                .toString()
                                .replace('/', '-')
                        + ".log");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        ServeProcess started = new ServeProcess(process, port, log);
        STARTED.add(started);
        return started;
    }

    static List<ServeProcess> started() {
        return List.copyOf(STARTED);
    }

    /** Where it listens, whether it runs or how it ended, and where its log lies. */
    String fate() {
        return url() + ": " + (process.isAlive() ? "running" : "exit code " + process.exitValue()) + ", its whole log: "
                + log.toAbsolutePath();
    }

    /** What it and those before it in the same folder said. */
    String log() throws IOException {
        return Files.readString(log);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    BoardClient client() {
        return new BoardClient(url());
    }

    void awaitReady() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> !process.isAlive() || client().get("/health").status() == 200);
        assertThat(process.isAlive()).as(fate()).isTrue();
    }

    /** As a power cut: no hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Proportional set size of the process and all its children, in bytes. */
    long proportionalSetSize() throws IOException {
        long sum = 0;
        for (long pid : Stream.concat(
                        Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
                .toList()) {
            Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
            if (Files.exists(rollup)) {
                sum += Files.readAllLines(rollup).stream()
                                .filter(row -> row.startsWith("Pss:"))
                                .mapToLong(row -> Long.parseLong(row.replaceAll("\\D", "")))
                                .sum()
                        * 1024;
            }
        }
        return sum;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
