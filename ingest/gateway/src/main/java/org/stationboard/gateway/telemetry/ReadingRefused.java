package org.stationboard.gateway.telemetry;

import org.stationboard.contract.Reject;
import org.stationboard.gateway.Refusal;

/** Carries a {@link Refusal} out of reading or checking one reading; has no stack trace: refusals are daily work. */
final class ReadingRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    ReadingRefused(Reject reason, String field, String expected) {
        super(reason + " " + field, null, false, false);
        this.refusal = new Refusal(reason, field, expected);
    }

    static ReadingRefused malformed(String field, String expected) {
        return new ReadingRefused(Reject.MALFORMED, field, expected);
    }

    Refusal refusal() {
        return refusal;
    }
}
