package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a feed's marks said they hold. The last word about a span stands: a mark takes out those it overlaps. Marks that
 * touch and together fill whole local days are joined; only what fills whole days can be compared with what came, because
 * that is counted by days. The oldest are let go. Times are epoch minutes, spans half open. Mutable; not thread-safe.
 */
final class Announcements {
    private static final int WHOLE_DAYS = 64;
    /** Parts of days wait to be filled up; a source that never fills one does not pile them up. */
    private static final int PARTS = 2 * 1440;

    private final LocalDays days;
    private final NavigableMap<Long, Span> spans = new TreeMap<>();

    Announcements(LocalDays days) {
        this.days = days;
    }

    void add(long from, long to, long versions) {
        takeOutOverlapping(from, to);
        spans.put(from, new Span(from, to, versions));
        joinAround(from);
        dropOldest(true, WHOLE_DAYS);
        dropOldest(false, PARTS);
    }

    /** The spans of whole local days, in order. */
    List<Span> wholeDays() {
        return spans.values().stream().filter(this::wholeDays).toList();
    }

    void write(ByteWriter writer) {
        writer.varint(spans.size());
        spans.values()
                .forEach(span -> writer.varint(span.from()).varint(span.to()).varint(span.versions()));
    }

    void read(ByteReader reader) {
        long size = reader.varint();
        for (long i = 0; i < size; i++) {
            Span span = new Span(reader.varint(), reader.varint(), reader.varint());
            spans.put(span.from(), span);
        }
    }

    private void takeOutOverlapping(long from, long to) {
        spans.values().removeIf(span -> span.from() < to && span.to() > from);
    }

    /** Joins the parts of a day that touch, once they reach from a midnight to a midnight. */
    private void joinAround(long from) {
        List<Span> parts = new ArrayList<>();
        Span part = spans.get(from);
        while (part != null && !midnight(part.from())) {
            Map.Entry<Long, Span> before = spans.lowerEntry(part.from());
            part = before != null && before.getValue().to() == part.from() ? before.getValue() : null;
        }
        while (part != null) {
            parts.add(part);
            if (midnight(part.to())) {
                join(parts);
                return;
            }
            part = spans.get(part.to());
        }
    }

    private void join(List<Span> parts) {
        if (parts.size() == 1) {
            return;
        }
        parts.forEach(part -> spans.remove(part.from()));
        long from = parts.get(0).from();
        long to = parts.get(parts.size() - 1).to();
        spans.put(
                from,
                new Span(from, to, parts.stream().mapToLong(Span::versions).sum()));
    }

    private void dropOldest(boolean whole, int kept) {
        List<Span> found =
                spans.values().stream().filter(span -> wholeDays(span) == whole).toList();
        for (int i = 0; i < found.size() - kept; i++) {
            spans.remove(found.get(i).from());
        }
    }

    private boolean wholeDays(Span span) {
        return midnight(span.from()) && midnight(span.to());
    }

    private boolean midnight(long minute) {
        return days.startMinute(days.ofMinute(minute)) == minute;
    }

    /** From inclusive, to exclusive, and how many versions were reported in it. */
    record Span(long from, long to, long versions) {}
}
