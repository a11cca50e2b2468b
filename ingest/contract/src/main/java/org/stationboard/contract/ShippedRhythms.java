package org.stationboard.contract;

import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.Rhythms;

/**
 * How long a feed may be silent where nobody has said otherwise: what the log keeper writes into a new log, and what an
 * engine goes by before it has read that. Immutable; safe to share.
 */
public final class ShippedRhythms {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private static final Rhythms SHIPPED = Rhythms.newBuilder()
            .addRhythms(of("alarm", 3 * HOUR))
            .addRhythms(of("dispute", 2 * DAY))
            .addRhythms(of("case", 2 * DAY))
            .addRhythms(of("visit", 4 * DAY))
            .addRhythms(of("inspection", 7 * DAY))
            .addRhythms(of("custody", 2 * DAY))
            .addRhythms(of("duty", DAY + 2 * HOUR))
            .addRhythms(of("service", 4 * DAY))
            .addRhythms(of("information-check", 35 * DAY))
            .addRhythms(of("device-summary", HOUR))
            .build();

    private ShippedRhythms() {}

    /**
     * For every source, always open. Feeds whose silence is good news (graded events, awards), and reported figures,
     * which are overdue by their standard's own cadence, have none and are never stale.
     */
    public static Rhythms shipped() {
        return SHIPPED;
    }

    private static Rhythm of(String feed, int minutes) {
        return Rhythm.newBuilder()
                .setFeed(feed)
                .setAllowedSilenceMinutes(minutes)
                .build();
    }
}
