package org.stationboard.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.stationboard.contract.v1.CustodyAction;
import org.stationboard.contract.v1.CustodyStep;
import org.stationboard.contract.v1.Duty;
import org.stationboard.contract.v1.Inspection;
import org.stationboard.contract.v1.PremisesKind;
import org.stationboard.contract.v1.RoleCount;
import org.stationboard.contract.v1.Service;
import org.stationboard.contract.v1.ServiceChannel;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Visit;
import org.stationboard.contract.v1.VisitKind;

/**
 * The made-up routine of made-up stations, day by day: shifts, visits, inspections, custody chains and services, and what
 * is checked, graded and reported about them. Beside {@link StationDays}, which makes calls and disputes. The same seed
 * gives the same records; they come in the order in which they are reported. Safe to share.
 */
public final class StationRoutine implements Iterable<StationRecord> {
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final int DAYS_A_CHECK = 28;
    private static final VisitKind[] VISITS = {
        VisitKind.HOUSEHOLD, VisitKind.HOUSEHOLD, VisitKind.HOUSEHOLD, VisitKind.TALK, VisitKind.ON_SITE
    };
    private static final PremisesKind[] PREMISES = {
        PremisesKind.RENTAL,
        PremisesKind.RENTAL,
        PremisesKind.VENUE,
        PremisesKind.VENUE,
        PremisesKind.DANGEROUS_GOODS,
        PremisesKind.DELIVERY
    };
    private static final ServiceChannel[] CHANNELS = {
        ServiceChannel.COUNTER, ServiceChannel.ONLINE, ServiceChannel.SELF_SERVICE, ServiceChannel.NEARBY
    };
    private static final String[] SERVICES = {"household-register", "permit", "certificate", "residence-permit"};

    private final String source;
    private final long seed;
    private final List<String> unitIds;
    private final LocalDate from;
    private final int days;
    private final ZoneId zone;

    /** @param source first half of every record id */
    public StationRoutine(String source, long seed, List<String> unitIds, LocalDate from, int days, ZoneId zone) {
        this.source = source;
        this.seed = seed;
        this.unitIds = List.copyOf(unitIds);
        this.from = from;
        this.days = days;
        this.zone = zone;
    }

    /** Everything, in order of reporting. */
    public List<StationRecord> list() {
        List<StationRecord> all = new ArrayList<>();
        StationAssessments assessments = new StationAssessments(source, zone);
        for (int day = 0; day < days; day++) {
            for (int unit = 0; unit < unitIds.size(); unit++) {
                addDay(day, unit, all::add, assessments);
            }
        }
        all.sort(Comparator.comparing(record -> Records.instant(record.getReportedAt())));
        return all;
    }

    @Override
    public Iterator<StationRecord> iterator() {
        return list().iterator();
    }

