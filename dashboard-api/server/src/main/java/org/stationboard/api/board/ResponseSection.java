package org.stationboard.api.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.http.Json;
import org.stationboard.api.read.DurationBuckets;
import org.stationboard.api.read.DurationBuckets.Bucket;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;

/** Section {@code response}: 接警處警 by phase, in time of those that took the step, durations as buckets. */
record ResponseSection(About about, Phase dispatch, Phase arrival, Handling handling) {
    static final String FEED = "alarm";

    record Phase(
            long targetMinutes,
            Part today,
            Part last28,
            Durations todayDurations,
            Durations last28Durations,
            List<Day> days) {}

    record Handling(Durations today, Durations last28) {}

    record Day(String day, Part inTime) {}

    record Durations(
            long count, @Nullable Bucket p50, @Nullable Bucket p90) {}

    static ResponseSection of(Moment moment) {
        Parameters parameters = Parameters.of(moment.state().zone());
        return new ResponseSection(
                About.of(
                        moment,
                        Mixture.ANY,
                        List.of(FEED),
                        List.of(Indicators.DISPATCH_IN_TIME, Indicators.ARRIVAL_IN_TIME)),
                phase(moment, parameters.dispatchWithin(), Indicators.DISPATCH_IN_TIME, DurationBuckets.Of.DISPATCH),
                phase(moment, parameters.arrivalWithin(), Indicators.ARRIVAL_IN_TIME, DurationBuckets.Of.ARRIVAL),
                new Handling(
                        durations(moment, DurationBuckets.Of.HANDLING, moment.today()),
                        durations(moment, DurationBuckets.Of.HANDLING, moment.firstDay())));
    }

    private static Phase phase(Moment moment, Duration within, String inTime, DurationBuckets.Of of) {
        return new Phase(
                within.toMinutes(),
                moment.part(inTime, moment.today()),
                moment.part28(inTime),
                durations(moment, of, moment.today()),
                durations(moment, of, moment.firstDay()),
                moment.days(day -> new Day(Json.day(day), moment.part(inTime, day))));
    }

    /** Of the days from that one up to today. */
    private static Durations durations(Moment moment, DurationBuckets.Of of, long from) {
        List<Long> counts = new ArrayList<>();
        for (String indicator : of.indicators()) {
            long sum = 0;
            for (long day = from; day <= moment.today(); day++) {
                sum += moment.day(indicator, day).numerator();
            }
            counts.add(sum);
        }
        DurationBuckets buckets = new DurationBuckets(counts);
        return new Durations(buckets.count(), buckets.quantile(50), buckets.quantile(90));
    }
}
