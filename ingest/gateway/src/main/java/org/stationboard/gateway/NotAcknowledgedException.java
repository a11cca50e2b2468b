package org.stationboard.gateway;

import org.jspecify.annotations.Nullable;

/** Kafka did not acknowledge, or the log keeper is not at work: nothing is known to be written; send it again. */
public final class NotAcknowledgedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAcknowledgedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
