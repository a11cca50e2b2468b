package org.stationboard.gateway;

import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.Inspection;
import org.stationboard.contract.v1.Service;
import org.stationboard.contract.v1.Visit;

/** Checks of 社區警務 and of services: visits, inspections, services, information checks. Stateless. */
final class CommunityChecks {
    private static final int MOST_COMINGS = 99;

    private CommunityChecks() {}

    static void visit(Visit visit, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.chosen(withdrawn, visit.getKind(), "visit.kind");
        Forms.codeOrNone(visit.getByRole(), "visit.byRole");
        Forms.require(
                withdrawn || visit.hasMadeAt() || visit.hasPlannedAt() || visit.hasDueAt(),
                "visit.madeAt",
                "a time, or one of visit.plannedAt or visit.dueAt");
        times.ahead(visit.hasPlannedAt(), visit.getPlannedAt(), "visit.plannedAt");
        times.ahead(visit.hasDueAt(), visit.getDueAt(), "visit.dueAt");
        times.optional(visit.hasMadeAt(), visit.getMadeAt(), "visit.madeAt");
    }

    static void inspection(Inspection inspection, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.chosen(withdrawn, inspection.getPremises(), "inspection.premises");
        Forms.count(inspection.getHazardsFound(), "inspection.hazardsFound");
        Forms.among(
                inspection.getHazardsClosed(),
                inspection.getHazardsFound(),
                "inspection.hazardsClosed",
                "inspection.hazardsFound");
        times.requiredUnless(
                withdrawn, inspection.hasInspectedAt(), inspection.getInspectedAt(), "inspection.inspectedAt");
        times.ahead(inspection.hasDueAt(), inspection.getDueAt(), "inspection.dueAt");
        times.optional(inspection.hasClosedAt(), inspection.getClosedAt(), "inspection.closedAt");
    }

    static void service(Service service, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.code(withdrawn, service.getKind(), "service.kind");
        Forms.chosen(withdrawn, service.getChannel(), "service.channel");
        boolean comings = service.getComings() >= 0 && service.getComings() <= MOST_COMINGS;
        Forms.require(comings, "service.comings", "0 to " + MOST_COMINGS + ", or nothing");
        times.requiredUnless(withdrawn, service.hasAskedAt(), service.getAskedAt(), "service.askedAt");
        times.ahead(service.hasDueAt(), service.getDueAt(), "service.dueAt");
        times.optional(service.hasDoneAt(), service.getDoneAt(), "service.doneAt");
    }

    /** What was collected may exceed what is registered (N06); what was found right may not exceed the sample. */
    static void information(InformationCheck check, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.count(check.getRegistered(), "informationCheck.registered");
        Forms.count(check.getCollected(), "informationCheck.collected");
        Forms.count(check.getSampled(), "informationCheck.sampled");
        Forms.among(check.getAccurate(), check.getSampled(), "informationCheck.accurate", "informationCheck.sampled");
        Forms.codeOrNone(check.getMethod(), "informationCheck.method");
        times.requiredUnless(withdrawn, check.hasCheckedAt(), check.getCheckedAt(), "informationCheck.checkedAt");
    }
}
