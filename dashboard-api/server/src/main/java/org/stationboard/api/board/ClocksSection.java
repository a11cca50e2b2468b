package org.stationboard.api.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.api.view.Sum;
import org.stationboard.engine.Indicators;
import org.stationboard.store.LastCount;

/** Section {@code clocks}: zero-tolerance clocks of a wall (Z01 to Z03, Z10): how long none of these events happened. */
record ClocksSection(
        About about, List<Clock> clocks, @Nullable Long toBeGraded) {
    private static final String FEED = "graded-event";
    private static final List<Shown> SHOWN = List.of(
            new Shown("Z01", "三(三)", "graded.extreme-violence"),
            new Shown("Z02", "三(三)", "graded.mass-incident"),
            new Shown("Z03", "三(三)", "graded.dispute-turned-crime"),
            new Shown("Z10", "三(五)", "graded.complaint-upheld"));

    private record Shown(String standard, String clause, String indicator) {}

    /**
     * One clock.
     *
     * @param state RUNNING: none in 24 calendar months; BROKEN: some; STALE: the feed is silent; NEVER: it was never heard,
     *     which is not clean; LOADING: the store has not been read yet
     * @param count of the last 24 calendar months
     * @param days since the last one, or since the feed began
     */
    record Clock(
            String standard,
            String clause,
            String indicator,
            String state,
            @Nullable Long count,
            @Nullable String cleanSince,
            @Nullable Long days,
            @Nullable String lastDay) {}

    static ClocksSection of(Moment moment) {
        List<String> indicators = SHOWN.stream().map(Shown::indicator).toList();
        FeedSeries feed = FeedSeries.of(
                FEED,
                moment.state().feeds(moment.group(moment.today()).logKeys()),
                moment.state().zone());
        return new ClocksSection(
                About.of(moment, Mixture.ANY, List.of(FEED), indicators),
                SHOWN.stream().map(shown -> clock(moment, shown, feed)).toList(),
                moment.last28(Indicators.GRADED_UNGRADED));
    }

    private static Clock clock(Moment moment, Shown shown, FeedSeries feed) {
        LastCounts.Read read = moment.around().counted();
        List<LastCount> counted = new ArrayList<>();
        for (String station : moment.group(moment.today()).stationIds()) {
            Optional<LastCount> last = read.of(shown.indicator(), station);
            last.ifPresent(counted::add);
        }
        long here = countedHere(moment, shown.indicator());
        long count = Math.max(counted.stream().mapToLong(LastCount::since).sum(), here);
        long last = Math.max(
                counted.stream().mapToLong(LastCount::lastDay).max().orElse(Long.MIN_VALUE),
                lastDayHere(moment, shown.indicator()));
        if (!feed.heard() && last == Long.MIN_VALUE) {
            return new Clock(shown.standard(), shown.clause(), shown.indicator(), "NEVER", null, null, null, null);
        }
        if (!read.known()) {
            return new Clock(shown.standard(), shown.clause(), shown.indicator(), "LOADING", null, null, null, null);
        }
        long clean = last == Long.MIN_VALUE ? feed.firstDay(true) : last + 1;
        return new Clock(
                shown.standard(),
                shown.clause(),
                shown.indicator(),
                feed.stale() ? "STALE" : count > 0 ? "BROKEN" : "RUNNING",
                count,
                Json.day(clean),
                Math.max(0, moment.today() - clean + 1),
                last == Long.MIN_VALUE ? null : Json.day(last));
    }

    /** What the live view's days hold: newer than what was read. */
    private static long countedHere(Moment moment, String indicator) {
        long sum = 0;
        long from = LastCounts.clockFrom(LocalDate.ofEpochDay(moment.today()));
        for (long day = Math.max(from, moment.firstDay()); day <= moment.today(); day++) {
            sum += moment.day(indicator, day).numerator();
        }
        return sum;
    }

    private static long lastDayHere(Moment moment, String indicator) {
        for (long day = moment.today(); day >= moment.firstDay(); day--) {
            Sum sum = moment.day(indicator, day);
            if (sum.numerator() > 0) {
                return day;
            }
        }
        return Long.MIN_VALUE;
    }
}
