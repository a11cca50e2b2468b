package org.stationboard.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL that a killed JVM left running on a folder: found by its pid file, and only ever ours. */
final class OrphanedDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedDatabase.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private OrphanedDatabase() {}

    /**
     * Stops the PostgreSQL that runs on {@code data}, if one does, and waits until it is gone. The caller holds the
     * folder's lock, so that nobody living owns it.
     */
    static void stop(Path data) throws IOException {
        Optional<ProcessHandle> found = find(data);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle orphan = found.get();
        LOG.info("stopping the database a killed process left running pid={} folder={}", orphan.pid(), data);
        // Interrupt is PostgreSQL's fast stop; the terminate signal would wait for clients that may hang on.
        new ProcessBuilder("sh", "-c", "kill -INT " + orphan.pid()).start();
        if (!gone(orphan)) {
            orphan.destroyForcibly();
            if (!gone(orphan)) {
                throw new IOException("database of a killed process does not stop: pid " + orphan.pid());
            }
        }
    }

    private static Optional<ProcessHandle> find(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2 || !Path.of(lines.get(1)).equals(data)) {
            return Optional.empty();
        }
        // The number may have gone to another process since: it must say that it is a PostgreSQL on this folder.
        return ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(process -> runsOn(process, data));
    }

    private static boolean runsOn(ProcessHandle process, Path data) {
        String command = process.info().commandLine().orElse("");
        return command.contains("postgres") && command.contains(data.toString());
    }

    private static boolean gone(ProcessHandle orphan) {
        try {
            orphan.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException cause) {
            throw new IllegalStateException("waiting for pid " + orphan.pid(), cause);
        }
    }
}
