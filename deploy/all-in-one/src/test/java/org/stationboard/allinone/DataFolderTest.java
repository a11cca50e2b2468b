package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir
    private Path temporary;

    @Test
    void isTakenByOneProcessAtATime() throws Exception {
        Path root = temporary.resolve("data");
        try (DataFolder taken = DataFolder.open(root, 0)) {
            assertThatThrownBy(() -> DataFolder.open(taken.root(), 0))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(root.toString())
                    .hasMessageContaining("no other Stationboard uses");
        }
        DataFolder.open(root, 0).close();
    }

    @Test
    void refusesTooLittleSpaceNamingHowMuchThereIs() {
        assertThatThrownBy(() -> DataFolder.open(temporary.resolve("data"), Long.MAX_VALUE))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("free space in")
                .hasMessageContaining("MiB (expected: at least");
    }

    @Test
    void refusesAPathThatIsNoFolder() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file, 0))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("expected: a folder that can be written");
    }
}
