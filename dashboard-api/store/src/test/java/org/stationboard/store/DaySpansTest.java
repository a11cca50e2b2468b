package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stationboard.store.StoreContract.DAY;
import static org.stationboard.store.StoreContract.day;
import static org.stationboard.store.StoreContract.noon;

import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Parameters;
import org.stationboard.testkit.Records;

class DaySpansTest {
    private final DaySpans spans = new DaySpans(Parameters.of(StoreContract.ZONE));

    @Test
    void anAlarmSpansItsDayOnceItIsOver() {
        StationRecord.Builder alarm =
                Records.handled(Records.alarm("s/1", StoreContract.A, noon(DAY)), noon(DAY), noon(DAY), noon(DAY));

        assertThat(spans.of(alarm.build())).isEqualTo(new DayRange(day(DAY), day(DAY)));
        assertThat(spans.of(alarm.setWithdrawn(true).build())).isNull();
    }

    @Test
    void aCallThatNobodyEndedSpansTheDaysItStandsOpen() {
        StationRecord.Builder alarm = Records.alarm("s/1", StoreContract.A, noon(DAY));

        assertThat(spans.of(alarm.build())).isEqualTo(new DayRange(day(DAY), day(DAY) + 2));
    }

    @Test
    void aLevelSpansItsWholePeriod() {
        StationRecord.Builder report = Records.alarm("s/1", StoreContract.A, noon(DAY))
                .setReportedFigure(ReportedFigure.newBuilder()
                        .setStandard("N12")
                        .setPeriodFrom(day(DAY))
                        .setPeriodTo(day(DAY) + 364)
                        .setNumerator(9)
                        .setDenominator(10));

        assertThat(spans.of(report.build())).isEqualTo(new DayRange(day(DAY), day(DAY) + 364));
    }

    @Test
    void aDisputeSpansItsRegistrationToItsLastAttempt() {
        StationRecord.Builder dispute = Records.attempted(
                Records.dispute("s/1", StoreContract.A, noon(DAY)), noon(DAY.plusDays(9)), DisputeOutcome.SUCCESS);

        assertThat(spans.of(dispute.build())).isEqualTo(new DayRange(day(DAY), day(DAY) + 9));
    }

    @Test
    void whatTheEngineCannotTakeSpansNothing() {
        StationRecord.Builder alarm = Records.alarm("s/1", StoreContract.A, noon(DAY));
        alarm.getAlarmBuilder().clearCalledAt();

        assertThat(spans.of(alarm.build())).isNull();
    }
}
