package org.stationboard.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time of a mapping: the column it stands in and how to read it.
 *
 * @param find the part of a value that is the time: its first match; null for the whole value
 * @param zone of wall times, and of the days that are added to it
 * @param wall where an instant's wall time is read, to be the same wall time in {@code zone}; null to keep the instant
 * @param spread of dates without a time of day
 * @param otherwise name of the time that stands in where this one is absent
 */
record MappedTime(
        String name,
        String column,
        @Nullable Pattern find,
        List<DateTimeFormatter> formats,
        ZoneId zone,
        @Nullable ZoneId wall,
        @Nullable Spread spread,
        Optional<String> otherwise) {

    /**
     * A time of day that looks lived-in and is always the same: a hash of the record's id and the time's name, in
     * [from, to).
     */
    record Spread(LocalTime from, LocalTime to) {
        Spread {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("spread: " + from + " to " + to + " (expected: from before to)");
            }
        }

        LocalDateTime on(LocalDate day, String recordId, String timeName) {
            byte[] hash = PassedOver.sha256().digest((recordId + '|' + timeName).getBytes(StandardCharsets.UTF_8));
            long seconds = (long) to.toSecondOfDay() - from.toSecondOfDay();
            return day.atTime(from)
                    .plusSeconds(Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), seconds));
        }
    }

    /**
     * The instant that a value means, in the zone; null where it holds none. Throws {@link DateTimeException} where no
     * format fits.
     */
    @Nullable
    ZonedDateTime read(String value, String recordId) {
        if (find == null) {
            return value.isEmpty() ? null : parsed(value, recordId);
        }
        Matcher found = find.matcher(value);
        return found.find() ? parsed(found.group(), recordId) : null;
    }

    private ZonedDateTime parsed(String value, String recordId) {
        for (DateTimeFormatter format : formats) {
            ZonedDateTime read;
            try {
                read = of(format.parse(value), recordId);
            } catch (DateTimeException e) {
                continue;
            }
            if (read != null) {
                return read;
            }
        }
        throw new DateTimeException("times." + name + ": no format fits");
    }

    /** Asks for what is there instead of trying: a trial that fails costs an exception for each row of a file. */
    private @Nullable ZonedDateTime of(TemporalAccessor parsed, String recordId) {
        LocalDate day = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (day == null) {
            return null;
        }
        if (time == null) {
            return spread == null ? null : spread.on(day, recordId, name).atZone(zone);
        }
        if (parsed.query(TemporalQueries.zone()) == null) {
            return day.atTime(time).atZone(zone);
        }
        ZonedDateTime instant = ZonedDateTime.from(parsed);
        return wall == null
                ? instant.withZoneSameInstant(zone)
                : instant.withZoneSameInstant(wall).withZoneSameLocal(zone);
    }

    /** Whether a pattern gives a date without a time of day. */
    static boolean dateOnly(DateTimeFormatter format) {
        ZonedDateTime sample = ZonedDateTime.of(2014, 10, 22, 13, 14, 15, 0, ZoneId.of("UTC"));
        TemporalAccessor parsed =
                format.parseBest(format.format(sample), ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
        return parsed instanceof LocalDate;
    }
}
