package org.stationboard.api.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.stationboard.engine.Catalogue;

/**
 * Catalogues by their text, the ones asked for last: pages ask for the same few every some seconds, and to read one takes
 * longer than the rest of the answer. A text that cannot be read is not kept. Thread-safe.
 */
final class LoadedRules {
    /** The newest rules and some drafts; a catalogue with its text takes less than a megabyte. */
    static final int MOST = 8;

    private final Function<String, Catalogue> loader;
    private final Map<String, Catalogue> loaded = new LinkedHashMap<>(16, 0.75f, true);

    LoadedRules(Function<String, Catalogue> loader) {
        this.loader = loader;
    }

    /** The catalogue of that text; throws what the loader throws. */
    synchronized Catalogue of(String text) {
        Catalogue known = loaded.get(text);
        if (known != null) {
            return known;
        }
        Catalogue read = loader.apply(text);
        loaded.put(text, read);
        if (loaded.size() > MOST) {
            loaded.remove(loaded.keySet().iterator().next());
        }
        return read;
    }
}
