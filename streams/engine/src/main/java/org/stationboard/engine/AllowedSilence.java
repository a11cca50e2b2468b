package org.stationboard.engine;

import org.stationboard.contract.v1.Rhythm;

/**
 * How long a feed may be silent, counted in minutes it is open.
 *
 * @param minutes allowed silence; {@link #WITHOUT_LIMIT} for a feed that is never stale
 * @param openFrom local minute after midnight it opens
 * @param openTo local minute it closes, exclusive, 1440 the day's end; below {@code openFrom} on the next day, equal where
 *     it is open all day
 * @param openDays days of the week it opens on, a bit each from 1 for Monday to 64 for Sunday; never none
 */
record AllowedSilence(long minutes, int openFrom, int openTo, int openDays) {
    private static final int DAY = 1440;
    private static final int WEEK = 7;
    private static final int EVERY_DAY = (1 << WEEK) - 1;
    /** 1970-01-01 was a Thursday. */
    private static final int FIRST_WEEKDAY = 3;
    /** Ten years: counted hour by hour, a longer one would hold up the log. */
    private static final long LONGEST = 3_653L * DAY;

    static final AllowedSilence WITHOUT_LIMIT = new AllowedSilence(Long.MAX_VALUE, 0, 0, EVERY_DAY);

    static AllowedSilence of(Rhythm rhythm) {
        long minutes = rhythm.getAllowedSilenceMinutes();
        // 24:00 and 00:00 are one time of day: a feed that opens at one and closes at the other is open all day.
        boolean hours = withinADay(rhythm.getOpenFrom())
                && withinADay(rhythm.getOpenTo())
                && rhythm.getOpenFrom() % DAY != rhythm.getOpenTo() % DAY;
        int days = rhythm.getOpenDays() & EVERY_DAY;
        return new AllowedSilence(
                minutes > LONGEST ? WITHOUT_LIMIT.minutes : minutes,
                hours ? rhythm.getOpenFrom() : 0,
                hours ? rhythm.getOpenTo() : 0,
                days == 0 ? EVERY_DAY : days);
    }

    boolean alwaysOpen() {
        return openFrom == openTo && openDays == EVERY_DAY;
    }

    /** The first minute at which silence since this one has lasted too long; {@link Long#MAX_VALUE} where it never has. */
    long overFrom(long since, LocalDays days) {
        if (minutes == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        if (alwaysOpen()) {
            return since + minutes + 1;
        }
        long left = minutes + 1;
        // Yesterday's opening may reach into today.
        long day = days.ofMinute(since) - 1;
        while (true) {
            long opens = Math.max(opens(day, days), since + 1);
            long open = Math.max(0, closes(day, days) - opens);
            if (left <= open) {
                return opens + left - 1;
            }
            left -= open;
            day++;
        }
    }

    private long opens(long day, LocalDays days) {
        return openFrom == openTo ? days.startMinute(day) : days.startMinute(day) + openFrom;
    }

    /** Before it opens on a day of the week on which it stays closed. */
    private long closes(long day, LocalDays days) {
        boolean opens = (openDays >> Math.floorMod(day + FIRST_WEEKDAY, WEEK) & 1) == 1;
        if (!opens) {
            return Long.MIN_VALUE / 2;
        }
        if (openFrom == openTo) {
            return days.startMinute(day + 1);
        }
        return days.startMinute(openTo < openFrom ? day + 1 : day) + openTo;
    }

    private static boolean withinADay(int minute) {
        return minute >= 0 && minute <= DAY;
    }
}
