package org.stationboard.gateway;

import java.util.List;

/** Says what is wrong with a catalogue before it enters the log; the assembler brings the engine's loader. */
@FunctionalInterface
public interface CatalogueChecker {
    /** Every fault of the catalogue's YAML text, one line each; empty where the engine can load it. */
    List<String> faults(String text);
}
