package org.stationboard.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Nantong's districts and streets of the test data as a bureau would write them down; skipped aloud without the data. */
final class NantongFiles {
    /** Rows that are farms, hospitals or zones and no street or town. */
    private static final Pattern NO_STATION = Pattern.compile(".*(农场|医院|园区|工业区|产业园|开发区|原种场|良种场|渔场|盐场).*");

    private NantongFiles() {}

    static List<String[]> rows(String file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        String text = Files.readString(RepositoryFiles.testDataOrSkip().resolve("geo/" + file), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(line.split(",", -1));
        }
        return rows;
    }

    static boolean station(String streetName) {
        return !NO_STATION.matcher(streetName).matches();
    }

    /** The register file: the city, its districts, and a station for every street or town, the log key the district's. */
    static String register(boolean everyRow) throws IOException {
        StringBuilder csv = new StringBuilder(String.join(",", RegisterRows.COLUMNS)).append('\n');
        csv.append("3206,南通市,Nantong,city,,320612,,0,0,2000-01-01,\n");
        for (String[] area : rows("nantong-areas.csv")) {
            csv.append(String.join(
                            ",", area[0], area[1], "", "county", "3206", area[0], "", "0", "0", "2000-01-01", ""))
                    .append('\n');
        }
        for (String[] street : rows("nantong-streets.csv")) {
            if (everyRow || station(street[1])) {
                String kind = street[1].endsWith("街道") ? "urban" : street[1].endsWith("镇") ? "town" : "rural";
                csv.append(String.join(
                                ",",
                                street[0],
                                street[1],
                                "",
                                "station",
                                street[2],
                                street[2],
                                kind,
                                "0",
                                "0",
                                "2000-01-01",
                                ""))
                        .append('\n');
            }
        }
        return csv.toString();
    }
}
