package org.stationboard.api.board;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.Sum;
import org.stationboard.engine.Indicators;

/** Section {@code disputes}: 矛盾糾紛. */
record DisputesSection(
        About about,
        @Nullable Long registeredToday,
        @Nullable Long concludedToday,
        @Nullable Long succeededToday,
        @Nullable Long open,
        @Nullable Long overdue,
        Police police,
        List<Day> days,
        @Nullable String asOf,
        boolean provisional) {
    private static final String FEED = "dispute";
    private static final List<String> SHOWN = Indicators.listed().stream()
            .filter(indicator -> Indicators.feed(indicator).equals(FEED))
            .toList();

    /** 涉及公安. */
    record Police(
            @Nullable Long registeredToday,
            @Nullable Long concludedToday,
            @Nullable Long succeededToday) {}

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
                About.of(moment, Mixture.ANY, List.of(FEED), SHOWN),
                moment.today(Indicators.DISPUTES_REGISTERED),
                moment.today(Indicators.DISPUTES_CONCLUDED),
                moment.today(Indicators.DISPUTES_SUCCEEDED),
                moment.stock(Indicators.DISPUTES_OPEN),
                moment.stock(Indicators.DISPUTES_OVERDUE),
                new Police(
                        moment.today(Indicators.POLICE_REGISTERED),
                        moment.today(Indicators.POLICE_CONCLUDED),
                        moment.today(Indicators.POLICE_SUCCEEDED)),
                moment.days(day -> day(moment, day)),
                CallsSection.asOf(moment, FEED),
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
