package org.stationboard.api.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Evidence.Counts;
import org.stationboard.api.read.Figures.Asked;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.store.FigureReader;

/** Why a figure moved between two periods, by units, kinds or communities. Blocks on the store. */
public final class MovementAnswer {
    /** What is not of any part: the whole less its parts; small parts stand in it together. */
    private static final String REST = "rest";

    private static final Map<String, String> KINDS = Map.of(
            Indicators.ALARMS, Indicators.ALARMS_CATEGORY,
            Indicators.CASES_OPENED, Indicators.CASES_CATEGORY,
            Indicators.VISITS_MADE, Indicators.VISITS_KIND,
            Indicators.INSPECTIONS_MADE, Indicators.INSPECTIONS_KIND,
            Indicators.SERVICES_DONE, Indicators.SERVICES_CHANNEL);

    private final FigureReader reader;
    private final Figures figures;
    private final City city;

    public MovementAnswer(FigureReader reader, Figures figures, City city) {
        this.reader = reader;
        this.figures = figures;
        this.city = city;
    }

    /** What a figure is split into. */
    public enum By {
        UNIT,
        KIND,
        COMMUNITY
    }

    /** Answer of the route; of a count the rates are null, of a rate {@code movedPpm} is the sum of what the parts explain. */
    public record Answer(
            String indicator,
            String unit,
            String by,
            Figures.Span period,
            Figures.Span against,
            Counts before,
            Counts after,
            @Nullable Long beforePpm,
            @Nullable Long afterPpm,
            @Nullable Long movedPpm,
            List<Row> parts) {}

    /** A part; {@code moved} is what its numerator moved by. */
    public record Row(
            String part,
            Counts before,
            Counts after,
            long moved,
            @Nullable Long ratePpm,
            @Nullable Long mixPpm) {}

    /** Of the period, against the other one. */
    public Answer answer(Asked asked, By by, Period period, Period against) {
        if (asked.kind() == IndicatorKind.LEVEL) {
            throw new ProblemException(
                    ProblemCode.NOT_YET_SUPPORTED, "indicator: a level (expected: a count, stock or proportion)");
        }
        boolean rate = asked.kind() == IndicatorKind.PROPORTION;
        Counts before = Evidence.figure(figures, asked, against);
        Counts after = Evidence.figure(figures, asked, period);
        List<Movements.Part> parts = parts(asked, by, period, against);
        parts = withRest(by == By.COMMUNITY ? together(parts) : parts, before, after);
        Movements.Explained explained =
                rate ? Movements.rate(parts) : new Movements.Explained(null, null, null, List.of());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            rows.add(row(
                    parts.get(i),
                    rate,
                    i < explained.effects().size() ? explained.effects().get(i) : null));
        }
        return new Answer(
                asked.indicator(),
                asked.unitId(),
                by.name().toLowerCase(Locale.ROOT),
                Figures.Span.of(period),
                Figures.Span.of(against),
                before,
                after,
                explained.beforePpm(),
                explained.afterPpm(),
                explained.movedPpm(),
                rows);
    }

    private static Row row(Movements.Part part, boolean rate, Movements.@Nullable Effect effect) {
        return new Row(
                part.name(),
                new Counts(part.before(), rate ? part.eligibleBefore() : null),
                new Counts(part.after(), rate ? part.eligibleAfter() : null),
                part.after() - part.before(),
                effect == null ? null : effect.ratePpm(),
                effect == null ? null : effect.mixPpm());
    }

    private List<Movements.Part> parts(Asked asked, By by, Period period, Period against) {
        Map<String, Asked> named = new LinkedHashMap<>();
        switch (by) {
            case UNIT ->
                units(asked, period, against).forEach(unit -> named.put(unit, new Asked(asked.indicator(), unit)));
            case KIND -> kinds(asked).forEach(kind -> named.put(kind, new Asked(kind, asked.unitId())));
            case COMMUNITY -> {
                if (!Indicators.ofCommunities(asked.indicator())) {
                    throw new ProblemException(
                            ProblemCode.NOT_YET_SUPPORTED,
                            "by: community of " + asked.indicator()
                                    + " (expected: of what is counted there, C21 and C29)");
                }
                city.communitiesUnder(asked.unitId(), period.toDay())
                        .forEach(unit -> named.put(unit.getId(), new Asked(asked.indicator(), unit.getId())));
            }
        }
        List<Movements.Part> parts = new ArrayList<>();
        named.forEach((name, of) -> {
            Counts before = Evidence.figure(figures, of, against);
            Counts after = Evidence.figure(figures, of, period);
            if (before.numerator() != 0 || after.numerator() != 0 || eligible(before) != 0 || eligible(after) != 0) {
                parts.add(new Movements.Part(
                        name, before.numerator(), eligible(before), after.numerator(), eligible(after)));
            }
        });
        return parts;
    }

    /** Those one level below in either period, in the register's order. Case figures are no comparison of stations (X01). */
    private List<String> units(Asked asked, Period period, Period against) {
        if (Indicators.trendOnly(asked.indicator())) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "by: unit (expected: kind, for cases are no comparison of units)");
        }
        List<String> children = new ArrayList<>();
        for (Period either : List.of(period, against)) {
            for (Unit unit : city.unitsOn(either.toDay())) {
                if (unit.getParent().equals(asked.unitId())
                        && unit.getLevel() != UnitLevel.COMMUNITY
                        && !children.contains(unit.getId())) {
                    children.add(unit.getId());
                }
            }
        }
        return children;
    }

    private List<String> kinds(Asked asked) {
        String prefix = Optional.ofNullable(KINDS.get(asked.indicator()))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.BAD_PARAMETER,
                        "by: kind (expected: of one of " + String.join(", ", KINDS.keySet()) + ")"));
        return reader.indicators(prefix);
    }

    /** Communities of which less than five are counted are no rows of their own, nor what is left if one were. */
    private static List<Movements.Part> together(List<Movements.Part> parts) {
        List<Movements.Part> shown = new ArrayList<>(parts);
        shown.sort(Comparator.comparingLong(part -> Math.min(part.before(), part.after())));
        long before = 0;
        long after = 0;
        boolean any = false;
        while (!shown.isEmpty()
                && (Suppression.small(shown.get(0).before())
                        || Suppression.small(shown.get(0).after())
                        || (any && (before < Suppression.SMALLEST || after < Suppression.SMALLEST)))) {
            Movements.Part hidden = shown.remove(0);
            any = true;
            before += hidden.before();
            after += hidden.after();
        }
        shown.removeIf(part -> Suppression.small(part.before()) || Suppression.small(part.after()));
        return shown;
    }

    /** What the whole has and no part does: units that have moved, kinds that nobody named. */
    private static List<Movements.Part> withRest(List<Movements.Part> parts, Counts before, Counts after) {
        long n0 = before.numerator();
        long d0 = eligible(before);
        long n1 = after.numerator();
        long d1 = eligible(after);
        for (Movements.Part part : parts) {
            n0 -= part.before();
            d0 -= part.eligibleBefore();
            n1 -= part.after();
            d1 -= part.eligibleAfter();
        }
        List<Movements.Part> whole = new ArrayList<>(parts);
        if (n0 != 0 || d0 != 0 || n1 != 0 || d1 != 0) {
            whole.add(new Movements.Part(REST, n0, d0, n1, d1));
        }
        return whole;
    }

    private static long eligible(Counts counts) {
        Long eligible = counts.denominator();
        return eligible == null ? 0 : eligible;
    }
}
