package org.stationboard.allinone;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key that an installation with accounts asks for. Filled in by the command line. */
final class KeyOption {
    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "What an installation with accounts asks for; rather in STATIONBOARD_KEY, where no list of"
                    + " processes shows it. See keys add.")
    private @Nullable String key;

    Optional<String> value() {
        return Optional.ofNullable(key == null ? System.getenv("STATIONBOARD_KEY") : key)
                .filter(given -> !given.isBlank());
    }
}
