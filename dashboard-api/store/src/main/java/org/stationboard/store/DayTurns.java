package org.stationboard.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Day's turns of the log's zone: the epoch minutes at which a local day begins. For one thread: it remembers one day. */
final class DayTurns {
    private final ZoneId zone;
    /** A turn and the one before it; every tick in (before, turn] belongs to it. */
    private int before = 1;

    private int turn;

    DayTurns(ZoneId zone) {
        this.zone = zone;
    }

    /** The first turn at or after a tick: what is known at the tick is known at that turn. */
    int atOrAfter(int tick) {
        if (tick <= before || tick > turn) {
            LocalDate day = Instant.ofEpochSecond((tick - 1) * 60L).atZone(zone).toLocalDate();
            before = minute(day);
            turn = minute(day.plusDays(1));
        }
        return turn;
    }

    boolean isTurn(int tick) {
        return atOrAfter(tick) == tick;
    }

    private int minute(LocalDate day) {
        return Math.toIntExact(day.atStartOfDay(zone).toEpochSecond() / 60);
    }
}
