package org.stationboard.engine;

import java.time.LocalDate;

/**
 * How far back cells are kept. Moves only forward, at day's turns, so that what was ignored when it was added is ignored
 * when it is taken back.
 *
 * @param day first local day kept
 * @param minute first epoch minute kept
 */
record Horizon(long day, long minute) {
    /** Before the first tick nothing has aged. */
    static final Horizon NONE = new Horizon(Long.MIN_VALUE, Long.MIN_VALUE);

    private static final int YEARS = 6;
    private static final int MINUTE_DAYS = 35;

    static Horizon of(long clockDay, LocalDays days) {
        long day = LocalDate.ofEpochDay(clockDay).minusYears(YEARS).toEpochDay();
        return new Horizon(day, days.startMinute(clockDay - MINUTE_DAYS));
    }

    boolean keeps(CellKind kind, long start) {
        return start >= (kind == CellKind.COUNT_MINUTE ? minute : day);
    }
}
