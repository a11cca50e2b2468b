package org.stationboard.engine;

import org.stationboard.contract.v1.Inspection;
import org.stationboard.contract.v1.PremisesKind;
import org.stationboard.contract.v1.Service;
import org.stationboard.contract.v1.ServiceChannel;
import org.stationboard.contract.v1.Visit;
import org.stationboard.contract.v1.VisitKind;

/** What the work in the communities contributes: visits, inspections and services. */
final class CommunityContributions {
    private CommunityContributions() {}

    /** A visit counts on the day it was made; whether it was in time, on the day it was due. */
    static void gather(Visit visit, Gathering gathering, LocalDays days) {
        if (visit.hasMadeAt()) {
            long day = days.ofTime(visit.getMadeAt(), "visit.made_at");
            gathering.count(Indicators.VISITS_MADE, day);
            VisitKind kind = visit.getKind();
            if (kind != VisitKind.VISIT_KIND_UNSPECIFIED && kind != VisitKind.UNRECOGNIZED) {
                gathering.count(Indicators.VISITS_KIND + Indicators.code(kind.name()), day);
            }
        }
        if (visit.hasDueAt()) {
            long due = days.ofTime(visit.getDueAt(), "visit.due_at");
            boolean inTime = visit.hasMadeAt() && LocalDays.notAfter(visit.getMadeAt(), visit.getDueAt());
            gathering.share(Indicators.VISITS_DUE, due, inTime);
        }
    }

    /** Everything of an inspection lies on its day, hazards put right later too. */
    static void gather(Inspection inspection, Gathering gathering, LocalDays days) {
        Gathering.require(inspection.hasInspectedAt(), "inspection.inspected_at");
        long day = days.ofTime(inspection.getInspectedAt(), "inspection.inspected_at");
        gathering.count(Indicators.INSPECTIONS_MADE, day);
        PremisesKind kind = inspection.getPremises();
        if (kind != PremisesKind.PREMISES_KIND_UNSPECIFIED && kind != PremisesKind.UNRECOGNIZED) {
            gathering.count(Indicators.INSPECTIONS_KIND + Indicators.code(kind.name()), day);
        }
        long found = inspection.getHazardsFound();
        gathering.count(Indicators.HAZARDS_FOUND, day, found, "inspection.hazards_found");
        gathering.share(
                Indicators.HAZARDS_CLOSED, day, inspection.getHazardsClosed(), found, "inspection.hazards_closed");
    }

    /** A service counts on the day it was done; whether it was in time, on the day it was due. */
    static void gather(Service service, Gathering gathering, LocalDays days) {
        if (service.hasDoneAt()) {
            done(service, gathering, days.ofTime(service.getDoneAt(), "service.done_at"));
        }
        if (service.hasDueAt()) {
            long due = days.ofTime(service.getDueAt(), "service.due_at");
            boolean inTime = service.hasDoneAt() && LocalDays.notAfter(service.getDoneAt(), service.getDueAt());
            gathering.share(Indicators.SERVICES_DUE, due, inTime);
        }
    }

    private static void done(Service service, Gathering gathering, long day) {
        gathering.count(Indicators.SERVICES_DONE, day);
        ServiceChannel channel = service.getChannel();
        if (channel != ServiceChannel.SERVICE_CHANNEL_UNSPECIFIED && channel != ServiceChannel.UNRECOGNIZED) {
            gathering.count(Indicators.SERVICES_CHANNEL + Indicators.code(channel.name()), day);
        }
        if (service.hasComings()) {
            // A source that does not tell how often the citizen came is in neither share.
            gathering.share(Indicators.SERVICES_UNSEEN, day, service.getComings() <= 0);
            gathering.share(Indicators.SERVICES_ONCE, day, service.getComings() <= 1);
        }
    }
}
