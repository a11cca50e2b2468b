package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code deploy/full/outage}; a database that is stopped in good order is the sink's own test. */
final class OutageIT {
    @TempDir
    private Path folder;

    @Test
    void staysLiveThroughAReadOnlyAndAKilledDatabaseAndLosesAndDoublesNothing() throws Exception {
        boolean verified = new OutageRun(folder, 50)
                .run(List.of(DatabaseOutage.READ_ONLY, DatabaseOutage.KILLED), Duration.ofSeconds(1), new FullResult());

        assertThat(verified).isTrue();
    }
}
