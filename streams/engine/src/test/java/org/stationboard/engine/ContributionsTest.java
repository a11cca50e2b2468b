package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

class ContributionsTest {
    private static final String UNIT = "990101";
    private static final Parameters PARAMETERS = Parameters.of(City.ZONE);

    @Test
    void countsAnAlarmOnTheLocalDayAndMinuteItWasCalledIn() {
        StationRecord alarm = City.alarm(
                "a/1", UNIT, 1, City.instant("2026-03-02T00:30"), "burglary", AlarmFamily.THEFT_ROBBERY_FRAUD);
        assertThat(Contributions.of(alarm, PARAMETERS))
                .containsExactlyInAnyOrder(
                        day("alarms", "2026-03-02", 1, 0),
                        minute("alarms", "2026-03-02T00:30"),
                        day("alarms.category.burglary", "2026-03-02", 1, 0),
                        day("alarms.family.theft-robbery-fraud", "2026-03-02", 1, 0));
    }

    @Test
    void aWithdrawnRecordContributesNothing() {
        StationRecord withdrawn = City.alarm("a/1", UNIT, 2, "2026-03-02T00:30").toBuilder()
                .setWithdrawn(true)
                .build();
        assertThat(Contributions.of(withdrawn, PARAMETERS)).isEmpty();
    }

    @Test
    void countsEachConcludedAttemptOnItsOwnDay() {
        Dispute.Builder dispute = Dispute.newBuilder()
                .addAttempts(City.attempt("2026-03-05T10:00", DisputeOutcome.FAILURE))
                .addAttempts(City.attempt("2026-03-09T10:00", DisputeOutcome.SUCCESS))
                .addAttempts(MediationAttempt.newBuilder());
        assertThat(of(dispute))
                .contains(
                        day("disputes.registered", "2026-03-02", 1, 0),
                        day("disputes.concluded", "2026-03-05", 1, 0),
                        day("disputes.succeeded", "2026-03-05", 0, 1),
                        day("disputes.concluded", "2026-03-09", 1, 0),
                        day("disputes.succeeded", "2026-03-09", 1, 1))
                .noneMatch(given -> given.indicator().startsWith("disputes.police"));
    }

    @Test
    void aReopeningWithinThirtyDaysUndoesTheSuccessToTheSecond() {
        assertThat(of(reopened("2026-04-04T10:00"))).contains(day("disputes.succeeded", "2026-03-05", 0, 1));
        assertThat(of(reopened("2026-04-04T10:01"))).contains(day("disputes.succeeded", "2026-03-05", 1, 1));
    }

    @Test
    void policeRelatedDisputesCountInBoth() {
        Dispute.Builder dispute = Dispute.newBuilder()
                .setPoliceRelated(true)
                .addAttempts(City.attempt("2026-03-05T10:00", DisputeOutcome.ESCALATED));
        assertThat(of(dispute))
                .contains(
                        day("disputes.police.registered", "2026-03-02", 1, 0),
                        day("disputes.police.concluded", "2026-03-05", 1, 0),
                        day("disputes.police.succeeded", "2026-03-05", 0, 1),
                        day("disputes.succeeded", "2026-03-05", 0, 1));
    }

    @Test
    void standsOpenUntilTheFirstConclusionAndAgainAfterAReopening() {
        assertThat(stock("disputes.open", reopened("2026-05-01T10:00")))
                .containsExactly(
                        day("disputes.open", "2026-03-02", 1, 0),
                        day("disputes.open", "2026-03-05", 0, 1),
                        day("disputes.open", "2026-05-01", 1, 0));
        Dispute.Builder failedTwice = Dispute.newBuilder()
                .addAttempts(City.attempt("2026-03-05T10:00", DisputeOutcome.FAILURE))
                .addAttempts(City.attempt("2026-03-09T10:00", DisputeOutcome.SUCCESS));
        assertThat(stock("disputes.open", failedTwice))
                .containsExactly(day("disputes.open", "2026-03-02", 1, 0), day("disputes.open", "2026-03-05", 0, 1));
    }

