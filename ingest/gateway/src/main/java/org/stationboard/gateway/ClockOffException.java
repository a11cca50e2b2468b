package org.stationboard.gateway;

import java.time.Duration;
import java.time.Instant;

/** This machine's clock is not the brokers': a log keeper that went by it would write minutes that are not true. */
public final class ClockOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClockOffException(Instant machine, Instant brokers, Duration tolerance) {
        super("clock: " + machine + " (expected: within " + tolerance.toSeconds() + " s of the brokers' " + brokers
                + "; set this machine's clock)");
    }
}
