package org.stationboard.gateway;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.CaseKind;
import org.stationboard.contract.v1.Custody;
import org.stationboard.contract.v1.CustodyAction;
import org.stationboard.contract.v1.CustodyStep;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.EventGrade;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.GradedKind;
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
import org.stationboard.testkit.Records;

/** A whole record of every body that a source sends, with as many of its fields as go together. */
final class WholeBodies {
    private final String unit;
    private final Instant at;

    WholeBodies(String unit, Instant at) {
        this.unit = unit;
        this.at = at;
    }

    List<StationRecord.Builder> all() {
        return List.of(
                alarm(),
                dispute(),
                ofCase(),
                visit(),
                inspection(),
                custody(),
                duty(),
                service(),
                information(),
                graded(),
                reported(),
                award(),
                devices(),
                Records.mark("phone", "alarm", unit, at.minusSeconds(60), at).toBuilder());
    }

    private StationRecord.Builder head(String id) {
        return Records.alarm(id, unit, at).clearAlarm();
    }

    private Timestamp at() {
        return Records.at(at);
    }

    private Timestamp later() {
        return Records.at(at.plus(Duration.ofDays(30)));
    }

    StationRecord.Builder alarm() {
        return Records.handled(Records.alarm("phone/1", unit, at), at, at, at);
    }

    StationRecord.Builder dispute() {
        StationRecord.Builder dispute =
                Records.attempted(Records.dispute("desk/1", unit, at), at, DisputeOutcome.SUCCESS);
        dispute.getDisputeBuilder().setDueAt(later()).addJointWith("court").setBecameCase("cases/1");
        return dispute;
    }

    StationRecord.Builder ofCase() {
        return head("cases/1")
                .setCase(Case.newBuilder()
                        .setKind(CaseKind.CRIMINAL)
                        .setCategory("theft")
                        .setOpenedAt(at())
                        .setFiledAt(at())
                        .setSolvedAt(at())
                        .setClosedAt(at())
                        .setHandedOverAt(at()));
    }

    StationRecord.Builder visit() {
        return head("visits/1")
                .setVisit(Visit.newBuilder()
                        .setKind(VisitKind.CALL_BACK)
                        .setPlannedAt(later())
                        .setDueAt(later())
                        .setMadeAt(at())
                        .setByRole("officer"));
    }

    StationRecord.Builder inspection() {
        return head("checks/1")
                .setInspection(Inspection.newBuilder()
                        .setPremises(PremisesKind.RENTAL)
                        .setInspectedAt(at())
                        .setHazardsFound(3)
                        .setHazardsClosed(2)
                        .setDueAt(later())
                        .setClosedAt(at()));
    }

    StationRecord.Builder custody() {
        return head("cabinet/1")
                .setCustody(Custody.newBuilder()
                        .setItemKind("case-file")
                        .addSteps(step(CustodyAction.STORED))
                        .addSteps(step(CustodyAction.TAKEN_OUT).setDueBackAt(later()))
                        .addSteps(step(CustodyAction.RETURNED)));
    }

    private CustodyStep.Builder step(CustodyAction action) {
        return CustodyStep.newBuilder().setAction(action).setAt(at()).setByRole("keeper");
    }

    StationRecord.Builder duty() {
        return head("roster/1")
                .setDuty(Duty.newBuilder()
                        .setFrom(at())
                        .setTo(later())
                        .setPostsPlanned(8)
                        .setPostsFilled(9)
                        .setReservePlanned(2)
                        .setReserveReady(2)
                        .setVehiclesPlanned(3)
                        .setVehiclesReady(1)
                        .addRoles(RoleCount.newBuilder()
                                .setRole("officer")
                                .setPlanned(8)
                                .setPresent(7)));
    }

    StationRecord.Builder service() {
        return head("counter/1")
                .setService(Service.newBuilder()
                        .setKind("permit")
                        .setChannel(ServiceChannel.ONLINE)
                        .setAskedAt(at())
                        .setDueAt(later())
                        .setDoneAt(at())
                        .setComings(0));
    }

    StationRecord.Builder information() {
        return head("grid/1")
                .setInformationCheck(InformationCheck.newBuilder()
                        .setCheckedAt(at())
                        .setRegistered(1_000)
                        .setCollected(1_020)
                        .setSampled(50)
                        .setAccurate(49)
                        .setMethod("random"));
    }

    StationRecord.Builder graded() {
        return head("events/1")
                .setGradedEvent(GradedEvent.newBuilder()
                        .setKind(GradedKind.ACCIDENT)
                        .setHappenedAt(at())
                        .setFiledAt(at())
                        .setGrade(EventGrade.GRAVE)
                        .setGradedByRole("county")
                        .setGradedAt(at())
                        .setConfirmed(true));
    }

    StationRecord.Builder reported() {
        long day = at.getEpochSecond() / 86_400;
        return head("reports/1")
                .setReportedFigure(ReportedFigure.newBuilder()
                        .setStandard("N01")
                        .setPeriodFrom(day - 30)
                        .setPeriodTo(day + 300)
                        .setNumerator(95)
                        .setDenominator(100)
                        .setMethod("survey")
                        .setSampleSize(100)
                        .setReporterRole("county-discipline")
                        .setEvidenceId("files/2026-17"));
    }

    StationRecord.Builder award() {
        return head("awards/1")
                .setAward(Award.newBuilder()
                        .setLevel(AwardLevel.PROVINCE_AWARD)
                        .setTitle("model-station")
                        .setYear(2026)
                        .setGrantedAt(Records.at(at.minusSeconds(1)))
                        .setEndedAt(at()));
    }

    StationRecord.Builder devices() {
        return head("devices/1")
                .setDeviceSummary(DeviceSummary.newBuilder()
                        .setKind(DeviceKind.CAMERA)
                        .setFrom(at())
                        .setTo(later())
                        .setDevices(5)
                        .setAvailable(4)
                        .setReadings(100)
                        .setFailures(3)
                        .setPasses(1_000)
                        .setClockAhead(1)
                        .setClockBehind(2)
                        .setLate(7));
    }
}
