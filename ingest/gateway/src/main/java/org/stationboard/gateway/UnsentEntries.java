package org.stationboard.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The entries of the quarantine that can be sent again and have not been: by place in the topic, with the time they came.
 * Safe for use by many threads.
 */
final class UnsentEntries {
    /** Age of the oldest one from which somebody should look. */
    static final Duration ALERT_AGE = Duration.ofHours(24);

    /** As long as the topic keeps them. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Clock clock;
    private final TreeMap<Long, Long> receivedAt = new TreeMap<>();

    UnsentEntries(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(long id, long at) {
        receivedAt.put(id, at);
    }

    synchronized void sent(long id) {
        receivedAt.remove(id);
    }

    synchronized boolean contains(long id) {
        forget();
        return receivedAt.containsKey(id);
    }

    synchronized int size() {
        forget();
        return receivedAt.size();
    }

    /** When the oldest one came, milliseconds since 1970. */
    synchronized OptionalLong oldestAt() {
        forget();
        Map.Entry<Long, Long> first = receivedAt.firstEntry();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.getValue());
    }

    /** Age of the oldest one by the machine's clock, whole seconds; 0 where there is none. */
    long oldestSeconds() {
        OptionalLong at = oldestAt();
        return at.isEmpty() ? 0 : Math.max(0, (clock.millis() - at.getAsLong()) / 1_000);
    }

    boolean alert() {
        return oldestSeconds() >= ALERT_AGE.toSeconds();
    }

    private void forget() {
        long limit = Instant.ofEpochMilli(clock.millis()).minus(KEPT).toEpochMilli();
        while (!receivedAt.isEmpty() && receivedAt.firstEntry().getValue() < limit) {
            receivedAt.pollFirstEntry();
        }
    }
}
