package org.stationboard.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.engine.Rules.Rule;
import org.stationboard.engine.VerdictDraft.Occasion;

/** Brings together what a verdict rests on: cells, reports, staleness and cover. Reads only. */
final class Assessor {
    private static final int INTERVALS_ON_HEAP = 4096;

    private final Cells cells;
    private final Levels levels;
    private final Heard feeds;
    private final ToLongFunction<Unit> firstDays;
    private final Map<Counts, ExactInterval> intervals = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Counts, ExactInterval> eldest) {
            return size() > INTERVALS_ON_HEAP;
        }
    };

    private List<ClosedMonth> closed = List.of();

    /** @param firstDays first local day of a unit, epoch day; {@link Long#MIN_VALUE} where the register knows none */
    Assessor(Cells cells, Levels levels, Heard feeds, ToLongFunction<Unit> firstDays) {
        this.cells = cells;
        this.levels = levels;
        this.feeds = feeds;
        this.firstDays = firstDays;
    }

    /** What is known of the feeds of a log key. */
    interface Heard {
        /** Whether a feed of this name that ever fed the log key is silent longer than its rhythm. */
        boolean stale(String logKey, String feed);

        /** How far the feeds of this name cover the local days from and to, both inclusive. */
        Coverage coverage(String logKey, String feed, long from, long to);
    }

    /** The verdict of the rule on the unit and day. */
    Verdict judge(Unit unit, Rule rule, Occasion occasion) {
        Standard standard = rule.standard();
        if (!standard.inForceOn(occasion.on())) {
            // It asks nothing, so nothing is said of what was counted either.
            return new VerdictDraft(standard, rule.digest(), occasion)
                    .counted(occasion.on(), occasion.on(), 0, 0)
                    .say(Literal.LITERAL_NONE, VerdictState.NOT_IN_FORCE);
        }
        SeriesKey key = new SeriesKey(unit.getId(), standard.indicator());
        Reporting reporting = standard.reporting();
        if (reporting != null) {
            Reports reports = Reports.of(levels.begunBy(key, occasion.on()), reporting);
            return ReportVerdicts.judge(standard, rule.digest(), occasion, reports, firstDays.applyAsLong(unit));
        }
        if (standard.ofReport()) {
            return Verdicts.said(standard, rule.digest(), said(unit, key, occasion));
        }
        return counted(rule, counted(unit, key, occasion));
    }

    private Verdict counted(Rule rule, Counted counted) {
        Standard standard = rule.standard();
        int months = standard.windowMonths();
        return switch (standard.kind()) {
            case CLOCK_RULE -> Verdicts.clock(standard, rule.digest(), counted.window(months), counted.lastEvent());
            case DECLINE_RULE ->
                DeclineVerdicts.judge(
                        standard,
                        rule.digest(),
                        counted.bothWindows(months),
                        counted.series(),
                        counted.trend(standard));
            case FIGURE_RULE -> {
                Verdicts.Inputs inputs = counted.window(months);
                yield Verdicts.figure(standard, rule.digest(), inputs, interval(inputs));
            }
            default -> {
                Verdicts.Inputs inputs = counted.window(months);
                yield Verdicts.share(standard, rule.digest(), inputs, interval(inputs), counted.trend(standard));
            }
        };
    }

    private Counted counted(Unit unit, SeriesKey key, Occasion occasion) {
        String feed = Indicators.feed(key.indicator());
        List<ClosedMonth> months = closedMonths(occasion.on());
        return new Counted(
                occasion,
                cells.series(key),
                months,
                firstDays.applyAsLong(unit),
                feeds.stale(unit.getLogKey(), feed),
                feeds.coverage(unit.getLogKey(), feed, months.get(0).from(), occasion.on()));
    }

    /** The months before the day's own: a turn asks for each unit and standard alike, and only a month's turn moves them. */
    private List<ClosedMonth> closedMonths(long on) {
        if (closed.isEmpty() || closed.get(0).from() != ClosedMonth.first(on).toEpochDay()) {
            closed = ClosedMonth.before(on);
        }
        return closed;
    }

    private ExactInterval interval(Verdicts.Inputs inputs) {
        return inputs.d() == 0
                ? ExactInterval.of(0, 0)
                : intervals.computeIfAbsent(
                        new Counts(inputs.n(), inputs.d()), counts -> ExactInterval.of(counts.n(), counts.d()));
    }

    /** A shift or a check gives its word for its period itself: coverage is whether one holds on the day. */
    private Verdicts.Inputs said(Unit unit, SeriesKey key, Occasion occasion) {
        Counts said = levels.at(key, occasion.on());
        return new Verdicts.Inputs(
                unit.getId(),
                occasion.on(),
                occasion.tick(),
                occasion.turn(),
                said == null ? 0 : said.n(),
                said == null ? 0 : said.d(),
                feeds.stale(unit.getLogKey(), Indicators.feed(key.indicator())),
                new Coverage(said != null, List.of()));
    }

    /**
     * What is counted of a unit, and how far it can be relied on.
     *
     * @param months the closed ones, the oldest first
     * @param existed first day of the unit, epoch day
     * @param coverage of the longest window there is
     */
    private record Counted(
            Occasion occasion,
            DaySeries series,
            List<ClosedMonth> months,
            long existed,
            boolean stale,
            Coverage coverage) {
        Verdicts.Inputs window(int months) {
            long from = Verdicts.windowFrom(occasion.on(), months);
            return inputs(series.sum(from, occasion.on()), from);
        }

        /** The later window's count of both windows'; covered must be both. */
        Verdicts.Inputs bothWindows(int months) {
            long from = Verdicts.windowFrom(occasion.on(), months);
            long before = Verdicts.windowFrom(from - 1, months);
            long n = series.sum(from, occasion.on()).n();
            return inputs(new Counts(n, n + series.sum(before, from - 1).n()), before);
        }

        long lastEvent() {
            return series.lastUpTo(occasion.on());
        }

        Trend trend(Standard standard) {
            return MonthTrend.of(standard, series, months, coverage, existed);
        }

        private Verdicts.Inputs inputs(Counts counts, long from) {
            return new Verdicts.Inputs(
                    occasion.unitId(),
                    occasion.on(),
                    occasion.tick(),
                    occasion.turn(),
                    counts.n(),
                    counts.d(),
                    stale,
                    coverage.within(Math.max(from, existed)));
        }
    }
}
