package org.stationboard.allinone;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Chicago's file says, read by a plain loop.
 *
 * @param opened cases by day
 * @param solved of each day those with an arrest, of all
 * @param thefts by day
 */
record ChicagoCases(Map<LocalDate, Long> opened, Map<LocalDate, List<Long>> solved, Map<LocalDate, Long> thefts) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/uuuu H:mm");

    static ChicagoCases of(List<Map<String, String>> rows) {
        Map<LocalDate, Long> opened = new TreeMap<>();
        Map<LocalDate, List<Long>> solved = new TreeMap<>();
        Map<LocalDate, Long> thefts = new TreeMap<>();
        for (Map<String, String> row : rows) {
            LocalDate day = day(row);
            long one = PlainCsv.cell(row, "arrest").equals("TRUE") ? 1 : 0;
            opened.merge(day, 1L, Long::sum);
            solved.merge(day, List.of(one, 1L), (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
            if (PlainCsv.cell(row, "primary_type").equals("THEFT")) {
                thefts.merge(day, 1L, Long::sum);
            }
        }
        return new ChicagoCases(opened, solved, thefts);
    }

    static LocalDate updated(Map<String, String> row) {
        return LocalDate.parse(PlainCsv.cell(row, "updated_on"), TIME);
    }

    static LocalDate day(Map<String, String> row) {
        return LocalDate.parse(PlainCsv.cell(row, "date"), TIME);
    }
}
