package org.stationboard.gateway;

import java.time.Instant;

/**
 * Where a replay is.
 *
 * @param read records read so far, the refused rows among them
 * @param reportedAt reporting time of the last record sent; the epoch before the first
 * @param note why it waits, or empty
 */
public record ReplayProgress(long read, long accepted, long refused, Instant reportedAt, String note) {}
