package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.Custody;
import org.stationboard.contract.v1.CustodyStep;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.Inspection;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.RoleCount;
import org.stationboard.contract.v1.Service;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Visit;

/** Random bodies, each at its first time; what may be absent is absent half the time. */
final class HistoryBodies {
    static final int KINDS = 13;
    /** The kind of a dispute. */
    static final int DISPUTE = 0;

    private static final DisputeOutcome[] OUTCOMES = {
        DisputeOutcome.SUCCESS, DisputeOutcome.SUCCESS, DisputeOutcome.FAILURE, DisputeOutcome.ESCALATED
    };
    private static final int DAY = 86_400;

    private static final String[] ROLES = {
        "province-office", "city-office", "county-office", "station-chief", "surveyor", ""
    };

    private final SplittableRandom random;
    /** How many of ten attempts succeed as a rule; the better half of the histories meets its targets. */
    private final int succeeding;

    HistoryBodies(SplittableRandom random) {
        this.random = random;
        this.succeeding = random.nextInt(11);
    }

    StationRecord.Builder any(int kind, String id, Instant at) {
        StationRecord.Builder head = City.head(id, "", 1, at);
        return switch (kind) {
            case DISPUTE -> head.setDispute(dispute(at));
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
            case 11 -> head.setDeviceSummary(devices(at));
            default -> head.setAlarm(alarm(at));
        };
    }

    private Alarm alarm(Instant at) {
        Alarm.Builder alarm = Alarm.newBuilder()
                .setCategory(random.nextInt(6) == 0 ? "" : "c" + random.nextInt(3))
                .setFamilyValue(random.nextInt(3) == 0 ? AlarmFamily.NON_POLICE_VALUE : random.nextInt(11))
                .setCrime(random.nextInt(3) == 0)
                .setDispositionValue(random.nextInt(6))
                .setPriority(random.nextInt(3))
                .setCalledAt(City.time(at.plusSeconds(random.nextInt(3) == 0 ? random.nextInt(4000) : 0)));
        if (maybe()) {
            alarm.setDispatchedAt(soon(at));
        }
        if (maybe()) {
            alarm.setArrivedAt(soon(at));
        }
        if (random.nextInt(3) == 0) {
            alarm.setConcludedAt(soon(at));
        }
        return alarm.build();
    }

    private Dispute dispute(Instant at) {
        Dispute.Builder dispute = Dispute.newBuilder().setPoliceRelated(maybe()).setRegisteredAt(City.time(at));
        dispute.setLevelValue(random.nextInt(5)).setOwnerRole(maybe() ? "officer" : "");
        if (random.nextInt(4) == 0) {
            dispute.addJointWith("court");
        }
        if (maybe()) {
            dispute.setDueAt(City.time(at.plusSeconds(random.nextLong(40L * DAY))));
        }
        Instant now = at;
        int attempts = random.nextInt(4);
        for (int i = 0; i < attempts; i++) {
            // Once in a while a source's times are in no order at all.
            now = now.plusSeconds(random.nextLong(20L * DAY) - (random.nextInt(9) == 0 ? 10 * DAY : 0));
            dispute.addAttempts(attempt(dispute, now));
        }
        if (random.nextInt(5) == 0) {
            dispute.setClosedWithoutValue(1 + random.nextInt(3));
            if (random.nextInt(3) > 0) {
                dispute.setClosedAt(City.time(now.plusSeconds(random.nextInt(100_000))));
            }
        }
        return dispute.build();
    }

    private MediationAttempt attempt(Dispute.Builder dispute, Instant now) {
        MediationAttempt.Builder attempt = MediationAttempt.newBuilder();
        if (random.nextInt(8) == 0) {
            return attempt.build();
        }
        boolean settled = random.nextInt(10) < succeeding;
        Instant concluded =
                dispute.hasDueAt() && random.nextInt(6) == 0 ? HistoryOracle.instant(dispute.getDueAt()) : now;
        attempt.setConcludedAt(City.time(concluded))
                .setOutcome(settled ? DisputeOutcome.SUCCESS : OUTCOMES[random.nextInt(OUTCOMES.length)]);
        if (random.nextInt(settled ? 8 : 3) == 0) {
            // About the last second at which a reopening undoes a success, else any time.
            long month = 30L * DAY;
            boolean edge = random.nextInt(3) == 0;
            long after = edge ? month + random.nextInt(3) - 1 : random.nextLong(2 * month) - DAY;
            attempt.setReopenedAt(City.time(concluded.plusSeconds(after).plusNanos(edge ? random.nextInt(2) : 0)));
        }
        return attempt.build();
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
                .setTo(end(begin))
                .setReservePlanned(random.nextInt(2))
                .setReserveReady(random.nextInt(2))
                .setPostsPlanned(random.nextInt(3))
                .setPostsFilled(random.nextInt(4))
                .setVehiclesReady(random.nextInt(2))
                .setVehiclesPlanned(random.nextInt(2))
                .addRoles(role())
                .addRoles(role())
                .build();
    }

    private Timestamp end(long begin) {
        Instant end = Instant.ofEpochSecond(begin + 3600L * (1 + random.nextInt(60)));
        // A shift may end within a minute, even just after midnight.
        return City.time(
                random.nextInt(6) == 0 ? end.plusSeconds(random.nextInt(60)).plusNanos(random.nextInt(2)) : end);
    }

    private RoleCount.Builder role() {
        return RoleCount.newBuilder()
                .setRole(random.nextInt(9) == 0 ? "" : "r" + random.nextInt(2))
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
                .setKindValue(random.nextInt(10))
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
                .setReporterRole(ROLES[random.nextInt(ROLES.length)]);
        if (random.nextInt(9) == 0) {
            // A share of nothing says nothing, whatever its successes.
            figure.setNumerator(random.nextInt(3));
        }
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
