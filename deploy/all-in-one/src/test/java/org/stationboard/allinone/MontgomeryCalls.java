package org.stationboard.allinone;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Montgomery's file says, read by plain loops: the time of each call and the time at which it came in. */
final class MontgomeryCalls {
    static final String FILE = "calls/montgomery-pa-911-2015-12_2016-08.csv.gz";
    static final int ALLOWED_SILENCE = 180;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Pattern EVENT = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}) @ ([0-9]{2}:[0-9]{2}:[0-9]{2})");
    private static final DateTimeFormatter ARRIVAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private MontgomeryCalls() {}

    /** The time inside the description; three rows have none. */
    static Optional<LocalDateTime> event(Map<String, String> row) {
        Matcher found = EVENT.matcher(PlainCsv.cell(row, "desc"));
        return found.find()
                ? Optional.of(LocalDateTime.parse(found.group(1) + 'T' + found.group(2)))
                : Optional.empty();
    }

    static LocalDateTime arrival(Map<String, String> row) {
        return LocalDateTime.parse(PlainCsv.cell(row, "timeStamp"), ARRIVAL);
    }

    /** The day of the call. */
    static LocalDate day(Map<String, String> row) {
        return event(row).orElseGet(() -> arrival(row)).toLocalDate();
    }

    /** Seconds from each call to its arrival, ascending; of rows that tell both. */
    static List<Long> lateness(List<Map<String, String>> rows) {
        return rows.stream()
                .flatMap(row -> event(row)
                        .map(event -> Duration.between(event, arrival(row)).toSeconds())
                        .stream())
                .sorted()
                .toList();
    }

    /** Epoch minute of a wall time. */
    static long minute(LocalDateTime wall) {
        return Math.floorDiv(wall.atZone(ZONE).toEpochSecond(), 60);
    }

    static Instant instant(LocalDateTime wall) {
        return wall.atZone(ZONE).toInstant();
    }

    /** Wall time of an epoch minute. */
    static String local(long minute) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(minute * 60), ZONE).toString();
    }
}
