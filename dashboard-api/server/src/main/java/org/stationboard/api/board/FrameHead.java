package org.stationboard.api.board;

import org.jspecify.annotations.Nullable;

/**
 * What every frame says of the product itself; all ages are in milliseconds at the time {@code at}.
 *
 * @param id rises by one with each frame
 * @param mode {@code undecided}, {@code wall} or {@code log}
 * @param tick the newest tick that all partitions have completed
 * @param tickAgeMs age of that tick by the machine's clock; null without a tick
 * @param pulseAgeMs age of the oldest partition's newest pulse; null while a partition has none
 * @param lagMs the engine's lag behind the log; null while it has said nothing
 */
public record FrameHead(
        long id,
        String at,
        String mode,
        @Nullable String tick,
        @Nullable Long tickAgeMs,
        @Nullable Long pulseAgeMs,
        @Nullable Long lagMs,
        boolean historyLoading) {}
