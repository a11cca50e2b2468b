package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.Custody;
import org.stationboard.contract.v1.CustodyStep;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.Inspection;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.RoleCount;
import org.stationboard.contract.v1.Service;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Visit;

/** Random bodies beside alarms and disputes, each at its first time; what may be absent is absent half the time. */
final class HistoryBodies {
    static final int KINDS = 11;
    private static final int DAY = 86_400;

    private final SplittableRandom random;

    HistoryBodies(SplittableRandom random) {
        this.random = random;
    }

    StationRecord.Builder any(int kind, String id, Instant at) {
        StationRecord.Builder head = City.head(id, "", 1, at);
        return switch (kind) {
            case 1 -> head.setCase(ofCase(at));
            case 2 -> head.setVisit(visit(at));
            case 3 -> head.setInspection(inspection(at));
            case 4 -> head.setCustody(custody(at));
            case 5 -> head.setDuty(duty(at));
            case 6 -> head.setService(service(at));
            case 7 -> head.setInformationCheck(check(at));
            case 8 -> head.setGradedEvent(graded(at));
            case 9 -> head.setReportedFigure(reported(at));
            case 10 -> head.setAward(award(at));
            default -> head.setDeviceSummary(devices(at));
        };
    }

    /** Minutes to hours later; once in a while before, or days later. */
    Timestamp soon(Instant at) {
        return switch (random.nextInt(8)) {
            case 0 -> City.time(at.minusSeconds(random.nextInt(90_000)));
            case 1 -> City.time(at.plusSeconds(random.nextInt(4 * DAY)));
            case 2 -> City.time(at.plusSeconds(60L * random.nextInt(20)));
            case 3 -> City.time(at.plusSeconds(60L * random.nextInt(20)).plusNanos(1));
            default -> City.time(at.plusSeconds(random.nextInt(9000)));
        };
    }

    private Timestamp later(Instant at) {
        return City.time(at.plusSeconds(random.nextInt(30 * DAY) - (random.nextInt(6) == 0 ? 20 * DAY : 0)));
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private Case ofCase(Instant at) {
        Case.Builder body = Case.newBuilder().setOpenedAt(City.time(at)).setOutsideRemit(maybe());
        body.setCategory(maybe() ? "k" + random.nextInt(2) : "").setSolved(random.nextInt(5) == 0);
        if (maybe()) {
            body.setFiledAt(soon(at));
        }
        if (maybe()) {
            body.setSolvedAt(later(at));
        }
        if (maybe()) {
            body.setClosedAt(later(at));
        }
        if (random.nextInt(4) == 0) {
            body.setHandedOverAt(later(at));
        }
        return body.build();
    }

    private Visit visit(Instant at) {
        Visit.Builder visit = Visit.newBuilder().setKindValue(random.nextInt(5));
        if (maybe()) {
            visit.setMadeAt(later(at));
        }
        if (maybe()) {
            visit.setDueAt(visit.hasMadeAt() && random.nextInt(4) == 0 ? visit.getMadeAt() : later(at));
        }
        return visit.build();
    }

    private Inspection inspection(Instant at) {
        int found = random.nextInt(4);
        return Inspection.newBuilder()
                .setPremisesValue(random.nextInt(5))
                .setInspectedAt(City.time(at))
                .setHazardsFound(found)
                .setHazardsClosed(random.nextInt(found + 1))
                .build();
    }

    private Custody custody(Instant at) {
        Custody.Builder custody = Custody.newBuilder().setItemKind("case-file");
        Instant now = at;
        int steps = random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            int usual = i == 0 ? 1 : 2 + (i + 1) % 2;
            CustodyStep.Builder step = CustodyStep.newBuilder()
                    .setActionValue(random.nextInt(4) == 0 ? random.nextInt(5) : usual)
                    .setAt(City.time(now))
                    .setByRole(random.nextInt(6) == 0 ? "" : "keeper");
            if (maybe()) {
                step.setDueBackAt(later(now));
            }
            custody.addSteps(step);
            now = now.plusSeconds(random.nextInt(10 * DAY) - (random.nextInt(5) == 0 ? 5 * DAY : 0));
        }
        return custody.build();
    }

