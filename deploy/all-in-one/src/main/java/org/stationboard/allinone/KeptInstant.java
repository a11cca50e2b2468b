package org.stationboard.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An instant in a file of its own beside the data, so that a restart goes on from it. */
record KeptInstant(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(KeptInstant.class);

    /** What the file says; {@code otherwise} where there is none. */
    Instant or(Instant otherwise) throws StartRefused {
        try {
            return Files.exists(file) ? Instant.parse(Files.readString(file).strip()) : otherwise;
        } catch (IOException | DateTimeException unreadable) {
            throw new StartRefused("demo: " + file + " (expected: an instant): " + unreadable.getMessage());
        }
    }

    /** What the file says; where there is none, {@code now} from now on. */
    Instant orKept(Instant now) throws StartRefused {
        Instant kept = or(now);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, now.toString());
            }
        } catch (IOException failed) {
            throw new StartRefused("demo: " + file + " (expected: a file that can be written): " + failed.getMessage());
        }
        return kept;
    }

    /** Says so where it cannot be written: a restart then sends some again. */
    void keep(Instant instant) {
        try {
            Files.writeString(file, instant.toString());
        } catch (IOException failed) {
            LOG.warn("demo feed: {} cannot be written: {}", file, failed.toString());
        }
    }
}
