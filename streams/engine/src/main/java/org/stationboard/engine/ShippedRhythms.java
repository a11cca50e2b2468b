package org.stationboard.engine;

import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.Rhythms;

/** How long a feed may be silent where nobody has said otherwise. */
public final class ShippedRhythms {
    private ShippedRhythms() {}

    /** For every source: alarms 3 hours, disputes 2 days. */
    public static Rhythms shipped() {
        return Rhythms.newBuilder()
                .addRhythms(Rhythm.newBuilder().setFeed("alarm").setAllowedSilenceMinutes(180))
                .addRhythms(Rhythm.newBuilder().setFeed("dispute").setAllowedSilenceMinutes(2880))
                .build();
    }
}
