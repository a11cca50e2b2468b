package org.stationboard.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that holds the broker's, the database's and the streams' files; one process at a time may use it. */
final class DataFolder implements AutoCloseable {
    /** Least free space to start with: the demo's history and its indexes take about half of it. */
    static final long LEAST_FREE_BYTES = 3L << 30;

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /** Creates the folder where it is not there and takes it for this process. */
    static DataFolder open(Path root) throws StartRefused {
        return open(root, LEAST_FREE_BYTES);
    }

    static DataFolder open(Path root, long leastFreeBytes) throws StartRefused {
        try {
            Files.createDirectories(root);
            requireFree(root, leastFreeBytes);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartRefused("data folder: " + root
                        + " (expected: one that no other Stationboard uses; stop the other one or give --data DIR)");
            }
            return new DataFolder(root, channel, lock);
        } catch (IOException unusable) {
            throw new StartRefused(
                    "data folder: " + root + " (expected: a folder that can be written): " + unusable.getMessage());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException takenInThisProcess) {
            return null;
        }
    }

    private static void requireFree(Path root, long leastFreeBytes) throws IOException, StartRefused {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < leastFreeBytes) {
            throw new StartRefused("free space in " + root + ": " + (free >> 20) + " MiB (expected: at least "
                    + (leastFreeBytes >> 20) + " MiB)");
        }
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    Path root() {
        return root;
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
