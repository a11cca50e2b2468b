package org.stationboard.allinone;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a long form has found: written to {@code target/full/PART.json} for whoever ran it. For one thread. */
final class FullResult {
    private final Map<String, Object> found = new LinkedHashMap<>();
    private final long began = System.nanoTime();

    void put(String name, Object value) {
        found.put(name, value);
    }

    /** Writes it with the seconds it took; {@code passed} is for the caller, who knows of every test. */
    void write(String part) throws IOException {
        found.put("seconds", (System.nanoTime() - began) / 1_000_000_000);
        Path folder = Files.createDirectories(Installed.ROOT.resolve("target/full"));
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(part + ".json").toFile(), found);
    }
}
