package org.stationboard.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A real file, or some of its rows, as it is sent to the product: under its own name, with one of our stations in the
 * column that says where, and everything else as it was. A row that is left out becomes a blank line, so that every row
 * keeps its place in the file. Immutable.
 *
 * @param path of what is sent
 * @param rows those that are sent, with the file's own values
 * @param stations of each of these rows
 */
record SentFile(Path path, List<Map<String, String>> rows, List<String> stations) {
    /**
     * Writes it.
     *
     * @param folder for it; another for each part of one file
     * @param column that says where
     * @param stations over which the column's values are spread
     */
    static SentFile of(
            Path real, Path folder, Predicate<Map<String, String>> kept, String column, List<String> stations)
            throws IOException {
        List<String> lines = PlainCsv.lines(real);
        List<String> names = PlainCsv.values(lines.get(0));
        int place = names.indexOf(column);
        List<String> sent = new ArrayList<>(List.of(lines.get(0)));
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> ofRows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> row = PlainCsv.row(names, line);
            if (kept.test(row)) {
                String station =
                        stations.get(Math.floorMod(PlainCsv.cell(row, column).hashCode(), stations.size()));
                rows.add(row);
                ofRows.add(station);
                sent.add(PlainCsv.replaced(line, place, station));
            } else {
                sent.add("");
            }
        }
        Path written = Files.createDirectories(folder).resolve(name(real));
        return new SentFile(Files.write(written, sent), List.copyOf(rows), List.copyOf(ofRows));
    }

    /** Some rows of a file, as they stand. */
    static Path part(Path real, Path folder, Predicate<Map<String, String>> kept) throws IOException {
        List<String> lines = PlainCsv.lines(real);
        List<String> names = PlainCsv.values(lines.get(0));
        List<String> sent = new ArrayList<>(List.of(lines.get(0)));
        lines.subList(1, lines.size()).forEach(line -> sent.add(kept.test(PlainCsv.row(names, line)) ? line : ""));
        return Files.write(Files.createDirectories(folder).resolve(name(real)), sent);
    }

    private static String name(Path real) {
        return real.getFileName().toString().replaceFirst("\\.gz$", "");
    }

    /** How many rows each station has on each day. */
    Map<String, Map<LocalDate, Long>> counts(Function<Map<String, String>, LocalDate> day) {
        Map<String, Map<LocalDate, Long>> counts = new HashMap<>();
        for (int at = 0; at < rows.size(); at++) {
            counts.computeIfAbsent(stations.get(at), station -> new TreeMap<>())
                    .merge(day.apply(rows.get(at)), 1L, Long::sum);
        }
        return counts;
    }
}
