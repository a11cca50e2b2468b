package org.stationboard.api.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Figures.Asked;
import org.stationboard.api.read.Figures.Counted;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.trends.Funnel;
import org.stationboard.engine.trends.Funnel.Limits;
import org.stationboard.engine.trends.Funnel.Widening;

/**
 * The stations of one class under a unit around their common share, in register order: who lies beyond what chance and the
 * differences between stations explain, never who is first. Blocks on the store. For one answer and thread.
 */
public final class Funnels {
    private static final int LINES = 40;

    private final Figures figures;

    public Funnels(Figures figures) {
        this.figures = figures;
    }

    /** Whether a station's feeds cover the period. */
    @FunctionalInterface
    public interface Covered {
        boolean covers(Unit station, Period period);
    }

    /**
     * Answer of the route; what is computed is null with fewer than {@code minimumStations} that counted anything.
     *
     * @param widening NONE: exact binomial limits; ADDITIVE: stations differ by more than chance
     * @param leftOut stations whose feeds do not cover the period
     * @param lines the funnel's limits at rising numbers of tries, for drawing
     */
    public record Answer(
            String unit,
            String indicator,
            @JsonProperty("class") String unitClass,
            String from,
            String to,
            int minimumStations,
            @Nullable Long centrePpm,
            @Nullable Long dispersionMilli,
            @Nullable String widening,
            List<Place> places,
            List<String> leftOut,
            List<Line> lines) {}

    /** A station; {@code standing} by the outer limits at its own size. */
    public record Place(
            String unit,
            String name,
            long numerator,
            long denominator,
            @Nullable String standing) {}

    /** 95 % and 99.8 % limits at that many tries. */
    public record Line(long tries, long innerLowerPpm, long innerUpperPpm, long outerLowerPpm, long outerUpperPpm) {}

    /** The funnel of the stations over the period. */
    public Answer answer(Asked asked, UnitClass unitClass, List<Unit> stations, Period period, Covered covered) {
        requireComparable(asked);
        List<Place> places = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<Funnel.Station> counted = new ArrayList<>();
        for (Unit station : stations) {
            if (!covered.covers(station, period)) {
                leftOut.add(station.getId());
                continue;
            }
            Counted found = figures.counted(new Asked(asked.indicator(), station.getId()), List.of(period))
                    .get(0);
            counted.add(new Funnel.Station(station.getId(), found.n(), found.d()));
        }
        Optional<Funnel> funnel = Funnel.of(counted, Widening.ADDITIVE);
        for (Funnel.Station station : counted) {
            places.add(place(station, stations, funnel));
        }
        return new Answer(
                asked.unitId(),
                asked.indicator(),
                unitClass.name().toLowerCase(Locale.ROOT),
                period.from().toString(),
                period.to().toString(),
                Funnel.MINIMUM,
                funnel.map(Funnel::centrePpm).orElse(null),
                funnel.map(Funnel::dispersionMilli).orElse(null),
                funnel.map(each -> each.widening().name()).orElse(null),
                places,
                leftOut,
                funnel.map(Funnels::lines).orElse(List.of()));
    }

    private static void requireComparable(Asked asked) {
        if (Indicators.trendOnly(asked.indicator())) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER,
                    "indicator: " + asked.indicator() + " (expected: none of cases: no comparison of stations, X01)");
        }
        if (asked.kind() != IndicatorKind.PROPORTION) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "indicator: " + asked.indicator() + " (expected: a share)");
        }
    }

    private static Place place(Funnel.Station station, List<Unit> stations, Optional<Funnel> funnel) {
        String name = stations.stream()
                .filter(unit -> unit.getId().equals(station.unitId()))
                .map(Unit::getName)
                .findFirst()
                .orElse(station.unitId());
        String standing = funnel.flatMap(each -> each.places().stream()
                        .filter(place -> place.station().unitId().equals(station.unitId()))
                        .findFirst())
                .map(place -> place.standing().name())
                .orElse(null);
        return new Place(station.unitId(), name, station.n(), station.d(), standing);
    }

    private static List<Line> lines(Funnel funnel) {
        long most = funnel.places().stream()
                .mapToLong(place -> place.station().d())
                .max()
                .orElse(1);
        List<Line> lines = new ArrayList<>();
        long before = 0;
        for (int step = 1; step <= LINES; step++) {
            // Closer together where the funnel is wide.
            long tries = Math.max(1, most * step * step / ((long) LINES * LINES));
            if (tries > before) {
                Limits inner = funnel.limits(tries, false);
                Limits outer = funnel.limits(tries, true);
                lines.add(new Line(tries, inner.lowerPpm(), inner.upperPpm(), outer.lowerPpm(), outer.upperPpm()));
            }
            before = tries;
        }
        return lines;
    }
}
