package org.stationboard.engine;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Interval;

/**
 * The history that the sources of a feed give their word for, by the rule that verdicts go by: from the first day after
 * the last hole up to the last word. Days are epoch days, both inclusive. Immutable; safe to share.
 */
public record CoveredHistory(long firstDay, long lastDay) {
    /**
     * What these sources cover together for one log key; empty where none of them gives its word for anything.
     *
     * @param tick the newest tick, epoch minute: no history reaches beyond its day
     */
    public static Optional<CoveredHistory> of(Collection<FeedState> sources, long tick, ZoneId zone) {
        LocalDays days = new LocalDays(zone);
        Spans union = Coverage.union(sources);
        long lastWord = Long.MIN_VALUE;
        for (FeedState source : sources) {
            if (!source.getMarks() && source.getRecords() > 0) {
                lastWord = Math.max(lastWord, source.getFirstReported());
            }
            for (Interval span : source.getCoveredList()) {
                lastWord = Math.max(lastWord, span.getTo() - 1);
            }
            lastWord = Math.max(lastWord, source.getLastHeard());
        }
        if (lastWord == Long.MIN_VALUE) {
            return Optional.empty();
        }
        List<Spans.Span> spans = union.all();
        long last = days.ofMinute(Math.min(tick, lastWord));
        long first =
                spans.isEmpty() ? Long.MAX_VALUE : days.ofMinute(spans.get(0).from());
        if (first <= last) {
            List<Coverage.Days> holes =
                    Coverage.of(true, union, first, last, days).holes();
            first = holes.isEmpty() ? first : holes.get(holes.size() - 1).to() + 1;
        }
        return first > last ? Optional.empty() : Optional.of(new CoveredHistory(first, last));
    }

    /** The longest window of whole months that ends on the last day and is covered. */
    public int months() {
        LocalDate from = LocalDate.ofEpochDay(firstDay);
        int months = (int) ChronoUnit.MONTHS.between(from, LocalDate.ofEpochDay(lastDay));
        while (Verdicts.windowFrom(lastDay, months + 1) >= firstDay) {
            months++;
        }
        return months;
    }
}
