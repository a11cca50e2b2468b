package org.stationboard.streams.verify;

/** Verifying is not possible: a topic is missing, a log does not begin at its beginning, or nobody answers. */
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what was found and what is expected */
    public VerificationException(String message) {
        super(message);
    }

    /** @param message what was found and what is expected */
    public VerificationException(String message, Throwable cause) {
        super(message, cause);
    }
}
