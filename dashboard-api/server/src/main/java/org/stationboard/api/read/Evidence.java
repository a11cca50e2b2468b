package org.stationboard.api.read;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Known.Times;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.store.EvidenceReader;

/**
 * The records that a figure rests on: newest versions, and what the engine makes of each. Their sum equals the figure.
 * Blocks on the store.
 */
public final class Evidence {
    /** A tick may land between reading the figure and reading the records: then both are read again. */
    private static final int TRIES = 3;

    private final EvidenceReader reader;
    private final Figures figures;
    private final EvidenceQuestion question;

    /** @param figures as they are known at the time that answers are asked for */
    public Evidence(EvidenceReader reader, Figures figures, EvidenceQuestion question) {
        this.reader = reader;
        this.figures = figures;
        this.question = question;
    }

    /** Answer of the route. {@code numerator} and {@code denominator} are the figure of record, {@code sum} its records'. */
    public record Answer(
            String unit,
            String indicator,
            String from,
            String to,
            Times times,
            long numerator,
            @Nullable Long denominator,
            List<Row> records,
            Counts sum,
            @Nullable StandardRow rule,
            long total,
            @Nullable String next) {}

    /** A record with what it gives to the figure. */
    public record Row(
            String recordId,
            String unitId,
            long version,
            String occurredAt,
            String body,
            boolean withdrawn,
            List<Given> contributions,
            Position position) {}

    /** Of a stock, numerator is what it added on the day and denominator what it took. */
    public record Given(
            String day, long numerator, @Nullable Long denominator) {}

    public record Counts(long numerator, @Nullable Long denominator) {}

    /** Place on the log; {@code tick} is the last one before it, null before the first. */
    public record Position(
            int partition, long offset, @Nullable String tick) {}

    /** A part of the list: from that matching record on, so many. */
    public record Page(long skip, int limit) {
        /** From the cursor of an answer before. */
        public static Page after(@Nullable String cursor, int limit) {
            if (cursor == null) {
                return new Page(0, limit);
            }
            if (!cursor.matches("[0-9]{1,12}")) {
                throw new ProblemException(
                        ProblemCode.BAD_PARAMETER, "after: not a cursor (expected: next of the page before)");
            }
            return new Page(Long.parseLong(cursor), limit);
        }
    }

    /** The records of the figure of that indicator, unit and period, as far as they are known. */
    public Answer answer(
            Figures.Asked asked, Period period, Known known, Times times, Optional<StandardRow> rule, Page page) {
        Counts figure = figure(figures, asked, period);
        EvidenceListing listing = list(asked, period, known, page);
        for (int tries = 1; tries < TRIES && !listing.value().equals(figure); tries++) {
            figure = figure(figures, asked, period);
            listing = list(asked, period, known, page);
        }
        boolean more = page.skip() + listing.rows().size() < listing.total();
        return new Answer(
                asked.unitId(),
                asked.indicator(),
                period.from().toString(),
                period.to().toString(),
                times,
                figure.numerator(),
                figure.denominator(),
                listing.rows(),
                listing.value(),
                rule.orElse(null),
                listing.total(),
                more ? Long.toString(page.skip() + listing.rows().size()) : null);
    }

    static Counts figure(Figures figures, Figures.Asked asked, Period period) {
        boolean quotient = asked.kind() == IndicatorKind.PROPORTION || asked.kind() == IndicatorKind.LEVEL;
        Long nothing = quotient ? Long.valueOf(0) : null;
        return figures.whole(asked, period)
                .map(row -> new Counts(row.numerator(), row.denominator()))
                .orElse(new Counts(0, nothing));
    }

    private EvidenceListing list(Figures.Asked asked, Period period, Known known, Page page) {
        EvidenceListing listing = question.listing(asked, period, page);
        question.query(asked, period, known.turn(), null).ifPresent(query -> reader.scan(query, listing::visit));
        listing.end();
        return listing;
    }
}
