package org.stationboard.api.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Evidence.Counts;
import org.stationboard.api.read.Known.Times;
import org.stationboard.store.EvidenceReader;

/**
 * Why a figure is not any more what it was known to be: the records that came, changed or went in between, each with what
 * it gave then and gives now. Their differences add up to the figure's. Blocks on the store.
 */
public final class Differences {
    /** A tick may land between the reads: then all are read again. */
    private static final int TRIES = 3;
    /** More records than that are no explanation. */
    private static final int MOST = 200_000;

    private final EvidenceReader reader;
    private final Figures then;
    private final Figures now;
    private final EvidenceQuestion question;

    /**
     * @param then figures as they were known
     * @param now figures as they are known
     */
    public Differences(EvidenceReader reader, Figures then, Figures now, EvidenceQuestion question) {
        this.reader = reader;
        this.then = then;
        this.now = now;
        this.question = question;
    }

    /** Answer of the route; {@code difference} is that of the figures, {@code explained} that of the records. */
    public record Answer(
            String unit,
            String indicator,
            String from,
            String to,
            Times times,
            Counts then,
            Counts now,
            Counts difference,
            Counts explained,
            List<Row> changes,
            long total,
            @Nullable String next) {}

    /** How a record differs. */
    public enum Kind {
        /** It counted nothing then: it came later, or moved here. */
        CAME,
        /** It counts otherwise. */
        CHANGED,
        /** It counts nothing any more: it was taken back, moved away or is over. */
        WENT
    }

    /** A record with what it gave then and gives now; {@code numerator} and {@code denominator} are the difference. */
    public record Row(
            String recordId,
            String change,
            Evidence.@Nullable Row then,
            Evidence.@Nullable Row now,
            long numerator,
            @Nullable Long denominator) {}

    /** What changed of the figure of that indicator, unit and period since the turn that {@code known} is. */
    public Answer answer(Figures.Asked asked, Period period, Known known, Times times, Evidence.Page page) {
        Long turn = known.turn();
        if (turn == null) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "known: absent (expected: the day or time to compare with)");
        }
        Found found = find(asked, period, turn);
        for (int tries = 1; tries < TRIES && !found.adds(); tries++) {
            found = find(asked, period, turn);
        }
        List<Row> rows = found.changes();
        int first = (int) Math.min(page.skip(), rows.size());
        int last = Math.min(rows.size(), first + page.limit());
        return new Answer(
                asked.unitId(),
                asked.indicator(),
                period.from().toString(),
                period.to().toString(),
                times,
                found.then(),
                found.now(),
                minus(found.now(), found.then()),
                found.explained(),
                rows.subList(first, last),
                rows.size(),
                last < rows.size() ? Integer.toString(last) : null);
    }

    private record Found(Counts then, Counts now, Counts explained, List<Row> changes) {
        boolean adds() {
            return minus(now, then).equals(explained);
        }
    }

    private Found find(Figures.Asked asked, Period period, long turn) {
        Counts before = Evidence.figure(then, asked, period);
        Counts after = Evidence.figure(now, asked, period);
        Evidence.Page all = new Evidence.Page(0, MOST + 1);
        EvidenceListing first = question.listing(asked, period, all);
        EvidenceListing second = question.listing(asked, period, all);
        question.query(asked, period, turn, turn)
                .ifPresent(old -> question.query(asked, period, null, turn)
                        .ifPresent(young -> reader.scan(old, first::visit, young, second::visit)));
        first.end();
        second.end();
        if (first.total() > MOST || second.total() > MOST) {
            throw new ProblemException(
                    ProblemCode.BAD_RANGE, "from, to: over " + MOST + " records changed (expected: a shorter period)");
        }
        return new Found(before, after, minus(second.value(), first.value()), changes(asked, first, second));
    }

    private static List<Row> changes(Figures.Asked asked, EvidenceListing first, EvidenceListing second) {
        Map<String, Evidence.Row> before = new LinkedHashMap<>();
        first.rows().forEach(row -> before.put(key(row), row));
        Map<String, Evidence.Row> after = new HashMap<>();
        second.rows().forEach(row -> after.put(key(row), row));
        List<Row> changes = new ArrayList<>();
        before.forEach((key, row) -> {
            Evidence.Row later = after.get(key);
            if (later == null || !later.position().equals(row.position())) {
                changes.add(change(asked, row, later));
            }
        });
        second.rows().stream()
                .filter(row -> !before.containsKey(key(row)))
                .forEach(row -> changes.add(change(asked, null, row)));
        return changes;
    }

    /** An id that stands in two partitions is two records to the engine. */
    private static String key(Evidence.Row row) {
        return row.position().partition() + "|" + row.recordId();
    }

    private static Row change(Figures.Asked asked, Evidence.@Nullable Row before, Evidence.@Nullable Row after) {
        Counts difference = minus(given(asked, after), given(asked, before));
        Kind kind = before == null ? Kind.CAME : after == null ? Kind.WENT : Kind.CHANGED;
        Evidence.Row either = after == null ? before : after;
        String id = either == null ? "" : either.recordId();
        return new Row(id, kind.name(), before, after, difference.numerator(), difference.denominator());
    }

    private static Counts given(Figures.Asked asked, Evidence.@Nullable Row row) {
        long numerator = 0;
        long denominator = 0;
        for (Evidence.Given given : row == null ? List.<Evidence.Given>of() : row.contributions()) {
            Long in = given.denominator();
            numerator += given.numerator();
            denominator += in == null ? 0 : in;
        }
        return EvidenceListing.counts(asked.kind(), numerator, denominator);
    }

    private static Counts minus(Counts from, Counts what) {
        Long eligible = from.denominator();
        Long less = what.denominator();
        return new Counts(
                from.numerator() - what.numerator(), eligible == null || less == null ? null : eligible - less);
    }
}
