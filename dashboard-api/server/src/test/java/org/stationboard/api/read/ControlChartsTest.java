package org.stationboard.api.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.SmallCity;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Standard;
import org.stationboard.testkit.Records;

/** What the screens are given to draw is what the engine judged by. */
class ControlChartsTest {
    private static final Instant FIRST = Instant.parse("2023-12-31T16:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final String INDICATOR = Indicators.ALARMS_CRIME;

    private static SmallCity city;

    /** Twenty-six months of crime calls: one on most days, and five a day in the last closed month. */
    @BeforeAll
    static void twoYears() {
        city = new SmallCity(NOON);
        List<StationRecord> records = new ArrayList<>();
        for (Instant day = FIRST; day.isBefore(NOON); day = day.plus(Duration.ofDays(1))) {
            boolean lately = !day.isBefore(Instant.parse("2026-01-31T16:00:00Z"));
            long calls = lately ? 5 : day.getEpochSecond() / 86_400 % 7 == 0 ? 2 : 1;
            for (int call = 0; call < calls; call++) {
                StationRecord.Builder made =
                        Records.alarm("t/" + records.size(), SmallCity.NORTH_1, day.plus(Duration.ofHours(2 + call)));
                made.getAlarmBuilder().setCrime(true);
                records.add(Records.taken(made));
            }
        }
        city.live(records, NOON);
    }

    private static ControlCharts.Answer chart(Optional<Standard> standard) {
        Set<String> logKeys =
                city.view().city().group(SmallCity.NORTH_1, TODAY.toEpochDay()).logKeys();
        FeedSeries feed = city.view().read(state -> FeedSeries.of("alarm", state.feeds(logKeys), ApiSettings.SHANGHAI));
        Figures figures =
                new Figures(city.store(), city.view().city(), asked -> feed, new Known(null, ApiSettings.SHANGHAI));
        return new ControlCharts(figures, ApiSettings.SHANGHAI)
                .answer(
                        new Figures.Asked(INDICATOR, SmallCity.NORTH_1),
                        standard,
                        new ControlCharts.Ground(Long.MIN_VALUE, feed.states()),
                        TODAY);
    }

    private static Standard standard() {
        return CatalogueLoader.load(CatalogueLoader.shippedText())
                .standard("N08")
                .orElseThrow();
    }

    @Test
    void drawsTheMonthsThatTheVerdictGoesBy() {
        Verdict verdict = city.store().now(List.of(SmallCity.NORTH_1), "N08").get(0);
        ControlCharts.Answer chart = chart(Optional.of(standard()));
        assertThat(chart.variation())
                .isEqualTo("WORSE")
                .isEqualTo(verdict.getVariation().name());
        assertThat(chart.points()).hasSize(26);
        assertThat(chart.leftOut()).isEmpty();
        ControlCharts.Point newest = chart.points().get(25);
        assertThat(newest.start()).isEqualTo("2026-02-01");
        assertThat(newest.numerator()).isEqualTo(5 * 28);
        assertThat(newest.denominator()).isEqualTo(28);
        assertThat(newest.ppm()).isEqualTo(5_000_000);
        assertThat(newest.signals()).contains("ABOVE_LIMIT");
        // Limits rest on the first 24 months, and the centre is their plain mean.
        ControlCharts.Stretch stretch = chart.stretches().get(0);
        assertThat(stretch.baseline()).isEqualTo(24);
        double mean = chart.points().stream()
                .limit(24)
                .mapToDouble(point -> (double) point.numerator() / point.denominator())
                .average()
                .orElseThrow();
        assertThat(stretch.centrePpm()).isEqualTo(Math.round(mean * 1_000_000));
        assertThat(stretch.lowerPpm()).isLessThan(stretch.centrePpm());
        assertThat(stretch.upperPpm()).isGreaterThan(stretch.centrePpm()).isLessThan(5_000_000);
    }

    @Test
    void aPersonsNewBeginningIsANewStretch() {
        String rules = CatalogueLoader.shippedText()
                .replaceFirst("(id: N08\\n(?s).*?version: 1)", "$1\n    rebased: [\"2025-01-01\"]");
        Standard rebased = CatalogueLoader.load(rules).standard("N08").orElseThrow();
        ControlCharts.Answer chart = chart(Optional.of(rebased));
        assertThat(chart.rebased()).containsExactly("2025-01-01");
        assertThat(chart.stretches()).hasSize(2);
        assertThat(chart.stretches().get(0).to()).isEqualTo("2024-12-01");
        assertThat(chart.stretches().get(1).from()).isEqualTo("2025-01-01");
    }

    @Test
    void theRatioIsThatOfTwoYearsAndWeeksSayThatHistoryIsShort() {
        ControlCharts.Answer chart = chart(Optional.empty());
        assertThat(chart.variation()).isNull();
        YearRatio ratio = requireNonNull(chart.ratio());
        assertThat(ratio.now()).isEqualTo(counted("2025-03-03", "2026-03-02"));
        assertThat(ratio.before()).isEqualTo(counted("2024-03-03", "2025-03-02"));
        assertThat(ratio.change()).isEqualTo("UP");
        assertThat(ratio.lowerPpm()).isGreaterThan(1_000_000);
        UnusualWeeks weeks = requireNonNull(chart.weeks());
        assertThat(weeks.history()).isLessThan(weeks.needed());
        assertThat(weeks.weeks())
                .hasSize(52)
                .allMatch(week -> week.flexible().state().equals("NOT_ENOUGH_HISTORY"))
                .allMatch(week -> week.original().state().equals("NOT_ENOUGH_HISTORY"));
        assertThat(weeks.weeks().get(51).start()).isEqualTo("2026-02-23");
        assertThat(weeks.weeks().get(51).count()).isEqualTo(35);
    }

    /** By the way the records were made, and not by any figure. */
    private static long counted(String from, String to) {
        return LongStream.rangeClosed(
                        LocalDate.parse(from).toEpochDay(), LocalDate.parse(to).toEpochDay())
                .map(day -> day >= LocalDate.of(2026, 2, 1).toEpochDay()
                        ? 5
                        // Made at 16:00 of the day before in universal time.
                        : (day - 1) % 7 == 0 ? 2 : 1)
                .sum();
    }
}
