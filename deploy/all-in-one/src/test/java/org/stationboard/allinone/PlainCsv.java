package org.stationboard.allinone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The rows of a file by column name, read without any of the product's own code. */
final class PlainCsv {
    private PlainCsv() {}

    /** The text under a heading. */
    static String cell(Map<String, String> row, String heading) {
        return Objects.requireNonNull(row.get(heading), heading);
    }

    /** All rows, in the file's order; the first line names the columns. */
    static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = lines(file);
        List<String> names = values(lines.get(0));
        List<Map<String, String>> rows = new ArrayList<>(lines.size());
        for (String line : lines.subList(1, lines.size())) {
            rows.add(row(names, line));
        }
        return rows;
    }

    /** All lines, the one that names the columns included. */
    static List<String> lines(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    /** One line's values by the names of the columns. */
    static Map<String, String> row(List<String> names, String line) {
        List<String> values = values(line);
        Map<String, String> row = new LinkedHashMap<>();
        for (int place = 0; place < names.size() && place < values.size(); place++) {
            row.put(names.get(place), values.get(place).strip());
        }
        return row;
    }

    /** The line with another value at a place; everything else byte for byte as it was. */
    static String replaced(String line, int place, String value) {
        boolean quoted = false;
        int seen = 0;
        int from = 0;
        for (int at = 0; at <= line.length(); at++) {
            boolean end = at == line.length() || (line.charAt(at) == ',' && !quoted);
            if (at < line.length() && line.charAt(at) == '"') {
                quoted = !quoted;
            }
            if (end && seen++ == place) {
                return line.substring(0, from) + value + line.substring(at);
            }
            from = end ? at + 1 : from;
        }
        throw new IllegalArgumentException("place: " + place + " (expected: below " + seen + ")");
    }

    /** The values of one line; a quoted one may hold commas, but no line end. */
    static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
