package org.stationboard.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of the stored log under a draft, beside the rules in force.
 *
 * @param number by which it is named
 * @param baseDigest of the rules in force that it ran beside
 * @param fromDay first day whose alerts were asked for, epoch day
 * @param toDay the last
 * @param ended null while it runs
 * @param fault why it has no report; null while it runs and where it has one
 * @param report what it found, in JSON; null while it runs and where it failed
 */
public record RuleBacktest(
        long number,
        String draftId,
        String baseDigest,
        long fromDay,
        long toDay,
        Author author,
        Instant started,
        @Nullable Instant ended,
        @Nullable String fault,
        @Nullable String report) {
    /** Whether it ended with a report. */
    public boolean whole() {
        return report != null;
    }
}
