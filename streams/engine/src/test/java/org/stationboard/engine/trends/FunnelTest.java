package org.stationboard.engine.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FunnelTest {
    private static final double NEAR = 1e-9;

    @Test
    void limitsAndDispersionAreThoseOfTheFormulaeInR() {
        Map<Integer, List<GoldenFile.Row>> funnels = GoldenFile.of("funnels.csv").rows().stream()
                .collect(Collectors.groupingBy(row -> row.whole("funnel"), TreeMap::new, Collectors.toList()));
        int widened = 0;
        for (List<GoldenFile.Row> rows : funnels.values()) {
            boolean over = rows.get(0).whole("over") == 1;
            widened += over ? 1 : 0;
            check(rows, Funnel.Widening.NONE, "exact", false);
            check(rows, Funnel.Widening.MULTIPLICATIVE, "times", over);
            check(rows, Funnel.Widening.ADDITIVE, "plus", over);
        }
        assertThat(widened).isBetween(1, funnels.size() - 1);
    }

    private static void check(List<GoldenFile.Row> rows, Funnel.Widening widening, String kind, boolean over) {
        Funnel funnel = Funnel.of(stations(rows), widening).orElseThrow();
        assertThat(funnel.widening()).isEqualTo(over ? widening : Funnel.Widening.NONE);
        assertThat(funnel.centre()).isCloseTo(rows.get(0).number("centre"), within(NEAR));
        assertThat(funnel.dispersion()).isCloseTo(rows.get(0).number("dispersion"), within(NEAR));
        if (funnel.widening() == Funnel.Widening.ADDITIVE) {
            assertThat(funnel.spread()).isCloseTo(rows.get(0).number("spread"), within(NEAR));
        }
        for (int i = 0; i < rows.size(); i++) {
            Funnel.Place place = funnel.places().get(i);
            assertThat(place.outer().lower()).isCloseTo(rows.get(i).number(kind + "_low"), within(NEAR));
            assertThat(place.outer().upper()).isCloseTo(rows.get(i).number(kind + "_high"), within(NEAR));
            if (widening == Funnel.Widening.NONE) {
                assertThat(place.inner().lower()).isCloseTo(rows.get(i).number("exact_inner"), within(NEAR));
            }
        }
    }

    @Test
    void aStationFarOutIsSaidToBeAndKeepsItsPlaceInTheOrder() {
        List<Funnel.Station> stations = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            stations.add(new Funnel.Station("s" + i, 180 + i % 3, 200));
        }
        stations.set(5, new Funnel.Station("s5", 140, 200));
        Funnel funnel = Funnel.of(stations, Funnel.Widening.MULTIPLICATIVE).orElseThrow();
        assertThat(funnel.places())
                .extracting(place -> place.station().unitId())
                .containsExactlyElementsOf(
                        stations.stream().map(Funnel.Station::unitId).toList());
        assertThat(funnel.places().get(5).standing()).isEqualTo(Funnel.Standing.BELOW);
        assertThat(funnel.places())
                .filteredOn(place -> place.standing() != Funnel.Standing.WITHIN)
                .hasSize(1);
        assertThat(funnel.limits(200, true)).isEqualTo(funnel.places().get(0).outer());
        assertThat(funnel.limits(200, false).lowerPpm())
                .isGreaterThan(funnel.limits(200, true).lowerPpm());
    }

    @Test
    void noFunnelOfFewerThanFiveStationsOrWithoutAMiss() {
        List<Funnel.Station> four =
                List.of(station(9), station(8), station(9), station(7), new Funnel.Station("e", 0, 0));
        assertThat(Funnel.of(four, Funnel.Widening.NONE)).isEmpty();
        List<Funnel.Station> perfect = List.of(station(10), station(10), station(10), station(10), station(10));
        assertThat(Funnel.of(perfect, Funnel.Widening.NONE)).isEmpty();
    }

    private static Funnel.Station station(int n) {
        return new Funnel.Station("u", n, 10);
    }

    private static List<Funnel.Station> stations(List<GoldenFile.Row> rows) {
        List<Funnel.Station> stations = new ArrayList<>();
        rows.forEach(row -> stations.add(new Funnel.Station("u" + stations.size(), row.whole("n"), row.whole("d"))));
        return stations;
    }
}
