package org.stationboard.engine.trends;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table that {@code trends.R} wrote, or of the test data: rows by column name. */
record GoldenFile(List<String> columns, List<String[]> cells) {
    static GoldenFile of(String name) {
        try (InputStream file = GoldenFile.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("file: " + name + " (expected: one that trends.R wrote)");
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenFile of(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenFile parse(List<String> lines) {
        List<String[]> cells = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> cells.add(line.split(",", -1)));
        return new GoldenFile(List.of(lines.get(0).split(",", -1)), cells);
    }

    List<Row> rows() {
        return cells.stream().map(Row::new).toList();
    }

    /** One line. */
    final class Row {
        private final String[] values;

        Row(String[] values) {
            this.values = values;
        }

        String text(String column) {
            return values[columns.indexOf(column)];
        }

        int whole(String column) {
            return Integer.parseInt(text(column));
        }

        double number(String column) {
            String text = text(column);
            return text.equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        }

        Optional<Double> given(String column) {
            return text(column).isEmpty() ? Optional.empty() : Optional.of(number(column));
        }
    }
}
