package org.stationboard.api.board;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.http.Json;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.engine.Indicators;

/** Section {@code calls}: 接警處警. */
record CallsSection(
        About about,
        @Nullable Long today,
        @Nullable Long yesterday,
        @Nullable Long sameTimeLastWeek,
        @Nullable Long lastHour,
        @Nullable Long hourLastWeek,
        List<Family> families,
        List<Category> categories,
        Minutes minutes,
        List<Day> days,
        @Nullable String asOf,
        boolean provisional) {
    private static final int MINUTES_SHOWN = 180;
    private static final int CATEGORIES_SHOWN = 8;
    private static final String FEED = "alarm";

    /** {@code lastWeek} is the whole of the same weekday a week ago. */
    record Family(
            String family, @Nullable Long today, @Nullable Long lastWeek) {}

    record Category(String category, long today) {}

    /** One count per minute, oldest first, from the instant {@code from} on; null where they are not known. */
    record Minutes(
            String from,
            @Nullable List<Integer> counts,
            @Nullable List<Integer> lastWeek) {}

    record Day(String day, @Nullable Long count) {}

    static CallsSection of(Moment moment) {
        int[] numbers = moment.numbers(moment.today());
        long hourAgo = moment.end() - 60;
        return new CallsSection(
                About.of(moment, Mixture.ALL, List.of(FEED), List.of(Indicators.ALARMS)),
                moment.today(Indicators.ALARMS),
                moment.count(Indicators.ALARMS, moment.today() - 1),
                moment.alarmsSameTimeLastWeek(),
                moment.today(Indicators.ALARMS) == null ? null : hour(moment, hourAgo),
                hour(moment, hourAgo - Moment.WEEK_MINUTES),
                families(moment),
                categories(moment, numbers),
                minutes(moment),
                days(moment),
                asOf(moment, FEED),
                moment.state().provisional(List.of(Indicators.ALARMS), moment.today(), numbers));
    }

    /** When what the section shows last changed. */
    static @Nullable String asOf(Moment moment, String feed) {
        OptionalLong at = moment.state().changedAt(List.of(feed), moment.numbers(moment.today()));
        return at.isPresent() ? Json.time(Instant.ofEpochMilli(at.getAsLong())) : null;
    }

    private static @Nullable Long hour(Moment moment, long from) {
        return moment.alarmMinutesKnown(from)
                ? moment.state().alarms(from, from + 60, moment.numbers(moment.dayOf(from)))
                : null;
    }

    private static List<Family> families(Moment moment) {
        return Arrays.stream(AlarmFamily.values())
                .filter(family -> family != AlarmFamily.ALARM_FAMILY_UNSPECIFIED && family != AlarmFamily.UNRECOGNIZED)
                .map(Indicators::familyCode)
                .map(code -> family(moment, code))
                .toList();
    }

    private static Family family(Moment moment, String code) {
        String indicator = Indicators.ALARMS_FAMILY + code;
        long weekAgo = moment.today() - 7;
        // A family without a cell had no calls on a day on which any call was counted.
        return new Family(
                code,
                moment.today(Indicators.ALARMS) == null ? null : counted(moment, indicator, moment.today()),
                moment.count(Indicators.ALARMS, weekAgo) == null ? null : counted(moment, indicator, weekAgo));
    }

    private static Long counted(Moment moment, String indicator, long day) {
        return moment.day(indicator, day).numerator();
    }

    private static List<Category> categories(Moment moment, int[] numbers) {
        return moment.state().indicators(Indicators.ALARMS_CATEGORY, moment.today()).stream()
                .map(indicator -> new Category(
                        indicator.substring(Indicators.ALARMS_CATEGORY.length()),
                        moment.state().day(indicator, moment.today(), numbers).numerator()))
                .filter(category -> category.today() > 0)
                .sorted(Comparator.comparingLong(Category::today).reversed().thenComparing(Category::category))
                .limit(CATEGORIES_SHOWN)
                .toList();
    }

    private static Minutes minutes(Moment moment) {
        long from = moment.end() - MINUTES_SHOWN;
        return new Minutes(Json.minute(from), byMinute(moment, from), byMinute(moment, from - Moment.WEEK_MINUTES));
    }

    private static @Nullable List<Integer> byMinute(Moment moment, long from) {
        if (!moment.alarmMinutesKnown(from)) {
            return null;
        }
        int[] numbers = moment.numbers(moment.dayOf(from));
        return Arrays.stream(moment.state().alarmsByMinute(from, MINUTES_SHOWN, numbers))
                .boxed()
                .toList();
    }

    private static List<Day> days(Moment moment) {
        return moment.days(day -> new Day(Json.day(day), moment.count(Indicators.ALARMS, day)));
    }
}
