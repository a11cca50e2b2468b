package org.stationboard.store;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Contribution;
import org.stationboard.engine.Contributions;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;
import org.stationboard.engine.Standard;
import org.stationboard.engine.Verdicts;
import org.stationboard.testkit.Records;

/** What readers answer on any database. */
abstract class ReadersContract extends StoreContract {
    private static final int DAYS = 12;
    private static final List<String> FLOWS = List.of("alarms", "disputes.succeeded", "disputes.open");

    @Test
    void evidenceAddsUpToEveryFigure() throws Exception {
        runEngines(new SplittableRandom(3), 1_200);
        drain(startSink());

        assertThat(number("select count(*) from dead_letters")).isPositive();
        SplittableRandom chance = new SplittableRandom(4);
        List<String> indicators = new ArrayList<>(Indicators.listed().stream()
                .filter(id -> List.of("alarm", "dispute").contains(Indicators.feed(id)))
                .toList());
        indicators.add(Indicators.ALARMS_CATEGORY + "theft");
        int counted = 0;
        for (int i = 0; i < 150; i++) {
            List<String> units = List.of(List.of(A), List.of(B), List.of(C), List.of(A, B, C))
                    .get(chance.nextInt(4));
            String indicator = indicators.get(chance.nextInt(indicators.size()));
            long from = day(DAY) - 2 + chance.nextInt(DAYS + 1);
            long to = Math.min(from + chance.nextInt(6), day(DAY) + DAYS - 1); // the clock's day
            counted += adds(units, indicator, from, to) ? 1 : 0;
        }
        assertThat(counted).isGreaterThan(60);
        for (String stock : List.of(Indicators.DISPUTES_OPEN, Indicators.DISPUTES_OVERDUE)) {
            for (String unit : List.of(A, B, C)) {
                for (long day = day(DAY) - 5; day < day(DAY) + DAYS; day++) {
                    adds(List.of(unit), stock, day, day);
                }
            }
        }
    }

    /** For random standards, units and days: what was said then, what is said now, and what came in between. */
    @Test
    void whatWasKnownIsWhatAnEngineRunToThatTickSaysAndTheRestIsListed() throws Exception {
        TwoTimesRun run = new TwoTimesRun(DAYS);
        run.write(log);
        drain(startSink());
        List<Standard> standards = CatalogueLoader.load(CatalogueLoader.shippedText()).standards().stream()
                .filter(standard -> standard.hasVerdicts() && standard.level() == UnitLevel.STATION)
                .toList();
        List<Standard> lively = standards.stream()
                .filter(standard -> new Known(standard, A, day(DAY) + DAYS - 1, turn(DAY.plusDays(DAYS))).counts(run))
                .toList();
        SplittableRandom chance = new SplittableRandom(34);
        int[] seen = new int[3];
        for (int i = 0; i < 200; i++) {
            List<Standard> some = chance.nextBoolean() ? lively : standards;
            Standard standard = some.get(chance.nextInt(some.size()));
            String unit = List.of(A, B, C).get(chance.nextInt(3));
            long on = day(DAY) + chance.nextInt(DAYS - 1);
            Known known = new Known(standard, unit, on, turn(LocalDate.ofEpochDay(on + 1)));
            long[] then = known.saidThen(run);
            assertThat(known.figure(known.turn())).as(known.toString()).containsExactly(then);
            Optional<Verdict> verdict = run.at(known.turn()).verdict(unit, standard.id());
            assertThat(new PostgresVerdictReader(database).standing(List.of(unit), standard.id(), known.turn()))
                    .as(known.toString())
                    .isEqualTo(verdict.stream().toList());
            long[] now = known.figure(null);
            long[] listed = known.listedChanges();
            assertThat(new long[] {now[0] - then[0], now[1] - then[1]})
                    .as("what came after %s", known)
                    .containsExactly(listed);
            seen[0] += then[0] > 0 ? 1 : 0;
            seen[1] += listed[0] != 0 || listed[1] != 0 ? 1 : 0;
            seen[2] += verdict.isPresent() && verdict.get().getOn() == on ? 1 : 0;
        }
        assertThat(seen[0]).as("figures that count anything").isGreaterThan(40);
        assertThat(seen[1]).as("figures that changed later").isGreaterThan(10);
        assertThat(seen[2]).as("verdicts given on the day").isGreaterThan(40);
    }

