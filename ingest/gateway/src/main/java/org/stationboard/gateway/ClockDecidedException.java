package org.stationboard.gateway;

import org.stationboard.contract.v1.ClockMode;

/** The log's clock is decided already: {@code wall} for ever, or {@code log} until it is told {@code wall}. */
public final class ClockDecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClockDecidedException(ClockMode decided, ClockMode wanted) {
        super("mode: " + wanted + " (expected: " + decided + ", as decided)");
    }
}
