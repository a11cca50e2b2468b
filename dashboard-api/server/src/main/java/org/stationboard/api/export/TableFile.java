package org.stationboard.api.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows that is written as it is made: no row is kept. Cells are texts, whole numbers or none. Closing it ends
 * the file and leaves the stream under it open. One thread.
 */
public interface TableFile extends Closeable {
    /** Begins a sheet; a file without sheets has it as a line of its own. Before any row. */
    void sheet(String name) throws IOException;

    /** Adds a row. */
    void row(List<@Nullable Object> cells) throws IOException;

    /** Adds a row of headings. */
    void head(String... names) throws IOException;

    /** Adds a row. */
    default void row(@Nullable Object... cells) throws IOException {
        row(Arrays.asList(cells));
    }
}
