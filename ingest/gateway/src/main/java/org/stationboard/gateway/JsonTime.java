package org.stationboard.gateway;

import com.google.protobuf.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Reads RFC 3339 times as canonical Protobuf JSON has them: {@code 2026-01-31T08:15:00.5Z} or with an offset, at most 9
 * decimals. By hand, since a record holds up to a dozen of them. Stateless.
 */
public final class JsonTime {
    private static final int SHORTEST = "2026-01-31T08:15:00Z".length();
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private JsonTime() {}

    /** The instant, or null where the text is no such time. */
    public static @Nullable Timestamp parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /** The instant, or null where the text is no such time. */
    public static @Nullable Timestamp parse(char[] text, int from, int length) {
        int end = from + length;
        if (length < SHORTEST
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':') {
            return null;
        }
        int year = number(text, from, 4);
        int month = number(text, from + 5, 2);
        int day = number(text, from + 8, 2);
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return null;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return null;
        }
        int at = from + 19;
        int nanos = 0;
        if (text[at] == '.') {
            int scale = 100_000_000;
            int first = ++at;
            while (at < end && Codes.digit(text[at])) {
                nanos += (text[at++] - '0') * scale;
                scale /= 10;
            }
            if (at == first || at - first > 9) {
                return null;
            }
        }
        int offset = offset(text, at, end);
        if (offset == Integer.MIN_VALUE) {
            return null;
        }
        long seconds = epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second - offset;
        return Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    }

    /** Seconds east of UTC, or the least integer where there is no offset to the text's end. */
    private static int offset(char[] text, int at, int end) {
        if (at == end - 1 && text[at] == 'Z') {
            return 0;
        }
        if (at != end - 6 || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    private static int number(char[] text, int from, int length) {
        int number = 0;
        for (int i = from; i < from + length; i++) {
            if (!Codes.digit(text[i])) {
                return -1;
            }
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    private static long epochDay(int year, int month, int day) {
        return java.time.LocalDate.of(year, month, day).toEpochDay();
    }
}
