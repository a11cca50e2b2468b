package org.stationboard.api.read;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Indicators;

/**
 * 向人民報告 (六(四), W11): a closed month in whole counts that name nobody. One row for each count, one column for each
 * unit below; a count from 1 to 4 is hidden, and with it what the total and the others would give away. A unit's own page
 * shows nothing that the page above it hides. Blocks on the store.
 */
public final class PublicReport {
    /** What the people may be told: how much there was to do and what was done, nothing of cases and no rate. */
    private static final List<String> TOLD = List.of(
            Indicators.ALARMS,
            Indicators.DISPUTES_REGISTERED,
            Indicators.DISPUTES_CONCLUDED,
            Indicators.VISITS_MADE,
            Indicators.INSPECTIONS_MADE,
            Indicators.HAZARDS_FOUND,
            Indicators.SERVICES_DONE);

    private final City city;
    private final Figures figures;

    public PublicReport(City city, Figures figures) {
        this.city = city;
        this.figures = figures;
    }

    /** The page. */
    public record Answer(String unit, String name, String month, List<Below> below, List<Row> rows, long hiddenBelow) {}

    /** A unit one level below. */
    public record Below(String id, String name) {}

    /** A count; null where it may not be shown. {@code total} is the unit's own. */
    public record Row(String indicator, @Nullable Long total, List<@Nullable Long> below) {}

    /** Of a unit above stations and a month that is over. */
    public Answer answer(Unit unit, YearMonth month) {
        Period period = new Period(month.atDay(1), month.atEndOfMonth());
        List<Unit> below = below(unit.getId(), period);
        List<Row> rows = new ArrayList<>();
        for (String indicator : TOLD) {
            Row row = row(unit, indicator, below, period);
            if (row != null) {
                rows.add(row);
            }
        }
        return new Answer(
                unit.getId(),
                unit.getName(),
                month.toString(),
                below.stream()
                        .map(each -> new Below(each.getId(), each.getName()))
                        .toList(),
                rows,
                Suppression.SMALLEST);
    }

    private @Nullable Row row(Unit unit, String indicator, List<Unit> below, Period period) {
        Long total = count(indicator, unit.getId(), period);
        if (total == null) {
            return null;
        }
        List<@Nullable Long> nothing = new ArrayList<>();
        below.forEach(ignored -> nothing.add(null));
        if (Suppression.small(total) || hiddenAbove(unit, indicator, period)) {
            return new Row(indicator, null, nothing);
        }
        return new Row(indicator, total, Suppression.row(counts(indicator, below, period)));
    }

    private List<Long> counts(String indicator, List<Unit> units, Period period) {
        List<Long> counts = new ArrayList<>();
        for (Unit unit : units) {
            Long count = count(indicator, unit.getId(), period);
            counts.add(count == null ? 0 : count);
        }
        return counts;
    }

    /** Whether the unit's total stands hidden on the page above, where its neighbours' stand beside it. */
    private boolean hiddenAbove(Unit unit, String indicator, Period period) {
        if (unit.getParent().isEmpty()) {
            return false;
        }
        List<Unit> neighbours = below(unit.getParent(), period);
        List<@Nullable Long> shown = Suppression.row(counts(indicator, neighbours, period));
        for (int i = 0; i < neighbours.size(); i++) {
            if (neighbours.get(i).getId().equals(unit.getId())) {
                return shown.get(i) == null;
            }
        }
        return false;
    }

    private List<Unit> below(String unitId, Period period) {
        return city.unitsOn(period.toDay()).stream()
                .filter(unit -> unit.getParent().equals(unitId) && unit.getLevel() != UnitLevel.COMMUNITY)
                .toList();
    }

    private @Nullable Long count(String indicator, String unitId, Period period) {
        return figures.whole(new Figures.Asked(indicator, unitId), period)
                .map(Figures.Row::numerator)
                .orElse(null);
    }
}
