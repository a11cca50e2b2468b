package org.stationboard.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of this repository and of the test data, wherever a test runs. */
final class RepositoryFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryFiles.class);

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

    /** The folder of real records that the property {@code test.data} names; without it the test is skipped, aloud. */
    static Path testDataOrSkip() {
        String named = System.getProperty("test.data", "");
        if (named.isBlank() || named.startsWith("${")) {
            LOG.warn("SKIPPED: test.data (environment STATIONBOARD_TEST_DATA) names no folder of real records");
            throw new TestAbortedException("test.data is unset (expected: the folder of real records)");
        }
        return Path.of(named);
    }

    static OrgRegister shippedRegister() {
        try {
            return OrgRegister.read(demoData().resolve("register.csv"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