    private record Given(StoredVersion version, Contribution contribution) {
        /** Of two reports that cover a day the greater counts. */
        static final Comparator<Given> STANDING = Comparator.<Given>comparingLong(each -> each.contribution.start())
                .thenComparingInt(each -> each.contribution.fromMinute())
                .thenComparing(Comparator.<Given>comparingLong(each -> each.contribution.until())
                        .reversed())
                .thenComparingLong(each -> each.version.version())
                .thenComparingInt(each -> each.contribution.rank())
                .thenComparing(each -> each.version.recordId());
    }

    /** A standard's figure on a day, known at the turn that closes it or, with null, now. */
    private final class Known {
        private final Standard standard;
        private final String unit;
        private final long on;
        private final long turn;
        private final boolean carried;

        Known(Standard standard, String unit, long on, long turn) {
            this.standard = standard;
            this.unit = unit;
            this.on = on;
            this.turn = turn;
            this.carried = standard.ofReport();
        }

        long turn() {
            return turn;
        }

        private long from() {
            return carried ? on : Verdicts.windowFrom(on, standard.windowMonths());
        }

        boolean counts(TwoTimesRun run) {
            return saidThen(run)[0] > 0;
        }

        long[] saidThen(TwoTimesRun run) {
            return run.at(turn).sum(List.of(unit), standard.indicator(), from(), on);
        }

        long[] figure(@Nullable Long known) {
            FigureReader figures = new PostgresFigureReader(database);
            FigureSum sum = (known == null ? figures : figures.knownAt(known))
                    .sum(List.of(unit), standard.indicator(), from(), on);
            Long denominator = sum.denominator();
            return new long[] {sum.numerator(), denominator == null ? 0 : denominator};
        }

        /** Of a level all that compete are read, for what stands may be what did not change. */
        long[] listedChanges() {
            BodyKind body = BodyKind.ofFeed(Indicators.feed(standard.indicator()));
            DayRange days = new DayRange(from(), on);
            Long since = carried ? null : Long.valueOf(turn);
            Evidence then = new Evidence();
            Evidence now = new Evidence();
            new PostgresEvidenceReader(database)
                    .scan(
                            new EvidenceQuery(List.of(unit), body, days, turn, since),
                            then::add,
                            new EvidenceQuery(List.of(unit), body, days, null, since),
                            now::add);
            long[] before = then.value();
            long[] after = now.value();
            return new long[] {after[0] - before[0], after[1] - before[1]};
        }

        private final class Evidence {
            private final List<Given> given = new ArrayList<>();

            void add(StoredVersion version) {
                for (Contribution contribution : Contributions.of(parse(version), Parameters.of(ZONE))) {
                    if (contribution.grain() == Grain.DAY
                            && contribution.indicator().equals(standard.indicator())
                            && contribution.unitId().equals(unit)
                            && contribution.start() <= on
                            && contribution.until() >= from()) {
                        given.add(new Given(version, contribution));
                    }
                }
            }

            long[] value() {
                List<Given> counted =
                        carried ? given.stream().max(Given.STANDING).stream().toList() : given;
                return new long[] {
                    counted.stream()
                            .mapToLong(each -> each.contribution().numerator())
                            .sum(),
                    counted.stream()
                            .mapToLong(each -> each.contribution().denominator())
                            .sum()
                };
            }
        }

        @Override
        public String toString() {
            return standard.id() + " of " + unit + " on " + LocalDate.ofEpochDay(on);
        }
    }

    /** Whether there was anything to add up. */
    private boolean adds(List<String> units, String indicator, long from, long to) {
        FigureReader figures = new PostgresFigureReader(database);
        if (Indicators.kind(indicator).orElseThrow() == IndicatorKind.STOCK) {
            long[] evidence = evidence(units, indicator, EvidenceQuery.FIRST_DAY, to);
            assertThat(figures.stockAt(units, indicator, to))
                    .as("%s of %s at the end of %d", indicator, units, to)
                    .isEqualTo(evidence[0] - evidence[1]);
            return evidence[0] > 0;
        }
        FigureSum sum = figures.sum(units, indicator, from, to);
        long[] evidence = evidence(units, indicator, from, to);
        assertThat(evidence[0])
                .as("%s of %s, %d to %d", indicator, units, from, to)
                .isEqualTo(sum.numerator());
        if (sum.denominator() != null) {
            assertThat(evidence[1]).isEqualTo(sum.denominator());
        }
        return evidence[0] > 0;
    }

