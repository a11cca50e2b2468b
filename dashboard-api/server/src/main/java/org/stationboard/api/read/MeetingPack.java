package org.stationboard.api.read;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Standard;
import org.stationboard.store.VerdictReader;

/**
 * The month of a county or city for its meeting: every standard's verdicts as they were said when the month closed, and
 * the figures beside the same month last year and the month before. Stations stand in the register's order. What cases
 * there were is a trend and stands for the unit alone (X01). Blocks on the store.
 */
public final class MeetingPack {
    private final City city;
    private final Catalogue catalogue;
    private final VerdictReader verdicts;
    private final Figures figures;

    public MeetingPack(City city, Catalogue catalogue, VerdictReader verdicts, Figures figures) {
        this.city = city;
        this.catalogue = catalogue;
        this.verdicts = verdicts;
        this.figures = figures;
    }

    /** The pack. */
    public record Answer(
            String unit,
            String name,
            String month,
            @Nullable String dataAsOf,
            Known.Times times,
            List<StationRow> stations,
            List<StandardLine> standards,
            List<FigureLine> figures) {}

    /** A station under the unit on the month's last day. */
    public record StationRow(String id, String name) {}

    /** A standard with the verdict of each station; null where none stood. */
    public record StandardLine(String id, String clause, Bilingual name, List<@Nullable Cell> verdicts) {}

    /** What was said of a station. */
    public record Cell(String state, String literal, long numerator, long denominator) {}

    /** A figure of the whole unit; null where nothing was ever counted. */
    public record FigureLine(
            String indicator,
            String kind,
            @Nullable Value month,
            @Nullable Value lastYear,
            @Nullable Value previous) {}

    /** Counts as they are kept. */
    public record Value(long numerator, @Nullable Long denominator) {}

    /**
     * Of the unit and month.
     *
     * @param closed epoch minute of the turn that closed the month, or of the newest tick where it is not over
     */
    public Answer answer(String unitId, YearMonth month, Known.Times times, long closed, @Nullable String dataAsOf) {
        Period period = new Period(month.atDay(1), month.atEndOfMonth());
        List<String> stations = city.group(unitId, period.toDay()).stationIds();
        List<Verdict> standing = verdicts.standing(stations, null, closed);
        List<StandardLine> lines = new ArrayList<>();
        for (Standard standard : catalogue.standards()) {
            if (Audience.open(standard) && standard.hasVerdicts()) {
                lines.add(line(standard, stations, standing));
            }
        }
        return new Answer(
                unitId,
                city.nameOf(unitId),
                month.toString(),
                dataAsOf,
                times,
                stations.stream().map(id -> new StationRow(id, city.nameOf(id))).toList(),
                lines.stream()
                        .filter(line -> line.verdicts().stream().anyMatch(cell -> cell != null))
                        .toList(),
                figures(unitId, period));
    }

    private static StandardLine line(Standard standard, List<String> stations, List<Verdict> standing) {
        List<@Nullable Cell> cells = new ArrayList<>();
        for (String station : stations) {
            cells.add(standing.stream()
                    .filter(verdict -> verdict.getUnitId().equals(station)
                            && verdict.getStandardId().equals(standard.id()))
                    .map(VerdictRow::of)
                    .map(row -> new Cell(row.state(), row.literal(), row.numerator(), row.denominator()))
                    .findFirst()
                    .orElse(null));
        }
        return new StandardLine(standard.id(), standard.clause(), standard.name(), cells);
    }

    private List<FigureLine> figures(String unitId, Period period) {
        List<FigureLine> lines = new ArrayList<>();
        for (String indicator : Indicators.listed()) {
            if (!Audience.ofReviewers(indicator)) {
                Figures.Asked asked = new Figures.Asked(indicator, unitId);
                Value now = value(asked, period);
                Value lastYear = value(asked, period.lastYear());
                Value previous = value(asked, period.previous());
                if (now != null || lastYear != null || previous != null) {
                    lines.add(new FigureLine(indicator, asked.kindName(), now, lastYear, previous));
                }
            }
        }
        return lines;
    }

    private @Nullable Value value(Figures.Asked asked, Period period) {
        return figures.whole(asked, period)
                .map(row -> new Value(row.numerator(), asked.kind() == IndicatorKind.COUNT ? null : row.denominator()))
                .orElse(null);
    }
}
