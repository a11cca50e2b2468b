package org.stationboard.engine;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What {@link Contributions} needs to know beside the record. Belongs to the engine's version: fixed for a log.
 *
 * @param zone the zone of local days
 * @param reopenedWithin how long after its conclusion a success may still be undone by a reopening, inclusive
 */
public record Parameters(ZoneId zone, Duration reopenedWithin) {
    /** The parameters of this engine version: 30 days. */
    public static Parameters of(ZoneId zone) {
        return new Parameters(zone, Duration.ofDays(30));
    }
}
