package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.EngineTables.Table;

class LevelsTest {
    private static final String UNIT = "990101";
    private Bench bench = new Bench();

    @BeforeEach
    void begin() {
        bench = new Bench();
        bench.take(City.control(City.register()));
        bench.tick("2026-03-10T09:00");
    }

    @Test
    void aReportSpeaksForEveryDayOfItsPeriodAndNoOther() {
        bench.take(report("r/1", 1, "2026-03-01", "2026-03-05", 90, "city"));
        next();
        assertThat(said("2026-02-28")).isEqualTo("0/0");
        assertThat(said("2026-03-01")).isEqualTo("90/100");
        assertThat(said("2026-03-05")).isEqualTo("90/100");
        assertThat(said("2026-03-06")).isEqualTo("0/0");
    }

    @Test
    void theLaterPeriodCountsThenTheShorterThenTheHigherVersionThenTheHigherRole() {
        List<StationRecord> reports = List.of(
                report("r/year", 9, "2026-01-01", "2026-12-31", 10, "province"),
                report("r/quarter", 8, "2026-01-01", "2026-03-31", 20, "city"),
                report("r/month", 1, "2026-03-01", "2026-03-31", 30, "city"),
                report("r/again", 2, "2026-03-01", "2026-03-31", 40, "station"),
                report("r/county", 2, "2026-03-01", "2026-03-31", 50, "county"));
        for (int first = 0; first < reports.size(); first++) {
            begin();
            for (int i = 0; i < reports.size(); i++) {
                bench.take(reports.get((first + i) % reports.size()));
            }
            next();
            assertThat(said("2026-02-10")).isEqualTo("20/100");
            assertThat(said("2026-03-09")).isEqualTo("50/100");
        }
    }

    @Test
    void takingAReportBackLetsTheNextOneStandAgain() {
        bench.take(report("r/1", 1, "2026-03-01", "2026-03-09", 10, "city"));
        bench.take(report("r/2", 1, "2026-03-04", "2026-03-06", 20, "city"));
        next();
        assertThat(said("2026-03-05")).isEqualTo("20/100");
        bench.take(withdrawn(report("r/2", 2, "2026-03-04", "2026-03-06", 20, "city")));
        next();
        assertThat(said("2026-03-05")).isEqualTo("10/100");
        bench.take(withdrawn(report("r/1", 2, "2026-03-01", "2026-03-09", 10, "city")));
        next();
        assertThat(said("2026-03-05")).isEqualTo("0/0");
    }

    @Test
    void aCorrectionMovesItsPeriod() {
        bench.take(report("r/1", 1, "2026-03-01", "2026-03-03", 10, "city"));
        next();
        bench.take(report("r/1", 2, "2026-03-03", "2026-03-04", 11, "city"));
        next();
        assertThat(said("2026-03-01")).isEqualTo("0/0");
        assertThat(said("2026-03-03")).isEqualTo("11/100");
        assertThat(said("2026-03-04")).isEqualTo("11/100");
    }

    @Test
    void aDayAheadIsSaidWhenTheClockReachesIt() {
        bench.take(report("r/1", 1, "2026-03-09", "2026-03-12", 10, "city"));
        next();
        assertThat(said("2026-03-10")).isEqualTo("10/100");
        assertThat(said("2026-03-11")).isEqualTo("0/0");
        bench.take(City.tick(City.minute("2026-03-10T09:02"), City.minute("2026-03-13T09:00")));
        assertThat(said("2026-03-11")).isEqualTo("10/100");
        assertThat(said("2026-03-12")).isEqualTo("10/100");
        assertThat(said("2026-03-13")).isEqualTo("0/0");
    }

    @Test
    void whatIsCollectedHoldsUntilTheNextCheckAndMayExceedTheRegister() {
        bench.take(check("i/1", "2026-03-01T10:00", 104, 100));
        bench.take(check("i/2", "2026-03-08T10:00", 98, 100));
        next();
        assertThat(said("information.collected", "2026-03-07")).isEqualTo("104/100");
        assertThat(said("information.collected", "2026-03-10")).isEqualTo("98/100");
        assertThat(live()).extracting(Figure::getNumerator).containsExactly(98L);
        bench.take(City.tick(City.minute("2026-03-10T09:02"), City.minute("2026-03-12T09:00")));
        assertThat(said("information.collected", "2026-03-12")).isEqualTo("98/100");
    }

