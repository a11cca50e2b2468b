package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Assurance;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.EventGrade;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.GradedKind;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.Severity;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Variation;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

/** Each kind of rule beside the share, through the engine: what it says, when it turns, what it leaves open. */
class RuleKindsTest {
    private static final String UNIT = "990101";

    @Test
    void aClockRunsFromTheLastEventAndIsFreeAgainWhenItsWindowHasPassed() {
        Bench bench = begun("Z02", """
                kind: clock
                indicator: graded.mass-incident
                windowMonths: 24
                severity: severe
                holdTurns: 1
                recoveryTurns: 1
            """, "2026-03-10T09:00");
        bench.take(event("one/e1", "2020-01-01T08:00", EventGrade.ORDINARY));
        bench.tick("2026-03-10T09:01");
        assertThat(verdict(bench, "Z02").getState()).isEqualTo(VerdictState.MET);
        bench.take(event("one/e2", "2026-03-08T12:00", EventGrade.GRAVE));
        bench.tick("2026-03-10T09:02");
        Verdict missed = verdict(bench, "Z02");
        assertThat(missed.getState()).isEqualTo(VerdictState.MISSED);
        assertThat(missed.getNumerator()).isEqualTo(1);
        assertThat(missed.getLastEvent()).isEqualTo(City.day("2026-03-08"));
        assertThat(missed.getFreeOn()).isEqualTo(City.day("2028-03-08"));
        turns(bench, "2026-03-11T00:00");
        AlertTransition fired = bench.out.alerts.get(bench.out.alerts.size() - 1);
        assertThat(fired.getTo()).isEqualTo(AlertState.FIRING);
        assertThat(fired.getSeverity()).isEqualTo(Severity.SEVERE);
        turns(bench, "2028-03-08T00:00");
        assertThat(verdict(bench, "Z02").getState()).isEqualTo(VerdictState.MISSED);
        turns(bench, "2028-03-09T00:00");
        assertThat(verdict(bench, "Z02").getState()).isEqualTo(VerdictState.MET);
        assertThat(verdict(bench, "Z02").hasLastEvent()).isFalse();
    }

    @Test
    void anEventOnTheLeapDayLeavesItsWindowOnTheFirstOfMarch() {
        Bench bench = begun("Z02", """
                kind: clock
                indicator: graded.mass-incident
                windowMonths: 24
                holdTurns: 1
                recoveryTurns: 1
            """, "2024-02-29T09:00");
        bench.take(event("one/e1", "2020-01-01T08:00", EventGrade.ORDINARY));
        bench.take(event("one/e2", "2024-02-29T08:00", EventGrade.GRAVE));
        turns(bench, "2026-03-01T00:00");
        assertThat(verdict(bench, "Z02").getFreeOn()).isEqualTo(City.day("2026-03-01"));
        assertThat(verdict(bench, "Z02").getState()).isEqualTo(VerdictState.MISSED);
        turns(bench, "2026-03-02T00:00");
        assertThat(verdict(bench, "Z02").getState()).isEqualTo(VerdictState.MET);
    }

    @Test
    void aClockMayRunByTheDayOfFiling() {
        Bench bench = begun("Z10", """
                kind: clock
                indicator: graded.complaint-upheld.filed
                windowMonths: 24
                holdTurns: 1
                recoveryTurns: 1
            """, "2026-03-10T09:00");
        StationRecord found = event("one/e1", "2020-01-01T08:00", EventGrade.GRAVE);
        bench.take(found.toBuilder()
                .setGradedEvent(found.getGradedEvent().toBuilder()
                        .setKind(GradedKind.COMPLAINT_UPHELD)
                        .setFiledAt(City.time(City.instant("2026-02-01T08:00"))))
                .build());
        bench.tick("2026-03-10T09:01");
        assertThat(verdict(bench, "Z10").getState()).isEqualTo(VerdictState.MISSED);
        assertThat(verdict(bench, "Z10").getLastEvent()).isEqualTo(City.day("2026-02-01"));
    }

