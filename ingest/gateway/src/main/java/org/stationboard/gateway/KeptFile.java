package org.stationboard.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A file that an import put in place of the installation's own. It holds as long as the installation's own file is the one
 * it replaced: whoever edits that one afterwards means it. One thread at a time; blocks.
 */
final class KeptFile {
    private final Path file;
    /** Digest of the installation's file that this one replaced. */
    private final Path replaced;

    KeptFile(Path folder, String name) {
        this.file = folder.resolve(name);
        this.replaced = folder.resolve(name + ".replaces");
    }

    Path path() {
        return file;
    }

    /** The bytes, where they replace the file of that digest. */
    Optional<byte[]> read(String installedDigest) {
        try {
            boolean holds =
                    Files.exists(file) && Files.readString(replaced).strip().equals(installedDigest);
            return holds ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": not readable (expected: a file of this gateway)", e);
        }
    }

    /** Writes the bytes beside the file; {@link #putInPlace} makes them the file. */
    void prepare(byte[] bytes) {
        try {
            Files.createDirectories(next().toAbsolutePath().getParent());
            Files.write(next(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": not written (expected: a folder that can be written)", e);
        }
    }

    /**
     * The file first: should this end between the two steps, the installation's own file holds, and never an earlier import
     * that was passed over.
     */
    void putInPlace(String installedDigest) {
        try {
            Files.move(next(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.write(next(), installedDigest.getBytes(StandardCharsets.UTF_8));
            Files.move(next(), replaced, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": not written (expected: a folder that can be written)", e);
        }
    }

    private Path next() {
        return file.resolveSibling(file.getFileName() + ".next");
    }
}
