package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmDisposition;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeLevel;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.EventGrade;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.GradedKind;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.Inspection;
import org.stationboard.contract.v1.PremisesKind;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.RoleCount;
import org.stationboard.contract.v1.Service;
import org.stationboard.contract.v1.ServiceChannel;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Visit;
import org.stationboard.contract.v1.VisitKind;

class BodyContributionsTest {
    private static final String UNIT = "990101";
    private static final String COMMUNITY = "990101001";

    @Test
    void aCallCountsWhetherItWasDispatchedAndAttendedInTimeAndInWhichBucketItTookHowLong() {
        Alarm.Builder alarm = call("2026-03-02T23:50")
                .setDispatchedAt(at("2026-03-02T23:53"))
                .setArrivedAt(at("2026-03-03T00:06"))
                .setConcludedAt(at("2026-03-03T03:00"));
        assertThat(of(alarm))
                .contains(
                        "dispatch.in-time 2026-03-02 1/1",
                        "dispatch.bucket.le-3 2026-03-02 1/0",
                        "arrival.in-time 2026-03-02 0/1",
                        "arrival.bucket.le-20 2026-03-02 1/0",
                        "handling.bucket.le-300 2026-03-02 1/0");
        assertThat(of(call("2026-03-02T23:50").setDispatchedAt(soon("2026-03-02T23:53"))))
                .contains("dispatch.in-time 2026-03-02 0/1", "dispatch.bucket.le-5 2026-03-02 1/0");
    }

    @Test
    void aCallWithoutTimesIsInNoResponseFigure() {
        assertThat(of(call("2026-03-02T23:50")))
                .noneMatch(given -> given.startsWith("dispatch") || given.startsWith("arrival"));
    }

    @Test
    void aCallStandsOpenFromDayToDayUntilSomebodyIsSentAndComes() {
        Alarm.Builder alarm = call("2026-03-02T23:50").setDispatchedAt(at("2026-03-02T23:53"));
        assertThat(of(alarm))
                .contains("alarms.open.unattended 2026-03-02 1/0", "alarms.open.unattended 2026-03-04 0/1")
                .noneMatch(given -> given.startsWith("alarms.open.undispatched"));
        assertThat(of(alarm.setArrivedAt(at("2026-03-03T00:06"))))
                .contains("alarms.open.unattended 2026-03-02 1/0", "alarms.open.unattended 2026-03-03 0/1");
    }

    @Test
    void aCallItsSourceNeverFinishesIsNoLongerOpenAfterTwoDays() {
        assertThat(of(call("2026-03-02T10:00").setPriority(1)))
                .contains("alarms.open.undispatched 2026-03-02 1/0", "alarms.open.undispatched 2026-03-04 0/1");
        assertThat(of(call("2026-03-02T10:00").setDisposition(AlarmDisposition.HANDLED)))
                .noneMatch(given -> given.startsWith("alarms.open"));
    }

    @Test
    void aCallThatItsSourceOnlyListsIsNotOpen() {
        assertThat(of(call("2026-03-02T10:00"))).noneMatch(given -> given.startsWith("alarms.open"));
    }

    @Test
    void whatAnotherSystemTellsOfACallOrCaseCountsItNoSecondTime() {
        StationRecord.Builder dispatch = head().setAbout("calls/1")
                .setAlarm(call("2026-03-02T23:50").setCrime(true).setDispatchedAt(at("2026-03-02T23:52")));
        assertThat(of(dispatch))
                .contains("dispatch.in-time 2026-03-02 1/1", "alarms.open.unattended 2026-03-02 1/0")
                .noneMatch(given -> given.startsWith("alarms ") || given.startsWith("alarms.c"));
        StationRecord.Builder outcome = head().setAbout("cases/1")
                .setCase(Case.newBuilder()
                        .setOpenedAt(at("2026-03-02T10:00"))
                        .setCategory("theft")
                        .setFiledAt(at("2026-03-03T10:00")));
        assertThat(of(outcome))
                .containsExactly(
                        "cases.solved 2026-03-02 0/1",
                        "cases.outside-remit 2026-03-02 0/1",
                        "cases.filed 2026-03-03 1/0",
                        "cases.open 2026-03-02 1/0");
    }

    @Test
    void aCaseOfWhichNothingMoreIsToldIsNeitherUnsolvedNorOpen() {
        assertThat(of(head().setCase(Case.newBuilder().setOpenedAt(at("2026-03-02T10:00")))))
                .containsExactly("cases.opened 2026-03-02 1/0");
    }

