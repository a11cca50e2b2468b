package org.stationboard.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The entries of the quarantine that can be sent again and have not been: by place in the topic, with the time they came.
 * Bounded: where there are more, the newest are kept, and of the others only when the oldest came. It knows which places
 * it can speak of: a start fills it backwards. Safe for use by many threads.
 */
final class UnsentEntries {
    /** Age of the oldest one from which somebody should look. */
    static final Duration ALERT_AGE = Duration.ofHours(24);

    /** Some 20 MB; whoever lets so many wait sends them again in several goes. */
    static final int MOST = 200_000;

    /** As long as the topic keeps them. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Clock clock;
    private final int most;
    private final TreeMap<Long, Long> receivedAt = new TreeMap<>();
    /** Sent again, as far as is known while the topic is looked through: their notes come before their entries. */
    private final Set<Long> settled = new HashSet<>();

    private boolean looking;
    private long knownFrom;
    private long oldestDropped = Long.MAX_VALUE;

    UnsentEntries(Clock clock) {
        this(clock, MOST);
    }

    UnsentEntries(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** The topic is looked through from here back; what comes from now on is added as it comes. */
    synchronized void beginLooking(long end) {
        knownFrom = Math.max(knownFrom, receivedAt.isEmpty() ? end : receivedAt.firstKey());
        looking = true;
        oldestDropped = Long.MAX_VALUE;
    }

    /** Found on the way back. */
    synchronized void found(long id, long at) {
        lookedFrom(id);
        if (!settled.contains(id)) {
            add(id, at);
        }
    }

    /** Everything from this place on was looked at. */
    synchronized void lookedFrom(long id) {
        if (oldestDropped == Long.MAX_VALUE) {
            knownFrom = Math.min(knownFrom, id);
        }
    }

    /** The topic was looked through to its begin. */
    synchronized void endLooking() {
        lookedFrom(0);
        looking = false;
        settled.clear();
    }

    synchronized void add(long id, long at) {
        receivedAt.put(id, at);
        if (receivedAt.size() > most) {
            Map.Entry<Long, Long> oldest = receivedAt.pollFirstEntry();
            oldestDropped = Math.min(oldestDropped, oldest.getValue());
            knownFrom = Math.max(knownFrom, oldest.getKey() + 1);
        }
    }

    synchronized void sent(long id) {
        receivedAt.remove(id);
        if (looking) {
            settled.add(id);
        }
    }

    synchronized boolean contains(long id) {
        forget();
        return receivedAt.containsKey(id);
    }

    /** Whether it can be told of an entry at this place if it waits. */
    synchronized boolean knows(long id) {
        return id >= knownFrom;
    }

    /** Whether there are none but these. */
    synchronized boolean complete() {
        forget();
        return !looking && oldestDropped == Long.MAX_VALUE;
    }

    /** Whether there is room for older ones that were dropped. */
    synchronized boolean shouldLookAgain() {
        return !looking && !complete() && receivedAt.size() < most / 2;
    }

    synchronized int size() {
        forget();
        return receivedAt.size();
    }

    /** Place of the first one; empty where none waits. */
    synchronized OptionalLong firstId() {
        forget();
        return receivedAt.isEmpty() ? OptionalLong.empty() : OptionalLong.of(receivedAt.firstKey());
    }

    /** When the oldest one came, milliseconds since 1970. */
    synchronized OptionalLong oldestAt() {
        forget();
        long first =
                receivedAt.isEmpty() ? Long.MAX_VALUE : receivedAt.firstEntry().getValue();
        long oldest = Math.min(first, oldestDropped);
        return oldest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(oldest);
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
        if (oldestDropped < limit) {
            // Of those that were dropped with it nobody knows when they came; the oldest one left stands for them.
            oldestDropped = receivedAt.isEmpty()
                    ? Long.MAX_VALUE
                    : receivedAt.firstEntry().getValue();
        }
    }
}
