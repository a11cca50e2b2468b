package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void holdsAsLongAsTheInstallationsFileIsTheOneItReplaced() {
        KeptFile kept = new KeptFile(folder, "register.csv");
        assertThat(kept.read("a")).isEmpty();
        kept.prepare(bytes("first"));
        assertThat(kept.read("a")).isEmpty();
        kept.putInPlace("a");
        assertThat(kept.read("a")).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("first")));
        assertThat(kept.read("b")).isEmpty();
    }

    @Test
    void anImportThatEndsHalfwayDoesNotBringAnEarlierOneBack() throws Exception {
        KeptFile kept = new KeptFile(folder, "register.csv");
        kept.prepare(bytes("first"));
        kept.putInPlace("a");
        // The installation's own file was edited since: the first import is passed over. Now one cannot be put in
        // place.
        Path file = folder.resolve("register.csv");
        Files.delete(file);
        Files.createDirectories(file.resolve("in-the-way"));
        kept.prepare(bytes("second"));
        assertThatThrownBy(() -> kept.putInPlace("b")).isInstanceOf(UncheckedIOException.class);
        Files.delete(file.resolve("in-the-way"));
        Files.delete(file);
        Files.write(file, bytes("first"));
        assertThat(kept.read("b")).isEmpty();
    }
}