    @Test
    void ofTheCallsThatAreNoPoliceMatterThoseHandedOnAreDiverted() {
        Alarm.Builder alarm = call("2026-03-02T10:00").setFamily(AlarmFamily.NON_POLICE);
        assertThat(of(alarm.setDisposition(AlarmDisposition.TO_GRID))).contains("alarms.diverted 2026-03-02 1/1");
        assertThat(of(alarm.setDisposition(AlarmDisposition.HANDLED))).contains("alarms.diverted 2026-03-02 0/1");
        assertThat(of(alarm.setFamily(AlarmFamily.HELP))).noneMatch(given -> given.startsWith("alarms.diverted"));
    }

    @Test
    void crimeAccidentsAndEscalationsCountForTheCommunityToo() {
        StationRecord.Builder crime = head().setAlarm(call("2026-03-02T10:00").setCrime(true));
        assertThat(ofCommunity(crime)).containsExactly("alarms.crime 2026-03-02 1/0");
        assertThat(ofCommunity(head().setGradedEvent(graded(GradedKind.ACCIDENT))))
                .containsExactly("graded.accident 2026-03-02 1/0");
        assertThat(ofCommunity(head().setGradedEvent(graded(GradedKind.MASS_INCIDENT))))
                .isEmpty();
        Dispute.Builder dispute = Dispute.newBuilder()
                .setRegisteredAt(at("2026-03-02T10:00"))
                .addAttempts(City.attempt("2026-03-03T10:00", DisputeOutcome.ESCALATED));
        assertThat(ofCommunity(head().setDispute(dispute))).containsExactly("disputes.escalated 2026-03-03 1/0");
    }

    @Test
    void aDisputeIsCompleteWithOwnerLevelAndDueTimeAndEndedInTimeByItsDueInstant() {
        Dispute.Builder dispute = Dispute.newBuilder()
                .setRegisteredAt(at("2026-03-02T10:00"))
                .setOwnerRole("officer")
                .setLevel(DisputeLevel.AT_COMMUNITY)
                .setDueAt(at("2026-03-05T18:00"))
                .addJointWith("court")
                .addAttempts(City.attempt("2026-03-05T18:00", DisputeOutcome.SUCCESS));
        assertThat(of(head().setDispute(dispute)))
                .contains(
                        "disputes.complete 2026-03-02 1/1",
                        "disputes.joint 2026-03-02 1/1",
                        "disputes.at-grid 2026-03-05 1/1",
                        "disputes.due 2026-03-05 1/1");
        dispute.setOwnerRole("").setLevel(DisputeLevel.AT_STATION).clearJointWith();
        dispute.getAttemptsBuilder(0).setConcludedAt(soon("2026-03-05T18:00"));
        assertThat(of(head().setDispute(dispute)))
                .contains(
                        "disputes.complete 2026-03-02 0/1",
                        "disputes.joint 2026-03-02 0/1",
                        "disputes.at-grid 2026-03-05 0/1",
                        "disputes.due 2026-03-05 0/1");
    }

    @Test
    void aCaseIsSolvedAndOutsideTheRemitOnTheDayItWasOpened() {
        Case.Builder body = Case.newBuilder()
                .setOpenedAt(at("2026-03-02T10:00"))
                .setCategory("theft")
                .setFiledAt(at("2026-03-03T10:00"))
                .setSolvedAt(at("2026-03-20T10:00"))
                .setClosedAt(at("2026-03-21T10:00"));
        assertThat(of(head().setCase(body)))
                .containsExactly(
                        "cases.opened 2026-03-02 1/0",
                        "cases.category.theft 2026-03-02 1/0",
                        "cases.solved 2026-03-02 1/1",
                        "cases.outside-remit 2026-03-02 0/1",
                        "cases.filed 2026-03-03 1/0",
                        "cases.closed 2026-03-21 1/0",
                        "cases.open 2026-03-02 1/0",
                        "cases.open 2026-03-21 0/1");
        assertThat(of(head().setCase(body.setHandedOverAt(at("2026-03-05T10:00")))))
                .contains("cases.open 2026-03-05 0/1");
        assertThat(of(head().setCase(Case.newBuilder()
                        .setOpenedAt(at("2026-03-02T10:00"))
                        .setSolved(true))))
                .contains("cases.solved 2026-03-02 1/1");
    }

