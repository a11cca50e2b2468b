package org.stationboard.api.http;

import java.io.Serial;

/** A request that is answered with a problem. */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    /** With a detail in the form {@code name: value (expected: what)}. */
    public ProblemException(ProblemCode code, String detail) {
        super(detail);
        this.code = code;
    }

    public ProblemCode code() {
        return code;
    }
}
