package org.stationboard.streams;

import java.util.Locale;

/** Says every ten seconds how far a run is, by a line the bench shows. */
final class BenchProgress {
    private static final long EVERY_NANOS = 10_000_000_000L;

    private final long began = System.nanoTime();
    private long told = began;

    /** @param taken records taken so far */
    void tell(long taken) {
        long now = System.nanoTime();
        if (now - told >= EVERY_NANOS) {
            told = now;
            System.out.printf(Locale.ROOT, "  %,d records after %.0f s%n", taken, (now - began) / 1e9);
        }
    }
}