    @Test
    void aVisitCountsOnTheDayItWasMadeAndInTimeOnTheDayItWasDue() {
        Visit.Builder visit = Visit.newBuilder()
                .setKind(VisitKind.CALL_BACK)
                .setMadeAt(at("2026-03-02T10:00"))
                .setDueAt(at("2026-03-04T10:00"));
        assertThat(of(head().setVisit(visit)))
                .containsExactly(
                        "visits.made 2026-03-02 1/0",
                        "visits.kind.call-back 2026-03-02 1/0",
                        "visits.due 2026-03-04 1/1");
        assertThat(of(head().setVisit(visit.clearMadeAt()))).containsExactly("visits.due 2026-03-04 0/1");
    }

    @Test
    void hazardsCountOnTheDayOfTheInspectionAndNeverMoreClosedThanFound() {
        Inspection.Builder inspection = Inspection.newBuilder()
                .setPremises(PremisesKind.DANGEROUS_GOODS)
                .setInspectedAt(at("2026-03-02T10:00"))
                .setHazardsFound(3)
                .setHazardsClosed(2)
                .setClosedAt(at("2026-03-09T10:00"));
        assertThat(of(head().setInspection(inspection)))
                .containsExactly(
                        "inspections.made 2026-03-02 1/0",
                        "inspections.kind.dangerous-goods 2026-03-02 1/0",
                        "hazards.found 2026-03-02 3/0",
                        "hazards.closed 2026-03-02 2/3");
        assertThatThrownBy(() -> of(head().setInspection(inspection.setHazardsClosed(4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inspection.hazards_closed: out of range (expected: 0..3)");
        assertThatThrownBy(() -> of(head().setInspection(inspection.setHazardsFound(-1))))
                .hasMessageStartingWith("inspection.hazards_found: out of range");
    }

    @Test
    void aServiceSaysHowOftenTheCitizenCameOnlyWhereItsSourceTells() {
        Service.Builder service = Service.newBuilder()
                .setChannel(ServiceChannel.SELF_SERVICE)
                .setDoneAt(at("2026-03-02T10:00"))
                .setDueAt(at("2026-03-01T10:00"));
        assertThat(of(head().setService(service)))
                .containsExactly(
                        "services.done 2026-03-02 1/0",
                        "services.channel.self-service 2026-03-02 1/0",
                        "services.due 2026-03-01 0/1");
        assertThat(of(head().setService(service.setComings(1))))
                .contains("services.unseen 2026-03-02 0/1", "services.once 2026-03-02 1/1");
        assertThat(of(head().setService(service.setComings(0))))
                .contains("services.unseen 2026-03-02 1/1", "services.once 2026-03-02 1/1");
    }

    @Test
    void rolesOfOneNameInAShiftAddUp() {
        Duty.Builder duty = Duty.newBuilder()
                .setFrom(at("2026-03-02T20:00"))
                .setTo(at("2026-03-03T00:00"))
                .addRoles(
                        RoleCount.newBuilder().setRole("officer").setPlanned(2).setPresent(3))
                .addRoles(RoleCount.newBuilder().setRole("officer").setPlanned(1));
        assertThat(contributions(head().setDuty(duty)))
                .containsExactly(new Contribution(
                        "duty.role.officer",
                        UNIT,
                        Grain.DAY,
                        City.day("2026-03-02"),
                        3,
                        3,
                        1200,
                        City.day("2026-03-02"),
                        0));
        assertThatThrownBy(() -> of(head().setDuty(duty.setTo(at("2026-03-02T20:00")))))
                .hasMessage("duty.to: (expected: after duty.from)");
    }

    @Test
    void onlyAConfirmedGraveEventCountsAndAnUngradedOneWaits() {
        assertThat(of(head().setGradedEvent(graded(GradedKind.POLITICAL_CASE))))
                .containsExactly("graded.political 2026-03-02 1/0");
        assertThat(of(head().setGradedEvent(graded(GradedKind.POLITICAL_CASE).setConfirmed(false))))
                .isEmpty();
        assertThat(of(head().setGradedEvent(graded(GradedKind.POLITICAL_CASE).setGrade(EventGrade.ORDINARY))))
                .isEmpty();
        assertThat(of(head().setGradedEvent(graded(GradedKind.POLITICAL_CASE).setGrade(EventGrade.UNGRADED))))
                .containsExactly("graded.ungraded 2026-03-02 1/0");
    }

    @Test
    void aCheckOfNothingSaysNothing() {
        InformationCheck.Builder check = InformationCheck.newBuilder().setCheckedAt(at("2026-03-02T10:00"));
        assertThat(of(head().setInformationCheck(check))).isEmpty();
        assertThat(of(head().setInformationCheck(check.setSampled(20).setAccurate(19))))
                .containsExactly("information.accurate 2026-03-02 19/20");
    }

    @Test
    void aReportedValueIsInThousandthsAndItsPeriodMayNotEndBeforeItBegins() {
        ReportedFigure.Builder figure = ReportedFigure.newBuilder()
                .setStandard("N10")
                .setPeriodFrom(City.day("2026-01-01"))
                .setPeriodTo(City.day("2026-01-31"))
                .setValueMilli(97_250);
        assertThat(of(head().setReportedFigure(figure))).containsExactly("reported.n10 2026-01-01 97250/1000");
        assertThatThrownBy(() -> of(head().setReportedFigure(figure.setPeriodTo(City.day("2025-12-31")))))
                .hasMessageStartingWith("reported_figure.period_to: (expected: not before period_from");
    }

    @Test
    void anAwardIsHeldFromTheDayItWasGrantedToTheDayItEnded() {
        Award.Builder award = Award.newBuilder().setGrantedAt(at("2026-03-02T10:00"));
        assertThat(of(head().setAward(award))).containsExactly("awards.held 2026-03-02 1/0");
        assertThat(of(head().setAward(award.setEndedAt(at("2026-05-02T10:00")))))
                .contains("awards.held 2026-05-02 0/1");
    }

    @Test
    void aWindowOfDevicesCountsOnTheDayItBegins() {
        DeviceSummary.Builder summary = DeviceSummary.newBuilder()
                .setKind(DeviceKind.SELF_SERVICE_TERMINAL)
                .setFrom(at("2026-03-02T23:55"))
                .setTo(at("2026-03-03T00:05"))
                .setDevices(8)
                .setAvailable(7)
                .setReadings(80)
                .setPasses(900)
                .setClockAhead(2)
                .setClockBehind(1);
        assertThat(of(head().setDeviceSummary(summary)))
                .containsExactly(
                        "devices.available 2026-03-02 7/8",
                        "devices.kind.self-service-terminal.available 2026-03-02 7/8",
                        "devices.readings 2026-03-02 80/0",
                        "devices.passes 2026-03-02 900/0",
                        "devices.clock-off 2026-03-02 2/0",
                        "devices.clock-off 2026-03-02 1/0");
        assertThatThrownBy(() -> of(head().setDeviceSummary(summary.setPasses(Long.MAX_VALUE))))
                .hasMessage("device_summary.passes: out of range (expected: 0..1000000000000)");
    }

    @Test
    void aCodeThatCouldNotStandInAKeyIsRefused() {
        assertThatThrownBy(() -> of(call("2026-03-02T10:00").setCategory("a|b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alarm.category: (expected: a code without | or control characters)");
    }

    private static Alarm.Builder call(String called) {
        return Alarm.newBuilder().setCalledAt(at(called));
    }

    private static GradedEvent.Builder graded(GradedKind kind) {
        return GradedEvent.newBuilder()
                .setKind(kind)
                .setHappenedAt(at("2026-03-02T10:00"))
                .setGrade(EventGrade.GRAVE)
                .setConfirmed(true);
    }

    private static StationRecord.Builder head() {
        return City.head("x/1", UNIT, 1, City.instant("2026-03-02T10:00")).setCommunityId(COMMUNITY);
    }

    private static Timestamp at(String local) {
        return City.time(City.instant(local));
    }

    /** A nanosecond after. */
    private static Timestamp soon(String local) {
        return City.time(City.instant(local).plusNanos(1));
    }

    private static List<String> of(Alarm.Builder alarm) {
        return of(head().setAlarm(alarm));
    }

    /** What the unit is given by the day, as "indicator day n/d". */
    private static List<String> of(StationRecord.Builder stationRecord) {
        return given(stationRecord, UNIT);
    }

    private static List<String> ofCommunity(StationRecord.Builder stationRecord) {
        return given(stationRecord, COMMUNITY);
    }

    private static List<String> given(StationRecord.Builder stationRecord, String unit) {
        return contributions(stationRecord).stream()
                .filter(given -> given.unitId().equals(unit) && given.grain() == Grain.DAY)
                .map(given -> given.indicator()
                        + ' '
                        + LocalDate.ofEpochDay(given.start())
                        + ' '
                        + given.numerator()
                        + '/'
                        + given.denominator())
                .toList();
    }

    private static List<Contribution> contributions(StationRecord.Builder stationRecord) {
        return Contributions.of(stationRecord.build(), Parameters.of(City.ZONE));
    }
}
