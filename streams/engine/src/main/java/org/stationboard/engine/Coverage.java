package org.stationboard.engine;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Interval;

/**
 * How far the feeds of a log key cover a window.
 *
 * @param known whether any source has ever fed it
 * @param holes spans of whole local days in the window for which no source gives its word, in order
 */
public record Coverage(boolean known, List<Days> holes) {
    /** Copies the list. */
    public Coverage {
        holes = List.copyOf(holes);
    }

    /**
     * How far one log key's sources of a feed, as they were published, cover the local days from and to, epoch days and both
     * inclusive: what a verdict on these days goes by.
     */
    public static Coverage of(Collection<FeedState> sources, long from, long to, ZoneId zone) {
        return of(!sources.isEmpty(), union(sources), from, to, new LocalDays(zone));
    }

    /** What the sources give their word for; one that never marks does so from its first record on. */
    static Spans union(Collection<FeedState> sources) {
        Spans union = new Spans(List.of());
        for (FeedState source : sources) {
            if (!source.getMarks() && source.getRecords() > 0) {
                union.add(source.getFirstReported(), Long.MAX_VALUE);
            }
            for (Interval span : source.getCoveredList()) {
                union.add(span.getFrom(), span.getTo());
            }
        }
        return union;
    }

    /**
     * How far a union of spans covers the local days from and to, both inclusive. A day that any span touches is covered,
     * and what follows the last span is not a hole: it is left to staleness.
     */
    static Coverage of(boolean known, Spans union, long from, long to, LocalDays days) {
        List<Days> holes = new ArrayList<>(0);
        long firstUncovered = from;
        for (Spans.Span span : union.all()) {
            addHole(holes, firstUncovered, Math.min(to, days.ofMinute(span.from()) - 1));
            firstUncovered = Math.max(from, firstWholeDayFrom(span.to(), days));
        }
        if (union.all().isEmpty()) {
            addHole(holes, from, to);
        }
        return new Coverage(known, holes);
    }

    /** The same from a later day on. */
    Coverage within(long from) {
        List<Days> later = new ArrayList<>(0);
        for (Days hole : holes) {
            addHole(later, Math.max(hole.from(), from), hole.to());
        }
        return new Coverage(known, later);
    }

    private static long firstWholeDayFrom(long minute, LocalDays days) {
        if (minute == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long day = days.ofMinute(minute);
        return days.startMinute(day) == minute ? day : day + 1;
    }

    private static void addHole(List<Days> holes, long from, long to) {
        if (from <= to) {
            holes.add(new Days(from, to));
        }
    }

    /** Whether a source is known and every day from and to, both inclusive, is covered. */
    public boolean covers(long from, long to) {
        return known && holes.stream().noneMatch(hole -> hole.from() <= to && hole.to() >= from);
    }

    /** Whether a source is known and no whole day is without cover. */
    public boolean complete() {
        return known && holes.isEmpty();
    }

    /** Local days as epoch days, both inclusive. */
    public record Days(long from, long to) {}
}
