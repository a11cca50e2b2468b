package org.stationboard.engine;

import java.util.List;

/**
 * How far the feeds of a log key cover a window.
 *
 * @param known whether any source has ever fed it
 * @param holes spans of whole local days in the window for which no source gives its word, in order
 */
public record Coverage(boolean known, List<Days> holes) {
    /** Copies the list. */
    public Coverage {
        holes = List.copyOf(holes);
    }

    /** Whether a source is known and no whole day is without cover. */
    public boolean complete() {
        return known && holes.isEmpty();
    }

    /** Local days as epoch days, both inclusive. */
    public record Days(long from, long to) {}
}
