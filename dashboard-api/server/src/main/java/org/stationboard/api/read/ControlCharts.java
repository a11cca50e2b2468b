package org.stationboard.api.read;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.read.Figures.Asked;
import org.stationboard.api.read.Figures.Counted;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.engine.ClosedMonth;
import org.stationboard.engine.Coverage;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Standard;
import org.stationboard.engine.trends.ControlChart;
import org.stationboard.engine.trends.ControlChart.Observation;

/**
 * A control chart (XmR) of a unit's closed months, by the very months, limits and rules that verdicts go by; of a count its
 * rate ratio and unusual weeks beside it. Blocks on the store. For one answer and thread.
 */
public final class ControlCharts {
    private static final long PPM = 1_000_000;

    private final Figures figures;
    private final ZoneId zone;

    public ControlCharts(Figures figures, ZoneId zone) {
        this.figures = figures;
        this.zone = zone;
    }

    /**
     * What is known of a unit beside its figures.
     *
     * @param existed its first local day, epoch day
     * @param feeds the states of the indicator's feed, of each log key's sources
     */
    public record Ground(long existed, Collection<FeedState> feeds) {
        /** How far all log keys' feeds cover the days together. */
        Coverages over(long from, long to, ZoneId zone) {
            Map<String, List<FeedState>> byLogKey = new HashMap<>();
            feeds.forEach(state -> byLogKey.computeIfAbsent(state.getLogKey(), key -> new ArrayList<>())
                    .add(state));
            return new Coverages(byLogKey.values().stream()
                    .map(states -> Coverage.of(states, from, to, zone))
                    .toList());
        }
    }

    /** One coverage for each log key. */
    record Coverages(List<Coverage> all) {
        boolean cover(long from, long to) {
            return !all.isEmpty() && all.stream().allMatch(each -> each.covers(from, to));
        }
    }

    /**
     * Answer of the route.
     *
     * @param measure share, or per-day for a count
     * @param leftOut first days of closed months after the first point that the feeds do not cover
     * @param variation what the newest month says; null without a standard, which alone knows what is good
     * @param ratio of a count; null where two years are not covered
     * @param weeks of a count; null of a share
     */
    public record Answer(
            String unit,
            String indicator,
            @Nullable String standard,
            String measure,
            String on,
            List<Point> points,
            List<String> leftOut,
            List<Stretch> stretches,
            int minimumPoints,
            @Nullable Target target,
            List<String> rebased,
            @Nullable String variation,
            @Nullable String assurance,
            @Nullable YearRatio ratio,
            @Nullable UnusualWeeks weeks) {}

    /** A month; the denominator is what was eligible, of a count the month's days. */
    public record Point(String start, long numerator, long denominator, long ppm, List<String> signals) {}

    /**
     * Months under the same limits; {@code baseline} is how many points they rest on. Limits are what the process does and
     * may lie beyond what is possible; null with too few points.
     */
    public record Stretch(
            String from,
            String to,
            int points,
            int baseline,
            @Nullable Long centrePpm,
            @Nullable Long lowerPpm,
            @Nullable Long upperPpm) {}

    /** What the standard asks of the window, not of a month. */
    public record Target(String comparator, long ppm) {}

    /** The chart on the day, of a standard's indicator with what the standard says of it. */
    public Answer answer(Asked asked, Optional<Standard> standard, Ground ground, LocalDate on) {
        boolean share = asked.kind() == IndicatorKind.PROPORTION;
        List<ClosedMonth> months = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<ClosedMonth> all = ClosedMonth.before(on.toEpochDay());
        Coverages covered = ground.over(all.get(0).from(), on.toEpochDay(), zone);
        for (ClosedMonth month : all) {
            if (month.from() >= ground.existed() && covered.cover(month.from(), month.to())) {
                months.add(month);
            } else if (!months.isEmpty()) {
                leftOut.add(Json.day(month.from()));
            }
        }
        Drawn drawn = drawn(asked, months, share);
        List<LocalDate> rebased = standard.map(Standard::rebased).orElse(List.of());
        ControlChart chart = ControlChart.of(drawn.observations(), rebased);
        return new Answer(
                asked.unitId(),
                asked.indicator(),
                standard.map(Standard::id).orElse(null),
                share ? "share" : "per-day",
                on.toString(),
                drawn.points(chart),
                leftOut,
                stretches(chart),
                ControlChart.MINIMUM,
                standard.filter(ControlCharts::judgesShare)
                        .map(each -> new Target(StandardRow.comparatorOf(each.comparator()), each.targetPpm()))
                        .orElse(null),
                rebased.stream().map(LocalDate::toString).toList(),
                standard.map(each -> VerdictRow.nameOf(chart.variation(each.good())))
                        .orElse(null),
                standard.filter(ControlCharts::judgesShare)
                        .map(each -> VerdictRow.nameOf(chart.assurance(each.targetPpm(), each.good())))
                        .orElse(null),
                share ? null : YearRatio.of(asked, figures, covered, ground.existed(), on),
                share ? null : UnusualWeeks.of(asked, figures, covered, ground.existed(), on));
    }

    private static boolean judgesShare(Standard standard) {
        return standard.kind() == RuleKind.SHARE_RULE;
    }

    private Drawn drawn(Asked asked, List<ClosedMonth> months, boolean share) {
        List<Counted> counts = figures.counted(
                asked,
                months.stream()
                        .map(month -> new Period(LocalDate.ofEpochDay(month.from()), LocalDate.ofEpochDay(month.to())))
                        .toList());
        List<Counted> kept = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            ClosedMonth month = months.get(i);
            Counted counted = counts.get(i);
            Optional<Observation> observation =
                    share ? month.share(counted.n(), counted.d()) : Optional.of(month.byDay(counted.n()));
            if (observation.isPresent()) {
                observations.add(observation.get());
                kept.add(share ? counted : new Counted(counted.n(), month.days()));
            }
        }
        return new Drawn(observations, kept);
    }

    private record Drawn(List<Observation> observations, List<Counted> counts) {
        List<Point> points(ControlChart chart) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < counts.size(); i++) {
                Counted counted = counts.get(i);
                points.add(new Point(
                        observations.get(i).day().toString(),
                        counted.n(),
                        counted.d(),
                        Math.floorDiv(Math.multiplyExact(counted.n(), PPM), counted.d()),
                        chart.points().get(i).signals().stream().map(Enum::name).toList()));
            }
            return points;
        }
    }

    private static List<Stretch> stretches(ControlChart chart) {
        return chart.stretches().stream()
                .map(stretch -> new Stretch(
                        day(chart, stretch.from()),
                        day(chart, stretch.to() - 1),
                        stretch.to() - stretch.from(),
                        stretch.limits().map(limits -> limits.points()).orElse(0),
                        stretch.limits().map(limits -> limits.centrePpm()).orElse(null),
                        stretch.limits().map(limits -> limits.lowerPpm()).orElse(null),
                        stretch.limits().map(limits -> limits.upperPpm()).orElse(null)))
                .toList();
    }

    private static String day(ControlChart chart, int point) {
        return chart.points().get(point).observation().day().toString();
    }
}
