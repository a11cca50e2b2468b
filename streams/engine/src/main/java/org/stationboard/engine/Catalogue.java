package org.stationboard.engine;

import java.util.List;
import java.util.Optional;

/**
 * A catalogue of standards, as loaded from its text.
 *
 * @param demo whether its targets are a demonstration's
 * @param standards in the order of the text
 * @param digest SHA-256 over the text, hex
 */
public record Catalogue(String id, int version, boolean demo, List<Standard> standards, String digest) {
    /** Copies the list. */
    public Catalogue {
        standards = List.copyOf(standards);
    }

    /** The standard of this id. */
    public Optional<Standard> standard(String standardId) {
        return standards.stream().filter(s -> s.id().equals(standardId)).findFirst();
    }
}
