package org.stationboard.streams.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a verification found: how many values were equal by where they stand, and the differences. One thread. */
public final class Findings {
    /** So many differences are kept to be read; all are counted. */
    private static final int MOST_KEPT = 100;

    private final Map<String, Long> equal = new TreeMap<>();
    private final Map<String, Long> newer = new TreeMap<>();
    private final List<Difference> kept = new ArrayList<>();
    private long differences;

    /** Values of a topic or table that are as recomputed. */
    public void equal(String where, long count) {
        equal.merge(where, count, Long::sum);
    }

    /** Values that rest on records after the place up to which was verified. */
    public void newer(String where, long count) {
        newer.merge(where, count, Long::sum);
    }

    public void different(Difference difference) {
        differences++;
        if (kept.size() < MOST_KEPT) {
            kept.add(difference);
        }
    }

    /** Equal values by where they stand. */
    public Map<String, Long> equal() {
        return Map.copyOf(equal);
    }

    /** Values newer than what was verified, by where they stand. */
    public Map<String, Long> newer() {
        return Map.copyOf(newer);
    }

    /** The first hundred. */
    public List<Difference> differences() {
        return List.copyOf(kept);
    }

    /** How many there are in all. */
    public long count() {
        return differences;
    }
}