    @Test
    void aShiftSpeaksForTheDaysItTouchesUntilTheNextBegins() {
        bench.take(shift("s/day", "2026-03-08T08:00", "2026-03-08T20:00", 3));
        bench.take(shift("s/night", "2026-03-08T20:00", "2026-03-09T08:00", 4));
        bench.take(shift("s/short", "2026-03-10T00:00", "2026-03-11T00:00", 5));
        next();
        assertThat(said("duty.posts", "2026-03-08")).isEqualTo("4/6");
        assertThat(said("duty.posts", "2026-03-09")).isEqualTo("4/6");
        assertThat(said("duty.posts", "2026-03-10")).isEqualTo("5/6");
    }

    @Test
    void aPeriodThatHasAgedAwayLeavesNothing() {
        bench.take(report("r/1", 1, "2020-03-09", "2020-03-10", 10, "city"));
        bench.take(report("r/2", 1, "2020-02-01", "2020-02-28", 10, "city"));
        next();
        assertThat(said("2020-03-10")).isEqualTo("10/100");
        assertThat(said("2020-02-28")).isEqualTo("0/0");
        assertThat(bench.tables.size(Table.CELLS)).isEqualTo(1);
        bench.take(City.tick(City.minute("2026-03-10T09:02"), City.minute("2026-03-12T09:00")));
        assertThat(bench.tables.size(Table.CELLS)).isZero();
        bench.take(withdrawn(report("r/1", 2, "2020-03-09", "2020-03-10", 10, "city")));
        next();
        assertThat(bench.tables.size(Table.CELLS)).isZero();
    }

    private void next() {
        bench.take(City.tick(bench.engine.lastTick() + 1));
    }

    private String said(String date) {
        return said("reported.n01", date);
    }

    private String said(String indicator, String date) {
        Figure figure = bench.out.day(UNIT, indicator, date);
        return figure.getNumerator() + "/" + figure.getDenominator();
    }

    private List<Figure> live() {
        List<Figure> live = new ArrayList<>();
        bench.engine.publishLive(live::add);
        return live;
    }

    private static StationRecord withdrawn(StationRecord stationRecord) {
        return stationRecord.toBuilder().setWithdrawn(true).build();
    }

    private static StationRecord report(String id, long version, String from, String to, long n, String role) {
        return City.head(id, UNIT, version, City.instant("2026-03-10T08:00"))
                .setReportedFigure(ReportedFigure.newBuilder()
                        .setStandard("N01")
                        .setPeriodFrom(City.day(from))
                        .setPeriodTo(City.day(to))
                        .setNumerator(n)
                        .setDenominator(100)
                        .setReporterRole(role))
                .build();
    }

    private static StationRecord check(String id, String at, long collected, long registered) {
        return City.head(id, UNIT, 1, City.instant(at))
                .setInformationCheck(InformationCheck.newBuilder()
                        .setCheckedAt(City.time(City.instant(at)))
                        .setCollected(collected)
                        .setRegistered(registered))
                .build();
    }

    @Test
    void aShiftThatEndsWithinTheFirstMinuteOfADayTouchesThatDay() {
        StationRecord late = shift("d/1", "2026-03-01T20:00", "2026-03-02T00:00", 5);
        StationRecord.Builder later = late.toBuilder();
        later.getDutyBuilder().setTo(City.time(City.instant("2026-03-02T00:00").plusNanos(1)));
        bench.take(late);
        next();
        assertThat(bench.out.day(UNIT, "duty.posts", "2026-03-02").getDenominator())
                .isZero();
        bench.take(later.setVersion(2).build());
        next();
        assertThat(bench.out.day(UNIT, "duty.posts", "2026-03-02").getNumerator())
                .isEqualTo(5);
    }

    private static StationRecord shift(String id, String from, String to, int filled) {
        return City.head(id, UNIT, 1, City.instant(from))
                .setDuty(Duty.newBuilder()
                        .setFrom(City.time(City.instant(from)))
                        .setTo(City.time(City.instant(to)))
                        .setPostsFilled(filled)
                        .setPostsPlanned(6))
                .build();
    }
}
