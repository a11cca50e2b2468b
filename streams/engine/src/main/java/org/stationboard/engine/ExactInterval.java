package org.stationboard.engine;

/**
 * Two-sided 99 % Clopper-Pearson interval of a proportion in parts per million, rounded outward.
 *
 * @param lowerPpm at most the exact lower bound
 * @param upperPpm at least the exact upper bound
 */
public record ExactInterval(long lowerPpm, long upperPpm) {
    /** One, in parts per million. */
    static final long ONE_PPM = 1_000_000;

    /** The interval after {@code n} successes among {@code d}; 0 to 1 where nothing was counted. */
    public static ExactInterval of(long n, long d) {
        throw new UnsupportedOperationException();
    }
}
