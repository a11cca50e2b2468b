package org.stationboard.engine;

import java.util.List;
import java.util.stream.Collectors;

/** A catalogue's text that cannot be loaded; lists every fault found. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /** With at least one fault, in the order of the text. */
    public CatalogueException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** Every fault, in the order of the text. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * One fault.
     *
     * @param line line of the text, from 1
     * @param key path of the key, such as {@code standards[0].targetPpm}
     * @param expected what stands there and what was expected
     */
    public record Fault(int line, String key, String expected) {
        @Override
        public String toString() {
            return "line " + line + ": " + key + ": " + expected;
        }
    }
}