    @Test
    void aClockOfReportsNeedsEveryPeriodAndOneEventDecidesIt() {
        Bench bench = begun("Z04", """
                kind: clock
                indicator: reported.z04
                windowMonths: 3
                reporting: {everyMonths: 1, graceDays: 15, by: [county, city], minutes: 5}
                holdTurns: 1
                recoveryTurns: 1
            """, "2026-03-10T09:00");
        bench.take(months("Z04", "2026-02-01", "2026-02-28", 0));
        bench.tick("2026-03-10T09:01");
        assertThat(verdict(bench, "Z04").getState()).isEqualTo(VerdictState.INSUFFICIENT);
        bench.take(months("Z04", "2026-01-01", "2026-01-31", 0));
        bench.take(months("Z04", "2025-12-01", "2025-12-31", 0));
        bench.tick("2026-03-10T09:02");
        assertThat(verdict(bench, "Z04").getState()).isEqualTo(VerdictState.MET);
        bench.take(version(2, months("Z04", "2026-01-01", "2026-01-31", 2)));
        bench.tick("2026-03-10T09:03");
        assertThat(verdict(bench, "Z04").getState()).isEqualTo(VerdictState.MISSED);
        assertThat(verdict(bench, "Z04").getNumerator()).isEqualTo(2);
        assertThat(verdict(bench, "Z04").getLastEvent()).isEqualTo(City.day("2026-01-31"));
    }

    @Test
    void aQuotaIsNotMissedBeforeItIsDue() {
        Bench bench = begun("C02", """
                kind: quota
                indicator: reported.c02
                times: 2
                due: "12-31"
                reporting: {everyMonths: 12, graceDays: 31, by: [county], minutes: 10}
                holdTurns: 1
                recoveryTurns: 1
            """, "2026-03-10T09:00");
        bench.take(months("C02", "2026-01-01", "2026-03-01", 1));
        bench.tick("2026-03-10T09:01");
        assertThat(verdict(bench, "C02").getState()).isEqualTo(VerdictState.UNDECIDED);
        assertThat(verdict(bench, "C02").getLiteral()).isEqualTo(Literal.LITERAL_MISSED);
        turns(bench, "2027-01-20T00:00");
        assertThat(verdict(bench, "C02").getState()).isEqualTo(VerdictState.UNDECIDED);
        bench.take(version(2, months("C02", "2026-01-01", "2026-12-31", 1)));
        turns(bench, "2027-01-21T00:00");
        assertThat(verdict(bench, "C02").getState()).isEqualTo(VerdictState.MISSED);
        bench.take(version(3, months("C02", "2026-01-01", "2026-12-31", 2)));
        turns(bench, "2027-01-22T00:00");
        assertThat(verdict(bench, "C02").getState()).isEqualTo(VerdictState.MET);
        turns(bench, "2027-02-02T00:00");
        assertThat(verdict(bench, "C02").getState()).isEqualTo(VerdictState.INSUFFICIENT);
    }

    @Test
    void anImprovementIsMeasuredAgainstTheYearBefore() {
        Bench bench = begun("C19-1", """
                kind: improvement
                indicator: reported.c19-1
                reporting: {everyMonths: 12, graceDays: 60, by: [city], minutes: 10}
                holdTurns: 1
                recoveryTurns: 1
            """, "2026-03-10T09:00");
        bench.take(report("C19-1", "2025-01-01", "2025-12-31", 91, 100));
        bench.tick("2026-03-10T09:01");
        assertThat(verdict(bench, "C19-1").getState()).isEqualTo(VerdictState.INSUFFICIENT);
        bench.take(report("C19-1", "2024-01-01", "2024-12-31", 180, 200));
        bench.tick("2026-03-10T09:02");
        assertThat(verdict(bench, "C19-1").getState()).isEqualTo(VerdictState.MET);
        assertThat(verdict(bench, "C19-1").getTargetPpm()).isEqualTo(900_000);
        bench.take(version(2, report("C19-1", "2024-01-01", "2024-12-31", 182, 200)));
        bench.tick("2026-03-10T09:03");
        assertThat(verdict(bench, "C19-1").getState()).isEqualTo(VerdictState.MISSED);
    }

    @Test
    void anAttestationEndsWithItsPeriod() {
        Bench bench = begun("C04", """
                kind: attestation
                indicator: reported.c04
                reporting: {everyMonths: 12, graceDays: 10, by: [county], minutes: 10}
                holdTurns: 1
                recoveryTurns: 1
            """, "2026-03-10T09:00");
        bench.take(report("C04", "2025-04-01", "2026-03-31", 1, 1));
        turns(bench, "2026-04-11T00:00");
        assertThat(verdict(bench, "C04").getState()).isEqualTo(VerdictState.MET);
        turns(bench, "2026-04-12T00:00");
        assertThat(verdict(bench, "C04").getState()).isEqualTo(VerdictState.STALE);
    }

