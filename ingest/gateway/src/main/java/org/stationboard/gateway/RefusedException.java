package org.stationboard.gateway;

import org.stationboard.contract.Reject;

/** Carries a {@link Refusal} out of reading or checking one record; has no stack trace, since refusals are daily work. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.reason() + " " + refusal.field(), null, false, false);
        this.refusal = refusal;
    }

    static RefusedException malformed(String field, String expected) {
        return new RefusedException(new Refusal(Reject.MALFORMED, field, expected));
    }

    Refusal refusal() {
        return refusal;
    }
}