    private Duty duty(Instant at) {
        // Shifts of one record and the next often touch the same day, or begin on the same.
        long begin = Math.floorDiv(at.getEpochSecond(), DAY / 2) * (DAY / 2);
        return Duty.newBuilder()
                .setFrom(City.time(Instant.ofEpochSecond(begin)))
                .setTo(City.time(Instant.ofEpochSecond(begin + 3600L * (1 + random.nextInt(60)))))
                .setPostsPlanned(random.nextInt(3))
                .setPostsFilled(random.nextInt(4))
                .setVehiclesReady(random.nextInt(2))
                .setVehiclesPlanned(random.nextInt(2))
                .addRoles(role())
                .addRoles(role())
                .build();
    }

    private RoleCount.Builder role() {
        return RoleCount.newBuilder()
                .setRole("r" + random.nextInt(2))
                .setPlanned(random.nextInt(3))
                .setPresent(random.nextInt(3));
    }

    private Service service(Instant at) {
        Service.Builder service = Service.newBuilder().setChannelValue(random.nextInt(5));
        if (random.nextInt(3) > 0) {
            service.setDoneAt(later(at));
        }
        if (maybe()) {
            service.setDueAt(service.hasDoneAt() && random.nextInt(4) == 0 ? service.getDoneAt() : later(at));
        }
        if (maybe()) {
            service.setComings(random.nextInt(4));
        }
        return service.build();
    }

    private InformationCheck check(Instant at) {
        int sampled = random.nextInt(5);
        return InformationCheck.newBuilder()
                .setCheckedAt(City.time(at))
                .setRegistered(random.nextInt(4))
                .setCollected(random.nextInt(5))
                .setSampled(sampled)
                .setAccurate(random.nextInt(sampled + 1))
                .build();
    }

    private GradedEvent graded(Instant at) {
        return GradedEvent.newBuilder()
                .setKindValue(1 + random.nextInt(9))
                .setHappenedAt(City.time(at))
                .setGradeValue(random.nextInt(3))
                .setConfirmed(maybe())
                .build();
    }

    private ReportedFigure reported(Instant at) {
        LocalDate month = at.atZone(City.ZONE).toLocalDate().withDayOfMonth(1);
        LocalDate from = maybe() ? month : month.withDayOfYear(1);
        LocalDate until = random.nextInt(3) == 0
                ? from.plusYears(1).minusDays(1)
                : from.plusMonths(1).minusDays(1);
        ReportedFigure.Builder figure = ReportedFigure.newBuilder()
                .setStandard("N0" + (1 + random.nextInt(2)))
                .setPeriodFrom(from.toEpochDay())
                .setPeriodTo(until.toEpochDay())
                .setReporterRole(maybe() ? "city-office" : "station-chief");
        if (maybe()) {
            return figure.setValueMilli(random.nextInt(100_000)).build();
        }
        return figure.setNumerator(random.nextInt(9))
                .setDenominator(random.nextInt(9))
                .build();
    }

    private Award award(Instant at) {
        Award.Builder award = Award.newBuilder().setGrantedAt(City.time(at));
        if (maybe()) {
            award.setEndedAt(later(at));
        }
        return award.build();
    }

    private DeviceSummary devices(Instant at) {
        int devices = random.nextInt(4);
        return DeviceSummary.newBuilder()
                .setKindValue(random.nextInt(9))
                .setFrom(City.time(at))
                .setTo(City.time(at.plusSeconds(300)))
                .setDevices(devices)
                .setAvailable(random.nextInt(devices + 1))
                .setReadings(random.nextInt(50))
                .setFailures(random.nextInt(3))
                .setPasses(random.nextInt(900))
                .setLate(random.nextInt(2))
                .setClockAhead(random.nextInt(2))
                .setClockBehind(random.nextInt(2))
                .build();
    }
}