    @Test
    void aTargetMayBeManyToOne() {
        Bench bench = begun("C08", """
                kind: report
                indicator: reported.c08
                comparator: ge
                targetPpm: 3000000
                reporting: {everyMonths: 12, graceDays: 10, by: [county], minutes: 10}
                holdTurns: 1
                recoveryTurns: 1
            """, "2026-03-10T09:00");
        bench.take(months("C08", "2026-01-01", "2026-12-31", 3));
        bench.tick("2026-03-10T09:01");
        assertThat(verdict(bench, "C08").getState()).isEqualTo(VerdictState.MET);
    }

    @Test
    void theMonthsBeforeSayWhetherAShareMovesAndWhetherItKeepsItsTarget() {
        Bench bench = begun("N02", SHARE, "2026-03-10T09:00");
        months(bench, 14, "2025-01-01", 20, 5);
        bench.tick("2026-03-10T09:01");
        assertThat(verdict(bench, "N02").getVariation()).isEqualTo(Variation.COMMON_CAUSE);
        assertThat(verdict(bench, "N02").getAssurance()).isEqualTo(Assurance.CONSISTENTLY_FAILS);
        turns(bench, "2026-03-31T00:00");
        months(bench, 1, "2026-03-01", 20, 12);
        turns(bench, "2026-04-02T00:00");
        assertThat(verdict(bench, "N02").getVariation()).isEqualTo(Variation.WORSE);
        Bench rebased =
                begun("N02", SHARE.replace("severity", "rebased: [2025-12-01]\n    severity"), "2026-03-10T09:00");
        months(rebased, 14, "2025-01-01", 20, 5);
        rebased.tick("2026-03-10T09:01");
        assertThat(verdict(rebased, "N02").getVariation()).isEqualTo(Variation.VARIATION_UNKNOWN);
    }

    @Test
    void aDeclineIsCertainOnlyBeyondWhatTheMonthsVaryBy() {
        Bench bench = begun("N08", DECLINE, "2026-02-28T23:58");
        calls(bench, "2024-03-01", 24, 12, 8);
        turns(bench, "2026-03-01T00:00");
        Verdict few = verdict(bench, "N08");
        assertThat(few.getNumerator() + "/" + few.getDenominator()).isEqualTo("96/240");
        assertThat(few.getLiteral()).isEqualTo(Literal.LITERAL_MET);
        assertThat(few.getDispersionMilli()).isEqualTo(1000);
        // 96 of 240 in one half of the time: the bound of 99.84 % lies at 504,000 parts per million.
        assertThat(few.getState()).isEqualTo(VerdictState.UNDECIDED);
        Bench more = begun("N08", DECLINE, "2026-02-28T23:58");
        calls(more, "2024-03-01", 24, 10, 30);
        turns(more, "2026-03-01T00:00");
        assertThat(verdict(more, "N08").getState()).isEqualTo(VerdictState.MISSED);
        assertThat(more.out.alerts).last().matches(alert -> alert.getTo() == AlertState.FIRING);
    }

    @Test
    void aFigureHasNoTargetAndNeverAlerts() {
        Bench bench = begun("C37", """
                kind: figure
                indicator: disputes.at-grid
                windowMonths: 3
            """, "2026-03-10T09:00");
        bench.take(City.settled("one/d1", UNIT, "2026-03-01", DisputeOutcome.FAILURE));
        turns(bench, "2026-03-12T00:00");
        assertThat(verdict(bench, "C37").getLiteral()).isEqualTo(Literal.LITERAL_NONE);
        assertThat(verdict(bench, "C37").getState()).isIn(VerdictState.NO_TARGET, VerdictState.INSUFFICIENT);
        assertThat(bench.out.alerts).isEmpty();
    }

    @Test
    void aFigureOfCasesHasNoVerdictAtAll() {
        Bench bench = begun("C40", """
                kind: figure
                indicator: cases.outside-remit
                windowMonths: 12
            """, "2026-03-10T09:00");
        turns(bench, "2026-03-12T00:00");
        assertThat(bench.out.verdicts).isEmpty();
    }

