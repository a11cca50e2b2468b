package org.stationboard.api.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Interval;

/** The newest state of each feed, by source, feed and log key. */
final class Feeds {
    private record Name(String source, String feed) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : feed.compareTo(other.feed);
        }
    }

    private final Map<Name, Map<String, FeedState>> states = new TreeMap<>();

    void put(FeedState state) {
        states.computeIfAbsent(new Name(state.getSource(), state.getFeed()), ignored -> new TreeMap<>())
                .put(state.getLogKey(), state);
    }

    /**
     * The state of every feed for every one of the log keys, in their order. A feed that is heard elsewhere and never
     * here is a row too, without records: its silence is not zero.
     */
    List<FeedState> of(Collection<String> logKeys) {
        List<FeedState> rows = new ArrayList<>();
        for (String logKey : logKeys) {
            states.forEach((name, byLogKey) -> {
                FeedState state = byLogKey.get(logKey);
                rows.add(state != null ? state : neverHeard(name, logKey));
            });
        }
        return rows;
    }

    /** Whether any source's feed of that body covers a part of [from, to) for any of the log keys; epoch minutes. */
    boolean cover(String feed, Collection<String> logKeys, long from, long to) {
        for (Map.Entry<Name, Map<String, FeedState>> entry : states.entrySet()) {
            if (!entry.getKey().feed().equals(feed)) {
                continue;
            }
            for (String logKey : logKeys) {
                if (covers(entry.getValue().get(logKey), from, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Sources heard so far. */
    SortedSet<String> sources() {
        SortedSet<String> sources = new TreeSet<>();
        states.keySet().forEach(name -> sources.add(name.source()));
        return sources;
    }

    private static boolean covers(@Nullable FeedState state, long from, long to) {
        if (state == null || (state.getRecords() == 0 && state.getCoveredCount() == 0)) {
            return false;
        }
        if (!state.getMarks()) {
            // Without marks it is covered from its first record on, until it falls silent.
            return state.getFirstReported() < to && (!state.getStale() || state.getLastHeard() > from);
        }
        for (Interval interval : state.getCoveredList()) {
            if (interval.getFrom() < to && interval.getTo() > from) {
                return true;
            }
        }
        return false;
    }

    private static FeedState neverHeard(Name name, String logKey) {
        return FeedState.newBuilder()
                .setSource(name.source())
                .setFeed(name.feed())
                .setLogKey(logKey)
                .build();
    }
}