    private void addDay(int day, int unit, Consumer<StationRecord> target, StationAssessments assessments) {
        String unitId = unitIds.get(unit);
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + day * 7_919L + unit);
        Instant midnight = from.plusDays(day).atStartOfDay(zone).toInstant();
        String id = source + '/' + unitId + '-' + from.plusDays(day);
        target.accept(duty(id + "-duty", unitId, midnight.plusSeconds(8 * HOUR), random));
        if (random.nextInt(10) < 6) {
            target.accept(visit(id + "-visit", unitId, workingTime(midnight, random), random));
        }
        if (random.nextInt(10) < 4) {
            inspection(id + "-inspection", unitId, workingTime(midnight, random), random, target);
        }
        if (random.nextInt(10) < 2) {
            custody(id + "-custody", unitId, workingTime(midnight, random), random, target);
        }
        if (random.nextInt(10) < 6) {
            target.accept(service(id + "-service", unitId, workingTime(midnight, random), random));
        }
        if ((day + unit) % DAYS_A_CHECK == 0) {
            assessments.check(id, unitId, workingTime(midnight, random), random, target);
        }
        if (random.nextInt(300) == 0 && days - day > DAYS_A_CHECK) {
            assessments.graded(id, unitId, workingTime(midnight, random), random, target);
        }
        if (day == 0) {
            assessments.onTheFirstDay(id, unitId, unit, workingTime(midnight, random), random, target);
        }
    }

    private static Instant workingTime(Instant midnight, SplittableRandom random) {
        return midnight.plusSeconds(9 * HOUR + random.nextLong(8 * HOUR));
    }

    /** A shift of a day and a night; one in ten has a post empty, one in twelve a vehicle in repair. */
    private static StationRecord duty(String id, String unitId, Instant begin, SplittableRandom random) {
        int posts = 5 + Math.floorMod(unitId.hashCode(), 4);
        int filled = posts - (random.nextInt(10) == 0 ? 1 : 0);
        int vehicles = 2 + Math.floorMod(unitId.hashCode(), 3);
        Duty.Builder duty = Duty.newBuilder()
                .setFrom(Records.at(begin))
                .setTo(Records.at(begin.plus(Duration.ofDays(1))))
                .setPostsPlanned(posts)
                .setPostsFilled(filled)
                .setReservePlanned(3)
                .setReserveReady(3 - (random.nextInt(15) == 0 ? 1 : 0))
                .setVehiclesPlanned(vehicles)
                .setVehiclesReady(vehicles - (random.nextInt(12) == 0 ? 1 : 0))
                .addRoles(role("officer", 2, 2))
                .addRoles(role("auxiliary", posts - 2, filled - 2))
                .addRoles(role("grid-worker", 4, 3 + random.nextInt(2)));
        return Records.head(id, unitId, begin).setDuty(duty).build();
    }

    private static RoleCount role(String role, int planned, int present) {
        return RoleCount.newBuilder()
                .setRole(role)
                .setPlanned(planned)
                .setPresent(present)
                .build();
    }

    /** A visit that was made, nine in ten in time; one in twenty was not made and is reported when it was due. */
    private static StationRecord visit(String id, String unitId, Instant at, SplittableRandom random) {
        boolean made = random.nextInt(20) > 0;
        boolean inTime = random.nextInt(10) > 0;
        Visit.Builder visit = Visit.newBuilder()
                .setKind(VISITS[random.nextInt(VISITS.length)])
                .setPlannedAt(Records.at(at.minusSeconds(2 * DAY)))
                .setDueAt(Records.at(inTime ? at.plusSeconds(DAY) : at.minusSeconds(DAY)))
                .setByRole("community-officer");
        if (made) {
            visit.setMadeAt(Records.at(at));
        }
        return Records.head(id, unitId, at).setVisit(visit).build();
    }

    /** A check of premises; where it found hazards, most are put right some days later. */
    private static void inspection(
            String id, String unitId, Instant at, SplittableRandom random, Consumer<StationRecord> target) {
        int hazards = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        Inspection.Builder inspection = Inspection.newBuilder()
                .setPremises(PREMISES[random.nextInt(PREMISES.length)])
                .setInspectedAt(Records.at(at))
                .setHazardsFound(hazards);
        if (hazards > 0) {
            inspection.setDueAt(Records.at(at.plusSeconds(7 * DAY)));
        }
        StationRecord.Builder found = Records.head(id, unitId, at).setInspection(inspection);
        target.accept(found.build());
        if (hazards > 0) {
            Instant closed = at.plusSeconds(DAY + random.nextLong(7 * DAY));
            inspection
                    .setHazardsClosed(hazards - (random.nextInt(8) == 0 ? 1 : 0))
                    .setClosedAt(Records.at(closed));
            target.accept(later(found, closed).setInspection(inspection).build());
        }
    }

    /** A file is stored, taken out and brought back, one in fifteen too late; one chain in eighty has a step unsigned. */
    private static void custody(
            String id, String unitId, Instant at, SplittableRandom random, Consumer<StationRecord> target) {
        Instant out = at.plusSeconds(HOUR + random.nextLong(2 * DAY));
        Instant due = out.plusSeconds(2 * DAY);
        Instant back = random.nextInt(15) == 0 ? due.plusSeconds(random.nextLong(2 * DAY)) : out.plusSeconds(DAY);
        StationRecord.Builder chain = Records.head(id, unitId, at);
        chain.getCustodyBuilder()
                .setItemKind(random.nextInt(3) == 0 ? "exhibit" : "case-file")
                .addSteps(step(CustodyAction.STORED, at, "evidence-clerk"));
        target.accept(chain.build());
        chain.getCustodyBuilder()
                .addSteps(step(CustodyAction.TAKEN_OUT, out, random.nextInt(80) == 0 ? "" : "case-officer")
                        .setDueBackAt(Records.at(due)));
        chain = later(chain, out);
        target.accept(chain.build());
        chain.getCustodyBuilder().addSteps(step(CustodyAction.RETURNED, back, "evidence-clerk"));
        target.accept(later(chain, back).build());
    }

    private static CustodyStep.Builder step(CustodyAction action, Instant at, String role) {
        return CustodyStep.newBuilder().setAction(action).setAt(Records.at(at)).setByRole(role);
    }

    /** A service asked for and done; most are done online or at a machine, and most citizens come once at most. */
    private static StationRecord service(String id, String unitId, Instant asked, SplittableRandom random) {
        ServiceChannel channel = CHANNELS[random.nextInt(CHANNELS.length)];
        Instant done = asked.plusSeconds(600 + random.nextLong(random.nextInt(12) == 0 ? 6 * DAY : 2 * DAY));
        int comings = channel == ServiceChannel.ONLINE ? 0 : random.nextInt(9) == 0 ? 2 : 1;
        Service.Builder service = Service.newBuilder()
                .setKind(SERVICES[random.nextInt(SERVICES.length)])
                .setChannel(channel)
                .setAskedAt(Records.at(asked))
                .setDueAt(Records.at(asked.plusSeconds(3 * DAY)))
                .setDoneAt(Records.at(done))
                .setComings(comings);
        return Records.head(id, unitId, asked)
                .setReportedAt(Records.at(done))
                .setService(service)
                .build();
    }

    private static StationRecord.Builder later(StationRecord.Builder earlier, Instant reported) {
        return earlier.clone().setVersion(earlier.getVersion() + 1).setReportedAt(Records.at(reported));
    }
}
