package org.stationboard.api.read;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.view.City;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;
import org.stationboard.store.BodyKind;
import org.stationboard.store.DayRange;
import org.stationboard.store.EvidenceQuery;

/** What the store is asked of a figure's records, and what counts of what it answers. Safe for many threads. */
public final class EvidenceQuestion {
    private final City city;
    private final Parameters parameters;

    public EvidenceQuestion(City city, Parameters parameters) {
        this.city = city;
        this.parameters = parameters;
    }

    /** An empty listing of what counts for the figure. */
    EvidenceListing listing(Figures.Asked asked, Period period, Evidence.Page page) {
        return new EvidenceListing(asked.indicator(), asked.kind(), spans(asked, period), page, parameters);
    }

    /**
     * The query for the records of the figure; empty where no station stands under the unit.
     *
     * @param known epoch minute of a day's turn, null for the newest tick
     * @param changedSince epoch minute of a day's turn: records that did not change after it may be left out; null for all
     */
    Optional<EvidenceQuery> query(
            Figures.Asked asked, Period period, @Nullable Long known, @Nullable Long changedSince) {
        Set<String> stations = new LinkedHashSet<>();
        spans(asked, period).forEach(span -> stations.addAll(span.group().summedIds()));
        if (stations.isEmpty()) {
            return Optional.empty();
        }
        BodyKind body = BodyKind.ofFeed(Indicators.feed(asked.indicator()));
        DayRange days = new DayRange(firstDay(asked.kind(), period), period.toDay());
        // Which report of a level stands may change to one that did not change itself.
        Long since = asked.kind() == IndicatorKind.LEVEL ? null : changedSince;
        return Optional.of(new EvidenceQuery(List.copyOf(stations), body, days, known, since));
    }

    /** What is carried from day to day is that of the stations that stand under the unit at the end. */
    private List<City.Span> spans(Figures.Asked asked, Period period) {
        IndicatorKind kind = asked.kind();
        long from = firstDay(kind, period);
        boolean carried = kind == IndicatorKind.STOCK || kind == IndicatorKind.LEVEL;
        return carried
                ? List.of(new City.Span(from, period.toDay(), city.group(asked.unitId(), period.toDay())))
                : city.spans(asked.unitId(), from, period.toDay());
    }

    private static long firstDay(IndicatorKind kind, Period period) {
        return switch (kind) {
            case COUNT, PROPORTION -> period.fromDay();
            case STOCK -> EvidenceQuery.FIRST_DAY;
            case LEVEL -> period.toDay();
        };
    }
}
