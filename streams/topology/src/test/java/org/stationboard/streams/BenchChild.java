package org.stationboard.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One of the bench's JVMs, and what it takes of the machine. */
final class BenchChild implements AutoCloseable {
    private static final double TICKS_A_SECOND = 100;
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final long LONGEST_END_SECONDS = 20;

    private final Process process;
    private final BufferedReader reader;
    private volatile long peakKib;
    private volatile boolean watching = true;

    BenchChild(List<String> javaOptions, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Thread watcher = new Thread(this::watch, "memory");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** The rest of the first line that begins so; other lines are shown when it ends without one. */
    String await(String begin) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(begin)) {
                watching = watching && !begin.equals("DONE");
                return line.substring(begin.length()).trim();
            }
            if (line.startsWith("  ")) {
                System.out.println(line);
            } else if (seen.length() < 20_000) {
                seen.append(line).append('\n');
            }
        }
        throw new IOException("a run ended without " + begin + ":\n" + seen);
    }

    /** Hands every line that comes to the listener, in a thread of its own, until it ends or is killed. */
    void listen(Consumer<String> listener) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            listener.accept(line);
                        }
                    } catch (IOException killed) {
                        listener.accept("ended: " + killed.getMessage());
                    }
                },
                "listener");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads the rest and waits for the end. */
    void awaitEnd() throws IOException, InterruptedException {
        while (reader.readLine() != null) {
            // Told is what was asked for.
        }
        process.waitFor();
    }

    /** Most proportional memory seen, MiB. */
    long peakMib() {
        return peakKib >> 10;
    }

    /** Processor seconds so far. */
    double cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** Ends it as a loss of power would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (process.isAlive()) {
                if (watching) {
                    look();
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    peakKib = Math.max(peakKib, Long.parseLong(line.replaceAll("[^0-9]", "")));
                }
            }
        } catch (NoSuchFileException ended) {
            watching = false;
        } catch (IOException ended) {
            // It may end between the opening and the reading of its file.
            watching = process.isAlive();
        }
    }
}
