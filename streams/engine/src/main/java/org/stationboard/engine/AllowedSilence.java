package org.stationboard.engine;

import org.stationboard.contract.v1.Rhythm;

/**
 * How long a feed may be silent, counted in minutes it is open.
 *
 * @param minutes allowed silence; {@link #WITHOUT_LIMIT} for a feed that is never stale
 * @param openFrom local minute after midnight it opens
 * @param openTo local minute it closes, exclusive, 1440 the day's end; below {@code openFrom} on the next day, equal where
 *     it never closes
 */
record AllowedSilence(long minutes, int openFrom, int openTo) {
    static final AllowedSilence WITHOUT_LIMIT = new AllowedSilence(Long.MAX_VALUE, 0, 0);

    private static final int DAY = 1440;

    static AllowedSilence of(Rhythm rhythm) {
        boolean hours = withinADay(rhythm.getOpenFrom()) && withinADay(rhythm.getOpenTo());
        return new AllowedSilence(
                rhythm.getAllowedSilenceMinutes(), hours ? rhythm.getOpenFrom() : 0, hours ? rhythm.getOpenTo() : 0);
    }

    boolean alwaysOpen() {
        return openFrom == openTo;
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
            long opens = Math.max(days.startMinute(day) + openFrom, since + 1);
            long closes = days.startMinute(openTo < openFrom ? day + 1 : day) + openTo;
            long open = Math.max(0, closes - opens);
            if (left <= open) {
                return opens + left - 1;
            }
            left -= open;
            day++;
        }
    }

    private static boolean withinADay(int minute) {
        return minute >= 0 && minute <= DAY;
    }
}
