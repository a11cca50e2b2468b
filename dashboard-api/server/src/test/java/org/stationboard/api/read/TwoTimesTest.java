package org.stationboard.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.SmallCity;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Engine;
import org.stationboard.engine.InMemoryTables;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Output;
import org.stationboard.engine.Parameters;
import org.stationboard.engine.Standard;
import org.stationboard.testkit.Records;
import org.stationboard.testkit.StationDays;
import org.stationboard.testkit.StationRoutine;

/** What was known, what is known, and the way from one to the other, over months of every kind of record. */
class TwoTimesTest {
    private static final ZoneId ZONE = ApiSettings.SHANGHAI;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final int DAYS = 30;
    private static final Instant END =
            FIRST.plusDays(DAYS).atTime(12, 0).atZone(ZONE).toInstant();
    private static final List<String> STATIONS = List.of(SmallCity.NORTH_1, SmallCity.NORTH_2, SmallCity.SOUTH_1);

    /** Indicators that change often. */
    private static final List<String> LIVELY = List.of(
            Indicators.ALARMS,
            Indicators.DISPUTES_OPEN,
            Indicators.DISPUTES_OVERDUE,
            "disputes.succeeded",
            "arrival.in-time",
            "alarms.category.theft");

    private static SmallCity city;
    private static List<StationRecord> records;

    @BeforeAll
    static void live() {
        city = new SmallCity(END);
        records = records();
        city.live(records, END);
    }

    /** One in six was reported up to nine days later than it was made. */
    private static List<StationRecord> records() {
        List<StationRecord> made = new ArrayList<>(new StationDays(41, STATIONS, FIRST, DAYS, ZONE, 6).list());
        made.addAll(new StationRoutine("made", 42, STATIONS, FIRST, DAYS, ZONE).list());
        SplittableRandom chance = new SplittableRandom(43);
        List<StationRecord> late = new ArrayList<>();
        for (StationRecord one : made) {
            Instant reported = Records.instant(one.getReportedAt());
            Instant then = chance.nextInt(6) == 0 ? reported.plusSeconds(chance.nextInt(9 * 86_400)) : reported;
            if (then.isBefore(END)) {
                late.add(Records.taken(one.toBuilder().setReportedAt(Records.at(then))));
            }
        }
        late.sort(Comparator.comparing(one -> Records.instant(one.getReportedAt())));
        return late;
    }

    private static Figures figures(Known known) {
        return new Figures(
                city.store(),
                city.view().city(),
                asked -> new FeedSeries(Indicators.feed(asked.indicator()), List.of(), ZONE),
                known);
    }

    private static List<Standard> standards(UnitLevel level) {
        return CatalogueLoader.load(CatalogueLoader.shippedText()).standards().stream()
                .filter(standard -> standard.hasVerdicts() && standard.level() == level)
                .toList();
    }

