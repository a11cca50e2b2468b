package org.stationboard.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a notice has come with one receiver.
 *
 * @param attempts how often it was sent, successes included
 * @param next when it is tried again; null once nothing more is to be done
 * @param last when this was written down
 * @param fault why the last attempt failed, in our own words; empty where none did
 */
public record NoticeDelivery(
        String noticeId,
        String receiver,
        Outcome outcome,
        int attempts,
        @Nullable Instant next,
        Instant last,
        String fault) {
    /** What became of it. */
    public enum Outcome {
        /** The receiver has acknowledged it. */
        SENT,
        /** The receiver did not take it; it is tried again. */
        FAILED,
        /** Silenced: it waits until the silence ends. */
        SILENCED,
        /** A feed that the alert hangs on is silent: it waits until the feed is heard. */
        INHIBITED,
        /** The alert moved on before the notice could be sent, or its beginning was never told. */
        OVERTAKEN,
        /** Not for this receiver: its severity or level is another. */
        NOT_MEANT
    }

    public NoticeDelivery {
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: >= 0)");
        }
    }
}
