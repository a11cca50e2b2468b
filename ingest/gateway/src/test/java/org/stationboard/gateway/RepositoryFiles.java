package org.stationboard.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of this repository and of the test data, wherever a test runs. */
final class RepositoryFiles {
    private RepositoryFiles() {}

    static Path demoData() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("deploy/demo-data"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException("deploy/demo-data: not found (expected: above the working folder)");
        }
        return at.resolve("deploy/demo-data");
    }

    /** The folder of real records that the property {@code test.data} names, if it does. */
    static Optional<Path> testData() {
        String named = System.getProperty("test.data", "");
        return named.isBlank() || named.startsWith("${") ? Optional.empty() : Optional.of(Path.of(named));
    }

    static OrgRegister shippedRegister() {
        try {
            return OrgRegister.read(demoData().resolve("register.csv"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