    private static final String DECLINE = """
                kind: decline
                indicator: alarms.crime
                windowMonths: 12
                minimumSample: 20
                severity: notice
                holdTurns: 1
                recoveryTurns: 1
            """;

    private static final String SHARE = """
                kind: share
                indicator: disputes.succeeded
                comparator: ge
                targetPpm: 950000
                windowMonths: 12
                minimumSample: 20
                severity: notice
                holdTurns: 3
                recoveryTurns: 7
            """;

    /** So many disputes ended in each month, of them so many, one more in every other month, in failure. */
    private static void months(Bench bench, int months, String first, int ended, int failed) {
        for (int month = 0; month < months; month++) {
            LocalDate day = LocalDate.parse(first).plusMonths(month);
            for (int i = 0; i < ended; i++) {
                DisputeOutcome outcome = i < failed + month % 2 ? DisputeOutcome.FAILURE : DisputeOutcome.SUCCESS;
                bench.take(City.settled("one/" + day + i, UNIT, day.plusDays(i).toString(), outcome));
            }
        }
    }

    /** So many crime calls in each month of the first half, and of the second. */
    private static void calls(Bench bench, String first, int months, int before, int after) {
        bench.take(call("calls/first", City.instant("2024-02-20T10:00"), false));
        for (int month = 0; month < months; month++) {
            LocalDate day = LocalDate.parse(first).plusMonths(month);
            for (int i = 0; i < (month < months / 2 ? before : after); i++) {
                Instant at = City.instant(day.plusDays(i % 28) + "T10:00");
                bench.take(call("calls/" + day + '-' + i, at, true));
            }
        }
    }

    private static StationRecord call(String id, Instant at, boolean crime) {
        return City.head(id, UNIT, 1, at)
                .setAlarm(
                        Alarm.newBuilder().setCategory("theft").setCrime(crime).setCalledAt(City.time(at)))
                .build();
    }

    private static Bench begun(String id, String keys, String tick) {
        String catalogue = """
            catalogue: {id: test, version: 1, demo: false}
            standards:
              - id: %s
                clause: 三(三)
                name: {zh: 名, en: Name}
                text: {zh: 文, en: Text}
                level: station
                inForce: true
                version: 1
            %s""".formatted(id, keys);
        Bench bench = Bench.withRules(City.register(), catalogue);
        bench.tick(tick);
        return bench;
    }

    private static Verdict verdict(Bench bench, String standard) {
        return bench.out.lastVerdict(UNIT, standard);
    }

    private static void turns(Bench bench, String until) {
        bench.take(City.tick(bench.engine.lastTick() + 1, City.minute(until)));
    }

    private static StationRecord event(String id, String at, EventGrade grade) {
        return City.head(id, UNIT, 1, City.instant(at))
                .setGradedEvent(GradedEvent.newBuilder()
                        .setKind(GradedKind.MASS_INCIDENT)
                        .setHappenedAt(City.time(City.instant(at)))
                        .setGrade(grade)
                        .setGradedByRole("city-legal")
                        .setConfirmed(true))
                .build();
    }

    private static StationRecord months(String standard, String from, String to, long events) {
        return City.head("city/" + standard + from, UNIT, 1, City.instant(to + "T08:00"))
                .setReportedFigure(figure(standard, from, to).setValueMilli(events * 1000))
                .build();
    }

    private static StationRecord report(String standard, String from, String to, long n, long d) {
        return City.head("city/" + standard + from, UNIT, 1, City.instant(to + "T08:00"))
                .setReportedFigure(figure(standard, from, to).setNumerator(n).setDenominator(d))
                .build();
    }

    private static StationRecord version(long version, StationRecord record) {
        return record.toBuilder().setVersion(version).build();
    }

    private static ReportedFigure.Builder figure(String standard, String from, String to) {
        return ReportedFigure.newBuilder()
                .setStandard(standard)
                .setPeriodFrom(LocalDate.parse(from).toEpochDay())
                .setPeriodTo(LocalDate.parse(to).toEpochDay())
                .setReporterRole(standard.equals("C19-1") ? "city-survey" : "county-office");
    }
}