    @Test
    void theChangesListedAddUpToTheDifferenceOfTheFigures() {
        EvidenceQuestion question = new EvidenceQuestion(city.view().city(), Parameters.of(ZONE));
        List<Standard> standards = standards(UnitLevel.STATION);
        SplittableRandom chance = new SplittableRandom(44);
        Map<String, Integer> kinds = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            Standard standard = standards.get(chance.nextInt(standards.size()));
            String indicator = chance.nextBoolean() ? standard.indicator() : LIVELY.get(chance.nextInt(LIVELY.size()));
            boolean level = Indicators.kind(indicator).orElseThrow() == IndicatorKind.LEVEL;
            String unit = List.of(SmallCity.NORTH_1, SmallCity.NORTH, SmallCity.CITY, SmallCity.SOUTH_1)
                    .get(chance.nextInt(4));
            LocalDate on = FIRST.plusDays(chance.nextInt(DAYS));
            Known known = Known.of(on.toString(), ZONE);
            Period period = new Period(level ? on : FIRST, on);
            Known.Times times = known.about(on, city.store().completed());
            assertThat(times.recomputed()).isFalse();

            Differences.Answer answer = new Differences(
                            city.store(), figures(known), figures(new Known(null, ZONE)), question)
                    .answer(new Figures.Asked(indicator, unit), period, known, times, new Evidence.Page(0, 10_000));

            assertThat(answer.explained())
                    .as("%s of %s on %s", indicator, unit, on)
                    .isEqualTo(answer.difference());
            assertThat(answer.changes().stream()
                            .mapToLong(Differences.Row::numerator)
                            .sum())
                    .isEqualTo(answer.now().numerator() - answer.then().numerator());
            answer.changes().forEach(row -> kinds.merge(row.change(), 1, Integer::sum));
        }
        assertThat(kinds).containsKeys("CAME", "CHANGED", "WENT");
        assertThat(kinds.get("CAME")).isGreaterThan(50);
    }

    /** The oracle is an engine that was told everything before the day was closed. */
    @Test
    void aDayJudgedAgainIsJudgedAsIfAllHadBeenKnown() {
        LocalDate on = FIRST.plusDays(22);
        Map<String, Verdict> oracle = toldBefore(on);
        Rejudging again = new Rejudging(city.store(), city.store(), city.view().city(), ZONE, TwoTimesTest::sources);
        Map<String, Verdict> given = new HashMap<>();
        city.store()
                .standing(STATIONS, null, on.plusDays(1).atStartOfDay(ZONE).toEpochSecond() / 60)
                .forEach(verdict -> given.put(key(verdict), verdict));
        int changed = 0;
        int judged = 0;
        for (Standard standard : standards(UnitLevel.STATION)) {
            for (Verdict verdict : again.verdicts(standard, STATIONS, on, new Known(null, ZONE), 1)) {
                Verdict expected = Objects.requireNonNull(oracle.get(key(verdict)), "told before");
                assertThat(verdict).isEqualTo(expected.toBuilder().setTick(1).build());
                Verdict then = Objects.requireNonNull(given.get(key(verdict)), "given");
                changed += then.getNumerator() == verdict.getNumerator()
                                && then.getDenominator() == verdict.getDenominator()
                        ? 0
                        : 1;
                judged++;
            }
        }
        assertThat(judged).isGreaterThan(150);
        assertThat(changed).as("verdicts that say something else now").isGreaterThan(5);
    }

    private static List<FeedState> sources(String logKey, String feed) {
        return city.view()
                .read(state -> state.feeds(List.of(logKey)).stream()
                        .filter(source -> source.getFeed().equals(feed))
                        .toList());
    }

    private static String key(Verdict verdict) {
        return verdict.getUnitId() + '|' + verdict.getStandardId();
    }

    private static Map<String, Verdict> toldBefore(LocalDate on) {
        Map<String, Verdict> verdicts = new HashMap<>();
        Engine engine = new Engine(0, new InMemoryTables(), new VerdictsOnly(verdicts), logKey -> true, ZONE);
        long offset = 0;
        engine.process(Records.engine(Engine.VERSION), offset++);
        engine.process(Records.register(SmallCity.units()), offset++);
        engine.process(Records.catalogue(CatalogueLoader.shippedText()), offset++);
        engine.process(Records.rhythms(180, 2880), offset++);
        for (StationRecord one : records) {
            engine.process(one, offset++);
        }
        engine.process(Records.tick(on.plusDays(1).atStartOfDay(ZONE).toEpochSecond() / 60), offset);
        return verdicts;
    }

    private record VerdictsOnly(Map<String, Verdict> verdicts) implements Output {
        @Override
        public void verdict(Verdict verdict, boolean append) {
            verdicts.put(key(verdict), verdict);
        }

        @Override
        public void figure(Figure figure) {}

        @Override
        public void alert(AlertTransition transition) {}

        @Override
        public void feed(FeedState feed) {}

        @Override
        public void marker(TickMarker marker) {}

        @Override
        public void deadLetter(DeadLetter letter) {}
    }
}
