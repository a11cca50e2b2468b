package org.stationboard.engine.cases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The cases that ship beside the catalogue. */
public final class ShippedCases {
    private static final String FOLDER = "/org/stationboard/engine/cases/";

    private ShippedCases() {}

    /** Names of their files, in order. */
    public static List<String> names() {
        return text("list.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    /** The text of one. */
    public static String text(String name) {
        try (InputStream file = ShippedCases.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException(name + ": missing (expected: beside the catalogue)");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