    @Test
    void closingWithoutAVerdictClosesAndCountsInNoRate() {
        Dispute.Builder closed = Dispute.newBuilder()
                .setClosedWithout(ClosedWithout.NO_VERDICT)
                .setClosedAt(City.time(City.instant("2026-03-20T10:00")));
        assertThat(of(closed))
                .containsExactly(
                        day("disputes.registered", "2026-03-02", 1, 0),
                        day("disputes.joint", "2026-03-02", 0, 1),
                        day("disputes.complete", "2026-03-02", 0, 1),
                        day("disputes.open", "2026-03-02", 1, 0),
                        day("disputes.open", "2026-03-20", 0, 1));
    }

    @Test
    void isOverdueFromTheDayAfterItsDueDayUntilItCloses() {
        Dispute.Builder late =
                due("2026-03-10T23:59").addAttempts(City.attempt("2026-03-15T10:00", DisputeOutcome.SUCCESS));
        assertThat(stock("disputes.overdue", late))
                .containsExactly(
                        day("disputes.overdue", "2026-03-11", 1, 0), day("disputes.overdue", "2026-03-15", 0, 1));
        Dispute.Builder inTime =
                due("2026-03-15T08:00").addAttempts(City.attempt("2026-03-15T10:00", DisputeOutcome.SUCCESS));
        assertThat(stock("disputes.overdue", inTime)).isEmpty();
        assertThat(stock("disputes.overdue", due("2026-02-01T08:00")))
                .containsExactly(day("disputes.overdue", "2026-03-02", 1, 0));
    }

    @Test
    void aConclusionDatedBeforeTheRegistrationClosesOnTheDayItWasRegistered() {
        Dispute.Builder before =
                Dispute.newBuilder().addAttempts(City.attempt("2026-02-01T10:00", DisputeOutcome.SUCCESS));
        assertThat(stock("disputes.open", before))
                .containsExactly(day("disputes.open", "2026-03-02", 1, 0), day("disputes.open", "2026-03-02", 0, 1));
    }

    @Test
    void namesTheTimeItCannotDoWithout() {
        StationRecord noTime = City.head("d/1", UNIT, 1, City.instant("2026-03-02T09:00"))
                .setDispute(Dispute.newBuilder())
                .build();
        assertThatThrownBy(() -> Contributions.of(noTime, PARAMETERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dispute.registered_at: absent (expected: a time)");
    }

    @Test
    void theLedgerKeepsContributionsAsTheyAre() {
        StationRecord alarm = City.alarm("a/1", UNIT, 1, "1969-12-31T12:00");
        List<Contribution> both = new java.util.ArrayList<>(Contributions.of(alarm, PARAMETERS));
        both.addAll(of(reopened("2026-05-01T10:00")));
        LedgerEntry entry = new LedgerEntry(7, -1, both);
        assertThat(DecodedEntry.of(entry.encoded(new LedgerCodes()))).isEqualTo(entry);
        LedgerEntry withdrawn = new LedgerEntry(Long.MAX_VALUE, 0, List.of());
        assertThat(DecodedEntry.of(withdrawn.encoded(new LedgerCodes()))).isEqualTo(withdrawn);
    }

    private static Dispute.Builder reopened(String at) {
        return Dispute.newBuilder()
                .addAttempts(City.attempt("2026-03-05T10:00", DisputeOutcome.SUCCESS)
                        .setReopenedAt(City.time(City.instant(at))));
    }

    private static Dispute.Builder due(String at) {
        return Dispute.newBuilder().setDueAt(City.time(City.instant(at)));
    }

    private static List<Contribution> of(Dispute.Builder dispute) {
        return Contributions.of(City.dispute("d/1", UNIT, 1, "2026-03-02T09:00", dispute), PARAMETERS);
    }

    private static List<Contribution> stock(String indicator, Dispute.Builder dispute) {
        return of(dispute).stream()
                .filter(given -> given.indicator().equals(indicator))
                .toList();
    }

    private static Contribution minute(String indicator, String at) {
        return new Contribution(indicator, UNIT, Grain.MINUTE, City.minute(at), 1, 0);
    }

    private static Contribution day(String indicator, String date, long n, long d) {
        return new Contribution(indicator, UNIT, Grain.DAY, City.day(date), n, d);
    }
}