    /** Numerator and denominator that the records of the evidence contribute within the days. */
    private long[] evidence(List<String> units, String indicator, long from, long to) {
        BodyKind body = BodyKind.ofFeed(Indicators.feed(indicator));
        long[] sum = new long[2];
        new PostgresEvidenceReader(database).scan(new EvidenceQuery(units, body, new DayRange(from, to)), version -> {
            for (Contribution given : Contributions.of(parse(version), Parameters.of(ZONE))) {
                boolean counts = given.grain() == Grain.DAY
                        && given.indicator().equals(indicator)
                        && units.contains(given.unitId())
                        && given.start() >= from
                        && given.start() <= to;
                sum[0] += counts ? given.numerator() : 0;
                sum[1] += counts ? given.denominator() : 0;
            }
        });
        return sum;
    }

    private static StationRecord parse(StoredVersion version) {
        try {
            return StationRecord.parseFrom(version.record());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatTheStoreCountsIsWhatTheEngineSettled() throws Exception {
        runEngines(new SplittableRandom(9), 400);
        drain(startSink());
        BalanceReader balances = new PostgresBalanceReader(database);

        List<TickMarker> markers = new PostgresTickReader(database).now();
        assertThat(markers).isNotEmpty();
        for (TickMarker marker : markers) {
            long half = marker.getOffset() / 2;
            assertThat(balances.records(marker.getPartition(), -1, half)
                            + balances.records(marker.getPartition(), half, marker.getOffset()))
                    .isPositive()
                    .isEqualTo(marker.getApplied() + marker.getSuperseded() + marker.getDuplicate() + marker.getDead());
        }
        assertThat(balances.deadLetters()).isEqualTo(number("select count(*) from dead_letters"));
        assertThat(balances.newestDeadLetters(3)).hasSizeLessThanOrEqualTo(3).isNotEmpty();
    }

    @Test
    void knowsWhenSomethingWasLastCounted() throws Exception {
        long tick = turn(DAY.plusDays(4)) + 1;
        long offset = log.record(0, Records.tick(tick));
        log.figure(0, offset, tick, count(A, "graded.accident", DAY, 2));
        log.figure(0, offset, tick, count(A, "graded.accident", DAY.plusDays(2), 1));
        log.figure(0, offset, tick, count(A, "graded.accident", DAY.plusDays(3), 0));
        log.figure(0, offset, tick, count(B, "graded.accident", DAY, 0));
        log.figure(0, offset, tick, count(B, "alarms.crime", DAY.plusDays(1), 7));
        log.marker(0, offset, tick);
        drain(startSink());

        assertThat(new PostgresFigureReader(database)
                        .lastCounts(List.of(A, B), List.of("graded.accident"), day(DAY.plusDays(1))))
                .containsExactly(new LastCount(A, "graded.accident", day(DAY.plusDays(2)), 1));
    }

    @Test
    void pagesOfEvidenceHoldEachRecordOnce() throws Exception {
        runEngines(new SplittableRandom(5), 600);
        drain(startSink());
        EvidenceReader evidence = new PostgresEvidenceReader(database);
        EvidenceQuery query =
                new EvidenceQuery(List.of(C, A, B), BodyKind.ALARM, new DayRange(day(DAY) - 9, day(DAY) + 99));
        List<StoredVersion> scanned = new ArrayList<>();
        evidence.scan(query, scanned::add);

        List<StoredVersion> paged = new ArrayList<>();
        EvidencePage page = evidence.page(query, null, 7);
        paged.addAll(page.versions());
        while (page.next() != null) {
            page = evidence.page(query, page.next(), 7);
            paged.addAll(page.versions());
        }

        assertThat(scanned).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(paged).isEqualTo(scanned);
        assertThat(evidence.page(query, null, scanned.size()).next()).isNull();
        assertThatThrownBy(() -> evidence.page(query, "1; drop table figures", 7))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void evidenceKnowsOnlyWhatTheNewestTickHasTaken() throws Exception {
        EngineRun run = new EngineRun(0, log);
        run.take(Records.tick(turn(DAY)));
        StationRecord.Builder alarm = Records.alarm("s/1", A, noon(DAY));
        run.take(Records.taken(alarm));
        run.take(Records.tick(turn(DAY) + 1));
        run.take(Records.taken(Records.withdrawn(alarm, noon(DAY))));
        run.take(Records.taken(Records.alarm("s/2", A, noon(DAY))));
        MetricSink sink = startSink();
        drain(sink);
        assertThat(versionsOf(A)).containsExactly("s/1 1 " + turn(DAY));

        run.take(Records.tick(turn(DAY) + 2));
        drain(sink);

        assertThat(versionsOf(A)).containsExactly("s/2 1 " + (turn(DAY) + 1));
    }

    @Test
    void aRecordThatMovedCountsWhereItIsNow() throws Exception {
        EngineRun run = new EngineRun(0, log);
        run.take(Records.tick(turn(DAY)));
        StationRecord.Builder alarm = Records.alarm("s/1", A, noon(DAY));
        run.take(Records.taken(alarm));
        run.take(Records.taken(alarm.clone().setUnitId(B).setVersion(2)));
        run.take(Records.taken(alarm)); // the old version once more
        run.take(Records.tick(turn(DAY) + 1));

        drain(startSink());

        assertThat(versionsOf(A)).isEmpty();
        assertThat(versionsOf(B)).containsExactly("s/1 2 " + turn(DAY));
    }

    private List<String> versionsOf(String unit) {
        return new PostgresEvidenceReader(database)
                        .page(
                                new EvidenceQuery(List.of(unit), BodyKind.ALARM, new DayRange(day(DAY), day(DAY))),
                                null,
                                PostgresEvidenceReader.LARGEST_PAGE)
                        .versions()
                        .stream()
                        .map(version -> version.recordId() + " " + version.version() + " " + version.tick())
                        .toList();
    }

    @Test
    void aStockIsTakenBackFromItsNewestValue() throws Exception {
        long tick = turn(DAY.plusDays(4)) + 1;
        long offset = log.record(0, Records.tick(tick));
        stock(offset, tick, A, -20, 40, 1, 0); // long before, and the value as it was thought then
        stock(offset, tick, A, 0, 44, 5, 1);
        stock(offset, tick, A, 2, 50, 3, 2);
        stock(offset, tick, A, 4, 60, 9, 0); // the clock's day
        stock(offset, tick, B, 1, 7, 7, 0);
        log.marker(0, offset, tick);
        drain(startSink());
        FigureReader figures = new PostgresFigureReader(database);

        assertThat(figures.stocksAt(List.of(A), "disputes.open", dayList(5, 4, 3, 2, 1, 0, -1))
                        .values())
                .containsExactly(46L, 50L, 50L, 51L, 51L, 60L, 60L);
        assertThat(figures.stockAt(List.of(A, B), "disputes.open", day(DAY))).isEqualTo(50);
        assertThat(figures.stockAt(List.of(A, B), "disputes.open", day(DAY) + 4))
                .isEqualTo(67);
        assertThat(figures.stockAt(List.of("unknown"), "disputes.open", day(DAY)))
                .isZero();
    }

    private void stock(long offset, long tick, String unit, int days, long value, long opened, long closed) {
        Figure figure = count(unit, "disputes.open", DAY.plusDays(days), value).toBuilder()
                .setOpened(opened)
                .setClosed(closed)
                .build();
        log.figure(0, offset, tick, figure);
    }

    private static List<Long> dayList(int... days) {
        List<Long> list = new ArrayList<>();
        for (int day : days) {
            list.add(day(DAY) + day);
        }
        return list;
    }

    @Test
    void sumsSayHowManyFiguresTheyAreOf() throws Exception {
        long tick = turn(DAY) + 1;
        long offset = log.record(0, Records.tick(tick));
        log.figure(0, offset, tick, count(A, "alarms", DAY, 3));
        log.figure(0, offset, tick, count(B, "alarms", DAY.plusDays(1), 4));
        log.figure(
                0,
                offset,
                tick,
                count(A, "disputes.succeeded", DAY, 0).toBuilder()
                        .setDenominator(2)
                        .build());
        log.figure(0, offset, tick, minute(A, tick - 1, 2));
        log.marker(0, offset, tick);
        drain(startSink());
        FigureReader figures = new PostgresFigureReader(database);
        DayRange both = new DayRange(day(DAY), day(DAY) + 1);
        DayRange before = new DayRange(day(DAY) - 9, day(DAY) - 1);

        assertThat(figures.sums(List.of(A, B), "alarms", List.of(both, before)))
                .containsExactly(
                        new FigureSum(both, 7, null, null, null, 2, tick),
                        new FigureSum(before, 0, null, null, null, 0, null));
        assertThat(figures.sum(List.of(A), "disputes.succeeded", day(DAY), day(DAY))
                        .denominator())
                .isEqualTo(2);
        assertThat(figures.sum(List.of("'; drop table figures; --"), "alarms", 0, 99_999)
                        .rows())
                .isZero();
        assertThat(figures.days(List.of(B, A), "alarms", day(DAY), day(DAY) + 1))
                .containsExactly(
                        new FigureRow(A, "alarms", day(DAY), 3, null, null, null, tick),
                        new FigureRow(B, "alarms", day(DAY) + 1, 4, null, null, null, tick));
        assertThat(figures.minutes(List.of(A), "alarms", tick - 180, tick))
                .containsExactly(new FigureRow(A, "alarms", tick - 1, 2, null, null, null, tick));
    }

    @Test
    void monthsAddedUpAreTheirDays() throws Exception {
        SplittableRandom chance = new SplittableRandom(11);
        long tick = turn(DAY.plusDays(3)) + 1;
        scatter(chance, tick, 0.6);
        MetricSink sink = startSink();
        drain(sink);
        awaitMonths();
        assertThat(number("select count(*) from figure_months where ticks is not null"))
                .isEqualTo(3 * 3 * 4);
        assertSumsAreOfTheDays(chance);

        // Some months have sums, and others are read by their days.
        execute("update figure_months set ticks = null where (unit + indicator + month_from) % 3 = 0");
        assertSumsAreOfTheDays(chance);

        scatter(chance, tick + 1, 0.05); // late, or corrected
        drain(sink);
        assertSumsAreOfTheDays(chance);
        awaitMonths();
        assertSumsAreOfTheDays(chance);
        assertThat(falseSums()).isEmpty();

        // Written by a build that knows no sums: at the next start none is believed.
        execute(
                "update figures set numerator = numerator + 1",
                "delete from figure_months where unit = 1",
                "update sink_offsets set next_offset = next_offset + 1 where partition = 0");
        assertThat(falseSums()).hasSizeGreaterThan(100);
        Database.open(settings()).close();
        assertThat(falseSums()).isEmpty();
        assertSumsAreOfTheDays(chance);

        execute("update sink_offsets set next_offset = next_offset - 1 where partition = 0");
        sink.close();
        drain(startSink());
        awaitMonths();
        execute("update figures set numerator = numerator + 1 where day = " + (day(DAY) - 40)
                + " and (unit, indicator) = (select unit, indicator from figures where day = " + (day(DAY) - 40)
                + " limit 1)");
        assertThat(falseSums()).singleElement().asString().contains("|D|" + (day(DAY) - 40));
    }

    /** Flows and stocks on days of four months before the clock's and on the clock's, not on every one. */
    private void scatter(SplittableRandom chance, long tick, double share) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            long offset = log.record(partition, Records.tick(tick));
            for (String unit : partition == 0 ? List.of(A, B) : List.of(C)) {
                for (int day = -110; day <= 2; day++) {
                    Figure any = count(unit, "alarms", DAY.plusDays(day), chance.nextInt(9));
                    for (String indicator : FLOWS) {
                        if (chance.nextDouble() < share) {
                            log.figure(partition, offset, tick, flow(any, indicator, chance.nextInt(9)));
                        }
                    }
                }
            }
            log.marker(partition, offset, tick);
        }
    }

    private static Figure flow(Figure any, String indicator, int other) {
        Figure.Builder flow = any.toBuilder().setIndicator(indicator);
        return switch (indicator) {
            case "disputes.succeeded" -> flow.setDenominator(9 + other).build();
            case "disputes.open" -> flow.setOpened(other).setClosed(other / 2).build();
            default -> flow.build();
        };
    }

    private void awaitMonths() {
        await().atMost(20, SECONDS)
                .until(() -> number("select count(*) from figure_months where ticks is null and month_to < "
                                + day(DAY.withDayOfMonth(1)))
                        == 0);
    }

    private List<VerificationReader.FalseSum> falseSums() {
        List<VerificationReader.FalseSum> found = new ArrayList<>();
        new PostgresVerificationReader(database).months(found::add);
        return found;
    }

    private void assertSumsAreOfTheDays(SplittableRandom chance) {
        FigureReader figures = new PostgresFigureReader(database);
        for (int i = 0; i < 60; i++) {
            List<String> units = List.of(A, B, C).subList(chance.nextInt(2), 2 + chance.nextInt(2));
            String indicator = FLOWS.get(chance.nextInt(FLOWS.size()));
            int longest = i % 2 == 0 ? 70 : 4; // added up by months, or from days
            List<DayRange> ranges = new ArrayList<>();
            for (int range = 0; range <= chance.nextInt(4) + i % 3 * 20; range++) {
                long from = day(DAY) - chance.nextInt(130);
                ranges.add(new DayRange(from, from + chance.nextInt(longest)));
            }
            assertThat(figures.sums(units, indicator, ranges))
                    .isEqualTo(ranges.stream()
                            .map(range -> summedByDay(figures, units, indicator, range))
                            .toList());
            List<Long> days = ranges.stream().map(DayRange::from).toList();
            assertThat(figures.stocksAt(units, "disputes.open", days))
                    .containsExactlyInAnyOrderEntriesOf(stocksByDay(figures, units, days));
        }
    }

    private static FigureSum summedByDay(FigureReader figures, List<String> units, String indicator, DayRange range) {
        List<FigureRow> rows = figures.days(units, indicator, range.from(), range.to());
        return new FigureSum(
                range,
                rows.stream().mapToLong(FigureRow::numerator).sum(),
                summed(rows, FigureRow::denominator),
                summed(rows, FigureRow::opened),
                summed(rows, FigureRow::closed),
                rows.size(),
                rows.stream().map(FigureRow::tick).max(Long::compare).orElse(null));
    }

    private static @Nullable Long summed(List<FigureRow> rows, Function<FigureRow, @Nullable Long> part) {
        return rows.stream()
                .map(part)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    /** Back from the newest value of each unit by what the days after took in and gave away. */
    private static Map<Long, Long> stocksByDay(FigureReader figures, List<String> units, List<Long> days) {
        Map<Long, Long> values = new HashMap<>();
        for (long day : days) {
            long value = 0;
            for (String unit : units) {
                List<FigureRow> rows = figures.days(List.of(unit), "disputes.open", day(DAY) - 200, day(DAY) + 3);
                value += rows.isEmpty() ? 0 : rows.get(rows.size() - 1).numerator();
                for (FigureRow row : rows) {
                    value -= row.start() > day ? requireNonNull(row.opened()) - requireNonNull(row.closed()) : 0;
                }
            }
            values.put(day, value);
        }
        return values;
    }

    @Test
    void verdictsAndAlertsComeNewestFirst() throws Exception {
        long tick = turn(DAY);
        long offset = log.record(0, Records.tick(tick + 2));
        for (int i = 0; i < 3; i++) {
            log.verdict(0, offset, SinkContract.verdict(B, "N02", tick + i), true);
            log.verdict(0, offset, SinkContract.verdict(A, "N03", tick + i), true);
            log.alert(0, offset, alert(A, "N02", tick + i));
        }
        drain(startSink());

        assertThat(new PostgresVerdictReader(database).history(List.of(A, B), null, 3))
                .containsExactly(
                        SinkContract.verdict(A, "N03", tick + 2),
                        SinkContract.verdict(B, "N02", tick + 2),
                        SinkContract.verdict(A, "N03", tick + 1));
        assertThat(new PostgresVerdictReader(database).history(List.of(A, B), "N02", 9))
                .hasSize(3);
        VerdictCursor third = VerdictCursor.parse(
                VerdictCursor.after(SinkContract.verdict(A, "N03", tick + 1)).text());
        assertThat(new PostgresVerdictReader(database).history(List.of(A, B), null, third, 2))
                .containsExactly(SinkContract.verdict(B, "N02", tick + 1), SinkContract.verdict(A, "N03", tick));
        assertThat(new PostgresVerdictReader(database).now(List.of(A, B), null)).hasSize(2);
        assertThat(new PostgresAlertReader(database).now(List.of(A, B))).containsExactly(alert(A, "N02", tick + 2));
        assertThat(new PostgresAlertReader(database).history(List.of(A), "N02", 2))
                .containsExactly(alert(A, "N02", tick + 2), alert(A, "N02", tick + 1));
        assertThat(new PostgresAlertReader(database).history(List.of(B), null, 2))
                .isEmpty();
    }

    private static AlertTransition alert(String unit, String standard, long tick) {
        return AlertTransition.newBuilder()
                .setId(unit + standard + tick)
                .setUnitId(unit)
                .setStandardId(standard)
                .setTick(tick)
                .build();
    }

    /** Twelve days of records by chance through two engines: edits, duplicates, moves, withdrawals, unreadable times. */
    private void runEngines(SplittableRandom chance, int records) {
        List<EngineRun> runs = List.of(new EngineRun(0, log), new EngineRun(1, log));
        List<StationRecord.Builder> known = new ArrayList<>();
        long minutes = DAYS * 1440L / records;
        for (int i = 0; i < records; i++) {
            long minute = turn(DAY) + i * minutes;
            for (EngineRun run : runs) {
                run.take(i == 0 ? Records.tick(minute) : Records.ticks(minute - minutes + 1, minute));
            }
            StationRecord.Builder record = next(chance, known, i, Instant.ofEpochSecond(minute * 60));
            runs.get(record.getUnitId().equals(C) ? 1 : 0).take(Records.taken(record));
        }
        for (EngineRun run : runs) {
            run.take(Records.tick(turn(DAY) + records * minutes));
        }
    }

    private static StationRecord.Builder next(
            SplittableRandom chance, List<StationRecord.Builder> known, int number, Instant now) {
        Instant then = now.minusSeconds(chance.nextInt(4 * 86_400));
        if (known.isEmpty() || chance.nextInt(3) > 0) {
            String unit = List.of(A, B, C).get(chance.nextInt(3));
            StationRecord.Builder made = chance.nextBoolean()
                    ? Records.alarm("s/" + number, unit, then)
                    : Records.dispute("s/" + number, unit, then);
            if (made.hasDispute()) {
                made.getDisputeBuilder()
                        .setPoliceRelated(chance.nextBoolean())
                        .setDueAt(Records.at(then.plusSeconds(90_000)));
            } else if (chance.nextInt(20) == 0) {
                made.getAlarmBuilder().clearCalledAt(); // the engine cannot take it
            }
            known.add(made);
            return made.setReportedAt(Records.at(now));
        }
        int at = chance.nextInt(known.size());
        StationRecord.Builder old = known.get(at);
        StationRecord.Builder changed = changed(chance, old, now).setReportedAt(Records.at(now));
        known.set(at, changed);
        return changed;
    }

    private static StationRecord.Builder changed(SplittableRandom chance, StationRecord.Builder old, Instant now) {
        return switch (chance.nextInt(5)) {
            case 0 -> Records.withdrawn(old, now);
            case 1 -> old.clone(); // sent once more
            case 2 -> moved(old);
            default -> old.hasDispute() ? wentOn(chance, old, now) : Records.handled(old, now, now, now);
        };
    }

    /** To the other station of its county; the one of the other county has none. */
    private static StationRecord.Builder moved(StationRecord.Builder old) {
        if (old.getUnitId().equals(C)) {
            return old.clone();
        }
        return old.clone()
                .setVersion(old.getVersion() + 1)
                .setUnitId(old.getUnitId().equals(A) ? B : A);
    }

    private static StationRecord.Builder wentOn(SplittableRandom chance, StationRecord.Builder old, Instant now) {
        if (old.getDispute().getAttemptsCount() > 0) {
            return Records.reopened(old, now);
        }
        return Records.attempted(old, now, chance.nextBoolean() ? DisputeOutcome.SUCCESS : DisputeOutcome.FAILURE);
    }
}
