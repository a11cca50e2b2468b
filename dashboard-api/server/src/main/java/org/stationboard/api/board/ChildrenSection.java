package org.stationboard.api.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Standard;

/** Section {@code children}: the units directly under the unit, in register order. */
final class ChildrenSection {
    private ChildrenSection() {}

    record Row(
            ChildUnit unit,
            @Nullable Long callsToday,
            @Nullable Long callsLastWeek,
            @Nullable Long open,
            long firing,
            Map<String, String> states) {}

    record ChildUnit(
            String id,
            String name,
            String level,
            @JsonProperty("class") @Nullable String unitClass) {}

    static List<Row> of(Moment moment) {
        if (moment.unit().getLevel() == UnitLevel.STATION) {
            return List.of();
        }
        return moment.children().stream().map(ChildrenSection::row).toList();
    }

    private static Row row(Moment child) {
        List<String> stations = child.group(child.today()).stationIds();
        return new Row(
                new ChildUnit(
                        child.unit().getId(), child.unit().getName(), levelOf(child.unit()), classOf(child.unit())),
                child.today(Indicators.ALARMS),
                child.alarmsSameTimeLastWeek(),
                child.stock(Indicators.DISPUTES_OPEN),
                AlertsSection.count(child.state().alerts(stations), AlertState.FIRING),
                states(child));
    }

    /** Verdicts of the child itself: only for standards that judge its level. */
    private static Map<String, String> states(Moment child) {
        Map<String, String> states = new LinkedHashMap<>();
        for (Standard standard : child.catalogue().standards()) {
            Verdict verdict = child.state().verdict(standard.id(), child.unit().getId());
            if (verdict != null && standard.level() == child.unit().getLevel()) {
                states.put(standard.id(), verdict.getState().name());
            }
        }
        return states;
    }

    /** The level's name as the API has it. */
    static String levelOf(Unit unit) {
        return unit.getLevel().name().toLowerCase(Locale.ROOT);
    }

    /** The class's name as the API has it; null where the unit has none. */
    static @Nullable String classOf(Unit unit) {
        return unit.getUnitClass() == UnitClass.UNIT_CLASS_UNSPECIFIED
                ? null
                : unit.getUnitClass().name().toLowerCase(Locale.ROOT);
    }
}
