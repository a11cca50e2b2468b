package org.stationboard.api.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.view.City;
import org.stationboard.api.view.Sum;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Indicators;

/**
 * Section {@code classes}: the stations under the unit by class, urban, town and rural, each class added up. Stations are
 * never ranked; a class shows what is common to those that work alike.
 */
record ClassesSection(About about, List<Row> classes) {
    private static final List<String> FEEDS = List.of("alarm", "dispute");

    /** {@code population} is null where the register does not know it of every station. */
    record Row(
            @JsonProperty("class") String unitClass,
            int stations,
            @Nullable Long population,
            @Nullable Long callsToday,
            @Nullable Long calls28,
            Part disputes28,
            Part dispatch28,
            Part arrival28) {}

    static ClassesSection of(Moment moment) {
        List<Row> rows = new ArrayList<>();
        if (moment.unit().getLevel() == UnitLevel.CITY || moment.unit().getLevel() == UnitLevel.COUNTY) {
            for (UnitClass unitClass : List.of(UnitClass.URBAN, UnitClass.TOWN, UnitClass.RURAL)) {
                rows.add(row(moment, unitClass));
            }
        }
        return new ClassesSection(
                About.of(moment, Mixture.ANY, FEEDS, List.of(Indicators.ALARMS, Indicators.DISPUTES_SUCCEEDED)), rows);
    }

    private static Row row(Moment moment, UnitClass unitClass) {
        City.ClassGroup group = moment.city().classGroup(moment.unit().getId(), unitClass, moment.today());
        List<Unit> stations = group.stations();
        Members members = new Members(moment, group);
        boolean peopled = !stations.isEmpty() && stations.stream().allMatch(station -> station.getPopulation() > 0);
        return new Row(
                unitClass.name().toLowerCase(Locale.ROOT),
                stations.size(),
                peopled ? stations.stream().mapToLong(Unit::getPopulation).sum() : null,
                members.sum(Indicators.ALARMS, moment.today()).n(),
                members.sum(Indicators.ALARMS, moment.firstDay()).n(),
                members.sum(Indicators.DISPUTES_SUCCEEDED, moment.firstDay()),
                members.sum(Indicators.DISPATCH_IN_TIME, moment.firstDay()),
                members.sum(Indicators.ARRIVAL_IN_TIME, moment.firstDay()));
    }

    private record Members(Moment moment, City.ClassGroup group) {
        /** Of the days from that one up to today. */
        Part sum(String indicator, long from) {
            int[] numbers = moment.state().numbersOf(group.ids());
            Part sum = Part.UNKNOWN;
            for (long day = from; day <= moment.today(); day++) {
                Sum found = moment.state().day(indicator, day, numbers);
                boolean covered = numbers.length > 0 && moment.covered(Indicators.feed(indicator), day);
                sum = sum.plus(
                        found.known() || covered ? new Part(found.numerator(), found.denominator()) : Part.UNKNOWN);
            }
            return sum;
        }
    }
}
