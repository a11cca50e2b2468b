package org.stationboard.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A draft of the rules and what became of it.
 *
 * @param digest SHA-256 over its text, hex
 * @param baseDigest of the rules it was drafted on
 * @param text a catalogue in YAML, whole
 * @param at by the machine's clock, as all times here
 * @param decision null while nobody has decided
 */
public record RuleDraft(
        String id,
        String digest,
        String baseDigest,
        String text,
        String reason,
        Author author,
        Instant at,
        @Nullable Decision decision) {

    /**
     * What a person made of it.
     *
     * @param backtest number of the one it was approved on; null where it was declined
     * @param live when it was written into the log; null where it was declined or has still to be
     */
    public record Decision(
            boolean approved,
            @Nullable Long backtest,
            String reason,
            Author author,
            Instant at,
            @Nullable Instant live) {
        /** Only an approval names a backtest. */
        public Decision {
            if (approved != (backtest != null)) {
                throw new IllegalArgumentException("backtest: " + backtest + " (expected: with an approval alone)");
            }
        }
    }
}
