package org.stationboard.api.board;

import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.Sum;
import org.stationboard.engine.Indicators;

/** Section {@code disputes}: 矛盾糾紛. */
record DisputesSection(
        long registeredToday,
        long concludedToday,
        long succeededToday,
        long open,
        long overdue,
        Police police,
        List<Day> days,
        @Nullable String asOf,
        boolean provisional) {
    private static final String FEED = "dispute";
    private static final List<String> SHOWN = Indicators.listed().stream()
            .filter(indicator -> Indicators.feed(indicator).equals(FEED))
            .toList();

    /** 涉及公安. */
    record Police(long registeredToday, long concludedToday, long succeededToday) {}

    /** Nulls are no data: a gap. */
    record Day(
            String day,
            @Nullable Long registered,
            @Nullable Long concluded,
            @Nullable Long succeeded) {}

    static DisputesSection of(Moment moment) {
        long today = moment.today();
        int[] numbers = moment.numbers(today);
        return new DisputesSection(
                moment.day(Indicators.DISPUTES_REGISTERED, today).numerator(),
                moment.day(Indicators.DISPUTES_CONCLUDED, today).numerator(),
                moment.day(Indicators.DISPUTES_SUCCEEDED, today).numerator(),
                moment.state().stock(Indicators.DISPUTES_OPEN, numbers).numerator(),
                moment.state().stock(Indicators.DISPUTES_OVERDUE, numbers).numerator(),
                new Police(
                        moment.day(Indicators.POLICE_REGISTERED, today).numerator(),
                        moment.day(Indicators.POLICE_CONCLUDED, today).numerator(),
                        moment.day(Indicators.POLICE_SUCCEEDED, today).numerator()),
                LongStream.rangeClosed(today - CallsSection.DAYS_SHOWN + 1, today)
                        .mapToObj(day -> day(moment, day))
                        .toList(),
                CallsSection.asOf(moment, false),
                moment.state().provisional(SHOWN, today, numbers));
    }

    private static Day day(Moment moment, long day) {
        Sum registered = moment.day(Indicators.DISPUTES_REGISTERED, day);
        Sum concluded = moment.day(Indicators.DISPUTES_CONCLUDED, day);
        Sum succeeded = moment.day(Indicators.DISPUTES_SUCCEEDED, day);
        if (!registered.known() && !concluded.known() && !succeeded.known() && !moment.covered(FEED, day)) {
            return new Day(Json.day(day), null, null, null);
        }
        return new Day(Json.day(day), registered.numerator(), concluded.numerator(), succeeded.numerator());
    }
}
