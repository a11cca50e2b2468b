package org.stationboard.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.SmallCity;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;
import org.stationboard.engine.Rollup;
import org.stationboard.testkit.Records;
import org.stationboard.testkit.StationDays;

class FiguresTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Duration DAY = Duration.ofDays(1);

    private static final Known NEWEST = new Known(null, ApiSettings.SHANGHAI);
    private static final Known.Times TIMES = new Known.Times(TODAY.toString(), null, false);

    private static Figures figures(SmallCity city) {
        return new Figures(
                city.store(),
                city.view().city(),
                asked -> new FeedSeries(Indicators.feed(asked.indicator()), List.of(), ApiSettings.SHANGHAI),
                NEWEST);
    }

    private static Evidence evidence(SmallCity city) {
        return new Evidence(
                city.store(),
                figures(city),
                new EvidenceQuestion(city.view().city(), Parameters.of(ApiSettings.SHANGHAI)));
    }

    private static Evidence.Answer proof(SmallCity city, String indicator, String unit, Period period) {
        return evidence(city)
                .answer(
                        new Figures.Asked(indicator, unit),
                        period,
                        NEWEST,
                        TIMES,
                        Optional.empty(),
                        Evidence.Page.after(null, 1000));
    }

    /** North 2 moves to the south on the first of March; its log key stays. */
    private static SmallCity cityWithAMove() {
        List<Unit> units = new ArrayList<>(SmallCity.units());
        Unit before = units.get(3);
        long moved = LocalDate.of(2026, 3, 1).toEpochDay();
        units.set(3, before.toBuilder().setValidTo(moved).build());
        units.add(
                SmallCity.unit(SmallCity.NORTH_2, "示例北二派出所", UnitLevel.STATION, SmallCity.SOUTH, before.getLogKey())
                        .toBuilder()
                        .setValidFrom(moved)
                        .build());
        return new SmallCity(NOON, units, CatalogueLoader.shippedText());
    }

    @Test
    void countsAStationWhereItStoodOnEachDay() {
        SmallCity city = cityWithAMove();
        city.live(
                List.of(
                        Records.taken(Records.alarm("t/1", SmallCity.NORTH_2, NOON.minus(DAY.multipliedBy(3)))),
                        Records.taken(Records.alarm("t/2", SmallCity.NORTH_2, NOON.minus(DAY))),
                        Records.taken(Records.alarm("t/3", SmallCity.NORTH_2, NOON.minus(Duration.ofHours(1))))),
                NOON);
        Period period = new Period(TODAY.minusDays(5), TODAY);

        assertThat(whole(city, SmallCity.NORTH, period)).isEqualTo(1);
        assertThat(whole(city, SmallCity.SOUTH, period)).isEqualTo(2);
        assertThat(whole(city, SmallCity.CITY, period)).isEqualTo(3);
        assertThat(proof(city, "alarms", SmallCity.NORTH, period).total()).isEqualTo(1);
        assertThat(proof(city, "alarms", SmallCity.SOUTH, period).sum().numerator())
                .isEqualTo(2);
    }

    private static long whole(SmallCity city, String unit, Period period) {
        return figures(city)
                .answer(new Figures.Asked("alarms", unit), period, Cut.RANGE, TIMES)
                .figures()
                .get(0)
                .numerator();
    }

    /** What a county bureau counts itself is in its own figure and in the city's, beside its stations'. */
    @Test
    void countsWhatABureauReportsForItself() {
        SmallCity city = cityWithAMove();
        city.live(
                List.of(
                        Records.taken(Records.alarm("t/1", SmallCity.SOUTH, NOON.minus(DAY))),
                        Records.taken(Records.alarm("t/2", SmallCity.SOUTH_1, NOON.minus(Duration.ofHours(1))))),
                NOON);
        Period period = new Period(TODAY.minusDays(5), TODAY);

        assertThat(whole(city, SmallCity.SOUTH, period)).isEqualTo(2);
        assertThat(whole(city, SmallCity.CITY, period)).isEqualTo(2);
        assertThat(whole(city, SmallCity.SOUTH_1, period)).isEqualTo(1);
        assertThat(proof(city, "alarms", SmallCity.SOUTH, period).total()).isEqualTo(2);
        assertThat(new Rollup(city.view().city().tree(), ApiSettings.SHANGHAI)
                        .sum(SmallCity.SOUTH, newest(city)).stream()
                                .filter(figure -> figure.getIndicator().equals("alarms"))
                                .mapToLong(Figure::getNumerator)
                                .sum())
                .isEqualTo(2);
    }

    /** The newest figure of each key, of days. */
    private static List<Figure> newest(SmallCity city) {
        return new ArrayList<>(city.everyFigure().stream()
                .filter(figure -> figure.getGrain() == Grain.DAY)
                .collect(Collectors.toMap(
                        figure -> figure.getUnitId() + figure.getIndicator() + figure.getStart(),
                        figure -> figure,
                        (held, later) -> later))
                .values());
    }

    @Test
    void addsUpAsTheEnginesRollupDoes() {
        SmallCity city = cityWithAMove();
        city.live(
                new StationDays(
                        5,
                        List.of(SmallCity.NORTH_1, SmallCity.NORTH_2, SmallCity.SOUTH_1),
                        LocalDate.of(2026, 2, 20),
                        11,
                        ApiSettings.SHANGHAI,
                        8),
                NOON);
        Rollup rollup = new Rollup(city.view().city().tree(), ApiSettings.SHANGHAI);
        List<Figure> newest = newest(city);

        for (String unit : List.of(SmallCity.CITY, SmallCity.NORTH, SmallCity.SOUTH)) {
            for (String indicator : List.of("alarms", "disputes.succeeded", "alarms.family.traffic")) {
                List<Figure> summed = rollup.sum(unit, newest).stream()
                        .filter(figure -> figure.getIndicator().equals(indicator))
                        .toList();
                List<Figures.Row> rows = figures(city)
                        .answer(
                                new Figures.Asked(indicator, unit),
                                new Period(TODAY.minusDays(10), TODAY),
                                Cut.DAY,
                                TIMES)
                        .figures();
                assertThat(rows).isNotEmpty();
                for (Figures.Row row : rows) {
                    long day = LocalDate.parse(row.start()).toEpochDay();
                    Figure same = summed.stream()
                            .filter(figure -> figure.getStart() == day)
                            .findFirst()
                            .orElseThrow();
                    assertThat(row.numerator()).isEqualTo(same.getNumerator());
                    assertThat(row.denominator())
                            .isEqualTo(same.hasDenominator() ? Long.valueOf(same.getDenominator()) : null);
                }
            }
        }
    }

    @Test
    void hasNoRowWhereNothingWasEverCounted() {
        SmallCity city = new SmallCity(NOON);
        city.tick();
        Figures.Answer answer = figures(city)
                .answer(
                        new Figures.Asked("disputes.open", SmallCity.CITY),
                        new Period(TODAY.minusDays(5), TODAY),
                        Cut.DAY,
                        TIMES);
        assertThat(answer.figures()).isEmpty();
        assertThat(answer.samePeriodLastYear()).isNull();
    }

    @Test
    void givesAStockItsValueAtTheEndOfEachDayAndWhatIsStillOpenAsEvidence() {
        SmallCity city = new SmallCity(NOON);
        Instant first = NOON.minus(DAY.multipliedBy(4));
        StationRecord.Builder settled = Records.dispute("t/d2", SmallCity.NORTH_1, first);
        city.live(
                List.of(
                        Records.taken(Records.dispute("t/d1", SmallCity.NORTH_1, first)),
                        Records.taken(settled),
                        Records.taken(Records.attempted(settled, NOON.minus(DAY), DisputeOutcome.SUCCESS))),
                NOON);
        Figures.Answer answer = figures(city)
                .answer(
                        new Figures.Asked("disputes.open", SmallCity.CITY),
                        new Period(TODAY.minusDays(4), TODAY),
                        Cut.DAY,
                        TIMES);
        assertThat(answer.figures()).extracting(Figures.Row::numerator).containsExactly(2L, 2L, 2L, 1L, 1L);

        Evidence.Answer proof = proof(city, "disputes.open", SmallCity.CITY, new Period(TODAY, TODAY));
        assertThat(proof.numerator()).isEqualTo(1);
        assertThat(proof.sum().numerator()).isEqualTo(1);
        assertThat(proof.records()).extracting(Evidence.Row::recordId).containsExactly("t/d1");
    }

    @Test
    void takesExactlyTheCountsOfAWithdrawnRecordAway() {
        SmallCity city = new SmallCity(NOON);
        StationRecord.Builder gone = Records.alarm("t/1", SmallCity.NORTH_1, NOON.minus(DAY));
        city.live(
                List.of(
                        Records.taken(gone),
                        Records.taken(Records.alarm("t/2", SmallCity.NORTH_1, NOON.minus(DAY))),
                        Records.taken(Records.withdrawn(gone, NOON.minus(Duration.ofHours(2))))),
                NOON);
        Evidence.Answer proof = proof(city, "alarms", SmallCity.CITY, new Period(TODAY.minusDays(1), TODAY));
        assertThat(proof.numerator()).isEqualTo(1);
        assertThat(proof.sum().numerator()).isEqualTo(1);
        assertThat(proof.records()).extracting(Evidence.Row::recordId).containsExactly("t/2");
    }

    /** A shift of that local day with posts filled of planned. */
    private static StationRecord duty(String id, String unit, LocalDate day, int filled, int planned) {
        Instant from = day.atTime(8, 0).atZone(ApiSettings.SHANGHAI).toInstant();
        return Records.taken(Records.alarm(id, unit, from)
                .setDuty(Duty.newBuilder()
                        .setFrom(Records.at(from))
                        .setTo(Records.at(from.plus(Duration.ofHours(12))))
                        .setPostsPlanned(planned)
                        .setPostsFilled(filled)));
    }

    private static SmallCity cityOnDuty() {
        SmallCity city = new SmallCity(NOON);
        city.live(
                List.of(
                        duty("s/1", SmallCity.NORTH_1, TODAY.minusDays(1), 5, 8),
                        duty("s/2", SmallCity.NORTH_2, TODAY.minusDays(1), 4, 4),
                        duty("s/3", SmallCity.NORTH_1, TODAY, 7, 8),
                        duty("s/4", SmallCity.NORTH_2, TODAY, 3, 4)),
                NOON);
        return city;
    }

    @Test
    void aLevelIsThatOfTheLastDayAndNeverASumOverDays() {
        SmallCity city = cityOnDuty();
        Period period = new Period(TODAY.minusDays(2), TODAY);
        Figures.Asked asked = new Figures.Asked("duty.posts", SmallCity.NORTH);

        Figures.Answer days = figures(city).answer(asked, period, Cut.DAY, TIMES);
        assertThat(days.kind()).isEqualTo("level");
        assertThat(days.figures()).extracting(Figures.Row::numerator).containsExactly(9L, 10L);
        assertThat(days.figures()).extracting(Figures.Row::denominator).containsExactly(12L, 12L);
        assertThat(figures(city).answer(asked, period, Cut.RANGE, TIMES).figures())
                .extracting(Figures.Row::numerator)
                .containsExactly(10L);
        assertThat(figures(city).answer(asked, period, Cut.MONTH, TIMES).figures())
                .extracting(Figures.Row::numerator)
                .containsExactly(10L);
    }

    @Test
    void theEvidenceOfALevelIsTheReportThatCounts() {
        SmallCity city = cityOnDuty();
        Evidence.Answer proof = proof(city, "duty.posts", SmallCity.NORTH, new Period(TODAY.minusDays(2), TODAY));

        assertThat(proof.records()).extracting(Evidence.Row::recordId).containsExactly("s/3", "s/4");
        assertThat(proof.sum()).isEqualTo(new Evidence.Counts(10, 12L));
        assertThat(proof.numerator()).isEqualTo(10);
        assertThat(proof.denominator()).isEqualTo(12);
    }

    @Test
    void everyListedIndicatorHasAnAnswerInEveryGrain() {
        SmallCity city = cityOnDuty();
        Period period = new Period(TODAY.minusDays(2), TODAY);
        for (String indicator : Indicators.listed()) {
            Figures.Asked asked = new Figures.Asked(indicator, SmallCity.CITY);
            for (Cut cut : List.of(Cut.RANGE, Cut.DAY, Cut.MONTH, Cut.YEAR)) {
                Figures.Answer answer = figures(city).answer(asked, period, cut, TIMES);
                assertThat(answer.feed()).as(indicator).isEqualTo(Indicators.feed(indicator));
                assertThat(answer.lastYear().from()).isEqualTo("2025-02-28");
                assertThat(answer.previous().to()).isEqualTo("2026-02-27");
            }
        }
    }

    @Test
    void minutesHaveThePeriodBefore() {
        SmallCity city = new SmallCity(NOON);
        city.live(
                List.of(
                        Records.taken(Records.alarm("t/1", SmallCity.NORTH_1, NOON.minus(DAY))),
                        Records.taken(Records.alarm("t/2", SmallCity.NORTH_1, NOON.minus(Duration.ofHours(1))))),
                NOON);
        Figures.Answer answer = figures(city)
                .answer(new Figures.Asked("alarms", SmallCity.CITY), new Period(TODAY, TODAY), Cut.MINUTE, TIMES);

        assertThat(answer.figures()).extracting(Figures.Row::start).containsExactly("2026-03-02T03:00:00Z");
        assertThat(answer.previousPeriod()).isNotNull().hasSize(1);
        assertThat(answer.samePeriodLastYear()).isNull();
    }

    @Test
    void durationsAreCountedInBucketsOfTheWholePeriod() {
        SmallCity city = new SmallCity(NOON);
        List<StationRecord> calls = new ArrayList<>();
        for (int minutes : new int[] {2, 4, 14, 14, 50}) {
            Instant called = NOON.minus(Duration.ofHours(3 + minutes));
            calls.add(Records.taken(Records.handled(
                    Records.alarm("t/" + calls.size() + "-" + minutes, SmallCity.NORTH_1, called),
                    called,
                    called.plus(Duration.ofMinutes(minutes)),
                    called.plus(Duration.ofMinutes(minutes + 1)))));
        }
        calls.sort(Comparator.comparing(call -> Records.instant(call.getReportedAt())));
        city.live(calls, NOON);

        DurationFigures.Answer answer = new DurationFigures(figures(city))
                .answer(DurationBuckets.Of.ARRIVAL, SmallCity.CITY, new Period(TODAY.minusDays(7), TODAY), Cut.RANGE);
        assertThat(answer.durations()).hasSize(1);
        DurationFigures.Row row = answer.durations().get(0);
        assertThat(row.count()).isEqualTo(5);
        assertThat(row.p50()).isEqualTo(new DurationBuckets.Bucket(10, 15));
        assertThat(row.p90()).isEqualTo(new DurationBuckets.Bucket(45, 60));
    }
}
