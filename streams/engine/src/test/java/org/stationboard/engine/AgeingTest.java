package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Figure;

class AgeingTest {
    private static final String UNIT = "990101";

    @Test
    void minuteCellsGoAfterThirtyFiveDaysAndDayCellsStay() {
        Bench bench = new Bench();
        bench.tick("2026-03-01T09:00");
        bench.take(City.alarm("a/1", UNIT, 1, "2026-03-01T09:00"));
        bench.take(City.tick(City.minute("2026-03-01T09:01"), City.minute("2026-04-04T23:59")));
        assertThat(bench.engine.cells()).isEqualTo(4);
        bench.tick("2026-04-05T00:00");
        assertThat(bench.engine.cells()).isEqualTo(4);
        bench.take(City.tick(City.minute("2026-04-05T00:01"), City.minute("2026-04-06T00:00")));
        assertThat(bench.engine.cells()).isEqualTo(3);
    }

    @Test
    void flowsOfAgedDaysAreIgnoredBothWays() {
        Bench bench = new Bench();
        bench.tick("2026-03-01T09:00");
        bench.take(City.settled("d/old", UNIT, "2020-02-29", DisputeOutcome.SUCCESS));
        bench.take(City.settled("d/kept", UNIT, "2020-03-01", DisputeOutcome.SUCCESS));
        bench.tick("2026-03-01T09:01");
        assertThat(bench.out.day(UNIT, "disputes.succeeded", "2020-02-29")).isEqualTo(Figure.getDefaultInstance());
        assertThat(bench.out.day(UNIT, "disputes.succeeded", "2020-03-01").getNumerator())
                .isEqualTo(1);
        bench.take(City.tick(City.minute("2026-03-01T09:02"), City.minute("2026-03-03T09:00")));
        assertThat(bench.engine.cells()).isZero();
        // Both are aged by now: taking them back takes nothing.
        for (String id : new String[] {"d/old", "d/kept"}) {
            bench.take(City.settled(id, UNIT, "2020-03-01", DisputeOutcome.SUCCESS).toBuilder()
                    .setVersion(2)
                    .setWithdrawn(true)
                    .build());
        }
        bench.tick("2026-03-03T09:01");
        assertThat(bench.engine.cells()).isZero();
        assertThat(bench.out.day(UNIT, "disputes.succeeded", "2020-03-01").getNumerator())
                .isEqualTo(1);
    }

    @Test
    void aStockCarriesWhatAgedDaysLeaveOpen() {
        Bench bench = new Bench();
        bench.tick("2026-03-01T09:00");
        bench.take(City.dispute("d/1", UNIT, 1, "2012-05-01T10:00", Dispute.newBuilder()));
        bench.take(City.dispute("d/2", UNIT, 1, "2020-03-01T10:00", Dispute.newBuilder()));
        bench.take(City.tick(City.minute("2026-03-01T09:01"), City.minute("2026-03-02T09:00")));
        assertThat(bench.out.day(UNIT, "disputes.open", "2026-03-02").getNumerator())
                .isEqualTo(2);
        // One carried base, and nothing else of either.
        assertThat(bench.engine.cells()).isEqualTo(1);
        bench.restart();
        Dispute.Builder settled =
                Dispute.newBuilder().addAttempts(City.attempt("2026-03-02T09:30", DisputeOutcome.SUCCESS));
        bench.take(City.dispute("d/1", UNIT, 2, "2012-05-01T10:00", settled));
        bench.take(City.dispute("d/2", UNIT, 2, "2020-03-01T10:00", Dispute.newBuilder()).toBuilder()
                .setWithdrawn(true)
                .build());
        bench.tick("2026-03-02T09:40");
        Figure open = bench.out.day(UNIT, "disputes.open", "2026-03-02");
        assertThat(open.getNumerator()).isZero();
        assertThat(open.getClosed()).isEqualTo(1);
        assertThat(bench.out.day(UNIT, "disputes.open", "2026-03-01").getNumerator())
                .isEqualTo(1);
    }

    @Test
    void nothingAgesBeforeTheFirstTick() {
        Bench bench = new Bench();
        bench.take(City.alarm("a/1", UNIT, 1, "2010-03-01T09:00"));
        bench.take(City.dispute("d/1", UNIT, 1, "2010-05-01T10:00", Dispute.newBuilder()));
        bench.tick("2026-03-01T09:00");
        assertThat(bench.engine.cells()).isEqualTo(1);
        assertThat(bench.out.day(UNIT, "alarms", "2010-03-01")).isEqualTo(Figure.getDefaultInstance());
        assertThat(bench.out.day(UNIT, "disputes.open", "2026-03-01").getNumerator())
                .isEqualTo(1);
    }
}
