package org.stationboard.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A union of half-open spans of epoch minutes, kept apart from each other and in order. Mutable; not thread-safe. */
final class Spans {
    private final List<Span> spans;

    Spans(List<Span> spans) {
        this.spans = new ArrayList<>(spans);
    }

    /** Adds a span; says whether the union has grown. */
    boolean add(long from, long to) {
        if (from >= to || holds(from, to)) {
            return false;
        }
        long joinedFrom = from;
        long joinedTo = to;
        int at = 0;
        while (at < spans.size()) {
            Span span = spans.get(at);
            if (span.to() < joinedFrom || span.from() > joinedTo) {
                at++;
                continue;
            }
            joinedFrom = Math.min(joinedFrom, span.from());
            joinedTo = Math.max(joinedTo, span.to());
            spans.remove(at);
        }
        Span joined = new Span(joinedFrom, joinedTo);
        int place = Collections.binarySearch(spans, joined);
        spans.add(-place - 1, joined);
        return true;
    }

    List<Span> all() {
        return Collections.unmodifiableList(spans);
    }

    private boolean holds(long from, long to) {
        return spans.stream().anyMatch(span -> span.from() <= from && to <= span.to());
    }

    /** From inclusive, to exclusive. */
    record Span(long from, long to) implements Comparable<Span> {
        @Override
        public int compareTo(Span other) {
            return Long.compare(from, other.from);
        }
    }
}
