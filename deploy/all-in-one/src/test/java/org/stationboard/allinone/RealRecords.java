package org.stationboard.allinone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.Mapping;
import org.stationboard.gateway.OrgRegister;
import org.stationboard.gateway.StationDirectory;

/** Real files and the records that mappings make of them. */
final class RealRecords {
    static final Path DEMO_DATA = Path.of(System.getProperty("repository.root", "../.."), "deploy", "demo-data");

    private static final Logger LOG = LoggerFactory.getLogger(RealRecords.class);

    private RealRecords() {}

    /** A file of the folder that the property {@code test.data} names; without it the test is skipped, aloud. */
    static Path fileOrSkip(String name) {
        String named = System.getProperty("test.data", "");
        if (named.isBlank() || named.startsWith("$")) {
            LOG.warn("SKIPPED: test.data (environment STATIONBOARD_TEST_DATA) names no folder of real records");
            throw new TestAbortedException("test.data is unset (expected: the folder of real records)");
        }
        return Path.of(named, name);
    }

    static OrgRegister city() throws IOException {
        return OrgRegister.read(DEMO_DATA.resolve("register.csv"));
    }

    /** A mapping that ships with the product. */
    static Mapping shipped(String name) throws IOException {
        return Mapping.load(DEMO_DATA.resolve("mappings/" + name + ".yaml"));
    }

    /** A mapping for tests alone. */
    static Mapping forTests(String name) throws IOException {
        try (InputStream in = RealRecords.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
            if (in == null) {
                throw new IOException("mapping " + name + ": not there (expected: a test resource)");
            }
            return Mapping.parse(in.readAllBytes());
        }
    }

    /** Every version that the mapping makes of the file, in order of reporting; no row may be refused. */
    static List<StationRecord> read(Mapping mapping, Path file, OrgRegister register) {
        List<StationRecord> records = new ArrayList<>();
        mapping.read(file, StationDirectory.of(register), row -> {
                    throw new AssertionError(row.file() + ":" + row.line() + " " + row.part() + " (expected: to fit)");
                })
                .forEach(records::add);
        records.sort(Comparator.comparingLong(record -> record.getReportedAt().getSeconds()));
        return records;
    }

    static String text(Path file) throws IOException {
        return Files.readString(file);
    }
}
