package org.stationboard.allinone;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Charlottesville's snapshots say, read by plain loops. */
final class CharlottesvilleCases {
    static final String FIRST = "charlottesville-reports-snapshot-2018-07-21.csv.gz";
    static final String SECOND = "charlottesville-reports-snapshot-2018-11-26.csv.gz";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss");

    private CharlottesvilleCases() {}

    /** The local day in Virginia. */
    static LocalDate day(Map<String, String> row) {
        return LocalDateTime.parse(PlainCsv.cell(row, "DateReported").substring(0, 19), TIME)
                .atOffset(ZoneOffset.UTC)
                .atZoneSameInstant(ZoneId.of("America/New_York"))
                .toLocalDate();
    }

    /** Of each incident its day. */
    static Map<String, LocalDate> days(List<Map<String, String>> rows) {
        Map<String, LocalDate> days = new HashMap<>();
        rows.forEach(row -> days.put(PlainCsv.cell(row, "IncidentID"), day(row)));
        return days;
    }
}
