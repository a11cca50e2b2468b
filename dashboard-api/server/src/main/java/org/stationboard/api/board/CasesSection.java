package org.stationboard.api.board;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.http.Json;
import org.stationboard.engine.Indicators;

/**
 * Section {@code cases}: 案件偵辦. Trends alone: no target, no verdict, and no row for any unit below, so that nothing
 * here can be made a comparison between stations (X01).
 */
record CasesSection(
        About about,
        @Nullable Long openedToday,
        @Nullable Long filedToday,
        @Nullable Long closedToday,
        @Nullable Long open,
        Part solved28,
        Part outsideRemit28,
        List<Category> categories,
        List<Day> days) {
    private static final String FEED = "case";
    private static final int CATEGORIES_SHOWN = 8;

    record Category(String category, long opened) {}

    record Day(
            String day,
            @Nullable Long opened,
            @Nullable Long filed,
            @Nullable Long closed) {}

    static CasesSection of(Moment moment) {
        return new CasesSection(
                About.of(
                        moment,
                        Mixture.ANY,
                        List.of(FEED),
                        List.of(
                                Indicators.CASES_OPENED,
                                Indicators.CASES_FILED,
                                Indicators.CASES_CLOSED,
                                Indicators.CASES_OPEN)),
                moment.today(Indicators.CASES_OPENED),
                moment.today(Indicators.CASES_FILED),
                moment.today(Indicators.CASES_CLOSED),
                moment.stock(Indicators.CASES_OPEN),
                moment.part28(Indicators.CASES_SOLVED),
                moment.part28(Indicators.CASES_OUTSIDE_REMIT),
                categories(moment),
                moment.days(day -> day(moment, day)));
    }

    private static Day day(Moment moment, long day) {
        return new Day(
                Json.day(day),
                moment.count(Indicators.CASES_OPENED, day),
                moment.count(Indicators.CASES_FILED, day),
                moment.count(Indicators.CASES_CLOSED, day));
    }

    private static List<Category> categories(Moment moment) {
        Set<String> ids = new TreeSet<>();
        moment.days(day -> ids.addAll(moment.state().indicators(Indicators.CASES_CATEGORY, day)));
        return ids.stream()
                .map(id -> new Category(id.substring(Indicators.CASES_CATEGORY.length()), opened(moment, id)))
                .filter(category -> category.opened() > 0)
                .sorted(Comparator.comparingLong(Category::opened).reversed().thenComparing(Category::category))
                .limit(CATEGORIES_SHOWN)
                .toList();
    }

    private static long opened(Moment moment, String indicator) {
        long sum = 0;
        for (long day = moment.firstDay(); day <= moment.today(); day++) {
            sum += moment.day(indicator, day).numerator();
        }
        return sum;
    }
}
