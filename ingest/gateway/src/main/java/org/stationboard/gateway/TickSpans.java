package org.stationboard.gateway;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.stationboard.contract.v1.Tick;

/**
 * Cuts the minutes of a gap into ticks: one range for each local day, none across a day's turn. A range may end with the
 * tick of 00:00, which closes its day. One thread.
 */
final class TickSpans {
    private final ZoneId zone;
    /** Epoch minutes of the turn last looked up, (previous, next]: most calls ask about the same day. */
    private long previousTurn = Long.MIN_VALUE;

    private long nextTurn = Long.MIN_VALUE;

    TickSpans(ZoneId zone) {
        this.zone = zone;
    }

    /** The tick that begins at a minute and reaches to another as far as the day allows. Both are epoch minutes. */
    Tick next(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException("from: " + from + " (expected: at most " + to + ")");
        }
        return Tick.newBuilder()
                .setFromMinute(from)
                .setMinute(Math.min(to, turnAtOrAfter(from)))
                .build();
    }

    private long turnAtOrAfter(long minute) {
        if (minute <= previousTurn || minute > nextTurn) {
            LocalDate day =
                    Instant.ofEpochSecond((minute - 1) * 60).atZone(zone).toLocalDate();
            previousTurn = startOf(day);
            nextTurn = startOf(day.plusDays(1));
        }
        return nextTurn;
    }

    /** The first minute tick of a day; where the zone's offset has seconds, the first whole minute in it. */
    private long startOf(LocalDate day) {
        return Math.floorDiv(day.atStartOfDay(zone).toEpochSecond() + 59, 60L);
    }
}
