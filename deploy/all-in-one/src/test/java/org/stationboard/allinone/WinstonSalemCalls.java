package org.stationboard.allinone;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Winston-Salem's file says, read by a plain loop.
 *
 * @param days calls by day
 * @param types the same of each type, by its code
 */
record WinstonSalemCalls(Map<LocalDate, Long> days, Map<String, Map<LocalDate, Long>> types) {
    static final String FILE = "winston-salem-calls-2017-09_2018-12.csv.gz";
    static final int ROWS = 189_932;

    private static final Pattern TYPE = Pattern.compile("^ {6}\"([^\"]+)\": \\[([a-z0-9-]+),", Pattern.MULTILINE);

    static WinstonSalemCalls of(List<Map<String, String>> rows) throws IOException {
        Map<String, String> codes = codes();
        Map<LocalDate, Long> days = new TreeMap<>();
        Map<String, Map<LocalDate, Long>> types = new TreeMap<>();
        for (Map<String, String> row : rows) {
            LocalDate day = day(row);
            days.merge(day, 1L, Long::sum);
            String type = PlainCsv.cell(row, "call_type").replaceAll("\\s+", " ");
            types.computeIfAbsent(codes.getOrDefault(type, "other"), code -> new TreeMap<>())
                    .merge(day, 1L, Long::sum);
        }
        return new WinstonSalemCalls(days, types);
    }

    static LocalDate day(Map<String, String> row) {
        return LocalDate.parse(PlainCsv.cell(row, "incident_date_time").substring(0, 10));
    }

    /** Types and their codes, as the mapping's text lists them. */
    private static Map<String, String> codes() throws IOException {
        Map<String, String> codes = new HashMap<>();
        Matcher found = TYPE.matcher(RealRecords.text(RealRecords.DEMO_DATA.resolve("mappings/winston-salem.yaml")));
        while (found.find()) {
            codes.put(found.group(1), found.group(2));
        }
        return codes;
    }
}
