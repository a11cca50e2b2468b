package org.stationboard.allinone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which served installation a command and those below it speak of. Filled in by the command line. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The installation's folder, as given to serve. Default: data/serve in the tree.")
    private @Nullable Path data;

    Path data() {
        return Place.data(data, "serve");
    }
}
