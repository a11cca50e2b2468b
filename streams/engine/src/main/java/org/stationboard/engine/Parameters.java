package org.stationboard.engine;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What {@link Contributions} needs to know beside the record. Belongs to the engine's version: fixed for a log.
 *
 * @param zone the zone of local days
 * @param reopenedWithin how long after its conclusion a success may still be undone by a reopening, inclusive
 * @param dispatchWithin longest time from call to dispatch that is in time, inclusive
 * @param arrivalWithin longest time from call to arrival that is in time, inclusive
 * @param openCallDays days after which a call that its source never finished no longer stands open, at least 1
 */
public record Parameters(
        ZoneId zone, Duration reopenedWithin, Duration dispatchWithin, Duration arrivalWithin, int openCallDays) {
    /** Checks the days. */
    public Parameters {
        if (openCallDays < 1) {
            throw new IllegalArgumentException("openCallDays: " + openCallDays + " (expected: >= 1)");
        }
    }

    /** The parameters of this engine version: 30 days, 3 minutes, 15 minutes, 2 days. */
    public static Parameters of(ZoneId zone) {
        return new Parameters(zone, Duration.ofDays(30), Duration.ofMinutes(3), Duration.ofMinutes(15), 2);
    }

    long dispatchWithinSeconds() {
        return dispatchWithin.toSeconds();
    }

    long arrivalWithinSeconds() {
        return arrivalWithin.toSeconds();
    }
}
