package org.stationboard.gateway;

import org.jspecify.annotations.Nullable;

/** A replay that cannot go on: the gateway refuses the clock, or does not answer for longer than the patience. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
