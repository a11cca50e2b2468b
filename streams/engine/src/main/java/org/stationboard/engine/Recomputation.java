package org.stationboard.engine;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Interval;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.VerdictDraft.Occasion;

/**
 * The judgement of a past day by what is known now: the engine's own rules over day figures and reports that somebody
 * else kept. It replaces no verdict. Nothing is stale in it, for silence that was broken since says nothing of the day;
 * a hole in the cover stays one. One thread; used for one unit and indicator.
 */
public final class Recomputation {
    /** The farthest any rule looks back on counts by day, the month of the day itself among them. */
    public static final int MONTHS_LOOKED_BACK = ClosedMonth.MOST + 1;

    private final Unit unit;
    private final long existed;
    private final String indicator;
    private final ZoneId zone;
    private final Cells cells = new Cells();
    private final Levels levels = new Levels(new InMemoryTables());
    private final List<FeedState> sources;

    /**
     * Of a unit and indicator of which nothing is counted yet.
     *
     * @param existed first local day of the unit, epoch day
     * @param sources the newest states of the feed of that indicator for the unit's log key
     */
    public Recomputation(Unit unit, long existed, String indicator, Collection<FeedState> sources, ZoneId zone) {
        this.unit = unit;
        this.existed = existed;
        this.indicator = indicator;
        this.sources = List.copyOf(sources);
        this.zone = zone;
    }

    /** Adds the counts of a local day, epoch day; of a count the second is 0. Not for levels. */
    public void count(long day, long numerator, long denominator) {
        cells.series(new SeriesKey(unit.getId(), indicator)).add(day, numerator, denominator);
    }

    /** Takes what a record says of a level; contributions to anything else are passed over. */
    public void report(String recordId, long version, Contribution given) {
        if (given.indicator().equals(indicator) && given.unitId().equals(unit.getId())) {
            levels.put(new SeriesKey(unit.getId(), indicator), LevelReport.of(given, recordId, version));
        }
    }

    /** First local day that a judgement on the day may look at, epoch day. */
    public static long firstDayFor(long on) {
        return ClosedMonth.first(on).toEpochDay();
    }

    /**
     * The verdict of the standard on the day.
     *
     * @param on epoch day
     * @param tick epoch minute up to which everything is taken into account
     */
    public Verdict judge(Standard standard, long on, long tick) {
        Assessor assessor = new Assessor(cells, levels, new Known(), ignored -> existed);
        Occasion occasion = new Occasion(unit.getId(), on, tick, true);
        return assessor.judge(unit, new Rules.Rule(standard), occasion);
    }

    private final class Known implements Assessor.Heard {
        @Override
        public boolean stale(String logKey, String feed) {
            return false;
        }

        @Override
        public Coverage coverage(String logKey, String feed, long from, long to) {
            Spans union = new Spans(List.of());
            for (FeedState source : sources) {
                if (!source.getMarks() && source.getRecords() > 0) {
                    union.add(source.getFirstReported(), Long.MAX_VALUE);
                }
                for (Interval span : source.getCoveredList()) {
                    union.add(span.getFrom(), span.getTo());
                }
            }
            return Coverage.of(!sources.isEmpty(), union, from, to, new LocalDays(zone));
        }
    }
}
