package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

/** A standard that is reported and not counted: the literal comparison, for as long as the report holds. */
class ReportVerdictsTest {
    private static final String UNIT = "990101";
    private static final String CATALOGUE = """
            catalogue: {id: test, version: 1, demo: false}
            standards:
              - id: N05
                clause: 三(三)
                name: {zh: 调解员, en: Mediators}
                text: {zh: 调解员, en: Mediators}
                kind: report
                indicator: reported.n05
                level: station
                comparator: ge
                targetPpm: 900000
                reporting: {everyMonths: 1, graceDays: 5, by: [city], minutes: 10}
                holdTurns: 3
                recoveryTurns: 4
                inForce: true
                version: 1
            """;

    private final Bench bench = Bench.withRules(City.register(), CATALOGUE);

    @BeforeEach
    void begin() {
        bench.tick("2026-03-10T09:00");
    }

    @Test
    void withoutAReportThereIsNoEvidence() {
        assertThat(verdict().getState()).isEqualTo(VerdictState.INSUFFICIENT);
        assertThat(verdict().getLiteral()).isEqualTo(Literal.LITERAL_NONE);
    }

    @Test
    void aReportSpeaksUntilTheNextIsOverdue() {
        bench.take(report(1, "2026-02-01", "2026-02-28", 95));
        turns("2026-03-31T00:00");
        assertThat(verdict().getState()).isEqualTo(VerdictState.MET);
        turns("2026-04-06T00:00");
        assertThat(verdict().getState()).isEqualTo(VerdictState.MET);
        turns("2026-04-07T00:00");
        assertThat(verdict().getState()).isEqualTo(VerdictState.STALE);
    }

    @Test
    void aReportIsComparedLiterallyAndWithoutAnInterval() {
        bench.take(report(1, "2026-01-01", "2026-03-31", 90));
        bench.restart();
        bench.tick("2026-03-10T09:01");
        assertThat(verdict().getState()).isEqualTo(VerdictState.MET);
        assertThat(verdict().hasLowerPpm() || verdict().hasUpperPpm()).isFalse();
        assertThat(verdict().getNumerator() + "/" + verdict().getDenominator()).isEqualTo("90/100");
        assertThat(List.of(verdict().getWindowFrom(), verdict().getWindowTo()))
                .containsExactly(City.day("2026-01-01"), City.day("2026-03-31"));
        Verdict before = verdict();
        bench.take(report(2, "2026-01-01", "2026-03-31", 89));
        bench.tick("2026-03-10T09:02");
        assertThat(verdict().getState()).isEqualTo(VerdictState.MISSED);
        assertThat(verdict().getInputDigest()).isNotEqualTo(before.getInputDigest());
        bench.take(report(3, "2026-01-01", "2026-03-31", 89).toBuilder()
                .setWithdrawn(true)
                .build());
        bench.tick("2026-03-10T09:03");
        assertThat(verdict().getState()).isEqualTo(VerdictState.INSUFFICIENT);
    }

    @Test
    void whoMayNotReportIsNotHeard() {
        StationRecord byTheStation = report(1, "2026-03-01", "2026-03-31", 100);
        bench.take(byTheStation.toBuilder()
                .setReportedFigure(byTheStation.getReportedFigure().toBuilder().setReporterRole("station-desk"))
                .build());
        bench.tick("2026-03-10T09:01");
        assertThat(verdict().getState()).isEqualTo(VerdictState.INSUFFICIENT);
    }

    @Test
    void aMissAlertsAfterItsHoldTimeAndAnOverdueReportFreezesTheAlert() {
        bench.take(report(1, "2026-01-01", "2026-03-12", 50));
        turns("2026-03-13T00:00");
        assertThat(bench.out.alerts).last().matches(alert -> alert.getTo() == AlertState.FIRING);
        assertThat(verdict().getState()).isEqualTo(VerdictState.MISSED);
        int alerts = bench.out.alerts.size();
        turns("2026-05-20T00:00");
        assertThat(verdict().getState()).isEqualTo(VerdictState.STALE);
        assertThat(bench.out.alerts).hasSize(alerts);
    }

    @Test
    void aStandardMayNameItsOwnReportAloneAndAsksForNoSample() {
        assertThat(CatalogueLoader.load(CATALOGUE).standards().get(0).ofReport())
                .isTrue();
        assertThat(faults(CATALOGUE.replace("reported.n05", "reported.n06")))
                .contains("reported.n06 (expected: one of ");
        assertThat(faults(CATALOGUE.replace("    holdTurns", "    minimumSample: 20\n    holdTurns")))
                .contains("standards[0].minimumSample: unknown key");
    }

    private static String faults(String catalogue) {
        return catchThrowableOfType(CatalogueException.class, () -> CatalogueLoader.load(catalogue))
                .faults()
                .toString();
    }

    private Verdict verdict() {
        return bench.out.lastVerdict(UNIT, "N05");
    }

    private void turns(String until) {
        bench.take(City.tick(bench.engine.lastTick() + 1, City.minute(until)));
    }

    private static StationRecord report(long version, String from, String to, long n) {
        return City.head("city/n05", UNIT, version, City.instant("2026-03-10T08:00"))
                .setReportedFigure(ReportedFigure.newBuilder()
                        .setStandard("N05")
                        .setPeriodFrom(City.day(from))
                        .setPeriodTo(City.day(to))
                        .setNumerator(n)
                        .setDenominator(100)
                        .setReporterRole("city-bureau"))
                .build();
    }
}
