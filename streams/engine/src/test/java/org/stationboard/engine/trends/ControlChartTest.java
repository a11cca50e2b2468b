package org.stationboard.engine.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Assurance;
import org.stationboard.contract.v1.Variation;

class ControlChartTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 31);

    @Test
    void limitsAndSignalsAreThoseOfR() {
        Map<Integer, List<GoldenFile.Row>> charts = GoldenFile.of("xmr.csv").rows().stream()
                .collect(Collectors.groupingBy(row -> row.whole("chart"), TreeMap::new, Collectors.toList()));
        assertThat(charts).hasSize(12);
        charts.values().forEach(rows -> {
            double[] values =
                    rows.stream().mapToDouble(row -> row.number("value")).toArray();
            ControlChart chart = ControlChart.of(months(values), List.of());
            ControlLimits limits = chart.newestLimits().orElseThrow();
            assertThat(limits.centre()).isCloseTo(rows.get(0).number("centre"), within(1e-9));
            assertThat(limits.lower()).isCloseTo(rows.get(0).number("lower"), within(1e-9));
            assertThat(limits.upper()).isCloseTo(rows.get(0).number("upper"), within(1e-9));
            for (int i = 0; i < values.length; i++) {
                String marks =
                        chart.points().get(i).signals().stream().map(Enum::name).collect(Collectors.joining(" "));
                assertThat(marks).isEqualTo(rows.get(i).text("marks"));
            }
        });
    }

    @Test
    void saysNothingFromFewerThanTwelvePoints() {
        ControlChart chart = ControlChart.of(months(steady(11)), List.of());
        assertThat(chart.variation(Direction.HIGHER_IS_BETTER)).isEqualTo(Variation.VARIATION_UNKNOWN);
        assertThat(chart.assurance(0, Direction.HIGHER_IS_BETTER)).isEqualTo(Assurance.ASSURANCE_UNKNOWN);
        assertThat(ControlChart.of(months(steady(12)), List.of()).variation(Direction.HIGHER_IS_BETTER))
                .isEqualTo(Variation.COMMON_CAUSE);
        assertThat(ControlChart.of(List.of(), List.of()).variation(Direction.LOWER_IS_BETTER))
                .isEqualTo(Variation.VARIATION_UNKNOWN);
    }

    @Test
    void theDirectionOfGoodDecidesWhatAHighPointMeans() {
        double[] values = steady(25);
        values[24] = 100;
        ControlChart chart = ControlChart.of(months(values), List.of());
        assertThat(chart.variation(Direction.HIGHER_IS_BETTER)).isEqualTo(Variation.BETTER);
        assertThat(chart.variation(Direction.LOWER_IS_BETTER)).isEqualTo(Variation.WORSE);
    }

    @Test
    void eightInARowOnOneSideAreASignalAndAPointOnTheCentreEndsTheRow() {
        double[] values = steady(32);
        for (int i = 24; i < 32; i++) {
            values[i] = 10.1;
        }
        assertThat(ControlChart.of(months(values), List.of()).points().get(31).signals())
                .containsExactly(ControlSignal.RUN_ABOVE);
        values[27] = 10;
        assertThat(ControlChart.of(months(values), List.of()).points().get(31).signals())
                .isEmpty();
    }

    @Test
    void limitsStandUntilAPersonSetsANewBeginning() {
        double[] values = steady(48);
        for (int i = 24; i < 48; i++) {
            values[i] += 20;
        }
        List<ControlChart.Observation> months = months(values);
        ControlChart old = ControlChart.of(months, List.of());
        assertThat(old.newestLimits().orElseThrow().centre()).isEqualTo(10);
        assertThat(old.variation(Direction.LOWER_IS_BETTER)).isEqualTo(Variation.WORSE);
        ControlChart rebased = ControlChart.of(months, List.of(months.get(24).day()));
        assertThat(rebased.stretches()).hasSize(2);
        assertThat(rebased.newestLimits().orElseThrow().centre()).isEqualTo(30);
        assertThat(rebased.variation(Direction.LOWER_IS_BETTER)).isEqualTo(Variation.COMMON_CAUSE);
        assertThat(rebased.points().get(23)).isEqualTo(old.points().get(23));
    }

    @Test
    void assuranceComparesLimitsWithTheTargetInWholeNumbers() {
        ControlLimits limits = new ControlLimits(0.93, 0.90, 0.96, 24);
        // The lower limit is rounded down: a target of exactly 0.90 is not proven to be kept.
        assertThat(limits.lowerPpm()).isEqualTo(899_999);
        assertThat(limits.against(899_999, Direction.HIGHER_IS_BETTER)).isEqualTo(Assurance.CONSISTENTLY_PASSES);
        assertThat(limits.against(950_000, Direction.HIGHER_IS_BETTER)).isEqualTo(Assurance.HIT_OR_MISS);
        assertThat(limits.against(970_000, Direction.HIGHER_IS_BETTER)).isEqualTo(Assurance.CONSISTENTLY_FAILS);
        assertThat(limits.against(970_000, Direction.LOWER_IS_BETTER)).isEqualTo(Assurance.CONSISTENTLY_PASSES);
        assertThat(limits.against(890_000, Direction.LOWER_IS_BETTER)).isEqualTo(Assurance.CONSISTENTLY_FAILS);
    }

    @Test
    void refusesDaysThatDoNotRise() {
        List<ControlChart.Observation> twice =
                List.of(new ControlChart.Observation(FIRST, 1), new ControlChart.Observation(FIRST, 2));
        assertThatThrownBy(() -> ControlChart.of(twice, List.of()))
                .hasMessage("day: 2024-01-31 (expected: after the one before)");
        assertThatThrownBy(() -> new ControlChart.Observation(FIRST, Double.NaN))
                .hasMessage("value: NaN (expected: a finite number)");
    }

    /** 9, 11, 9, 11, ...: centre 10 where even, moving range 2. */
    private static double[] steady(int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = i % 2 == 0 ? 9 : 11;
        }
        return values;
    }

    private static List<ControlChart.Observation> months(double[] values) {
        List<ControlChart.Observation> months = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            months.add(new ControlChart.Observation(FIRST.plusMonths(i), values[i]));
        }
        return months;
    }
}
