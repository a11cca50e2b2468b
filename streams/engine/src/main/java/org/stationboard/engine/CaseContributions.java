package org.stationboard.engine;

import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.EventGrade;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.GradedKind;
import org.stationboard.contract.v1.StationRecord;

/** What cases, graded events and awards contribute. */
final class CaseContributions {
    private CaseContributions() {}

    /**
     * Opened, filed and closed count on their own days; what became of a case, on the day it was opened, of the cases of
     * which that is told: those that were filed or have ended. A record about another one's case tells of its course only.
     */
    static void gather(StationRecord stationRecord, Gathering gathering, LocalDays days) {
        Case body = stationRecord.getCase();
        Gathering.require(body.hasOpenedAt(), "case.opened_at");
        long opened = days.ofTime(body.getOpenedAt(), "case.opened_at");
        if (stationRecord.getAbout().isEmpty()) {
            came(body, gathering, opened);
        }
        boolean solved = body.hasSolvedAt() || body.getSolved();
        if (solved || body.hasFiledAt() || body.hasClosedAt() || body.hasHandedOverAt()) {
            gathering.share(Indicators.CASES_SOLVED, opened, solved);
            gathering.share(Indicators.CASES_OUTSIDE_REMIT, opened, body.getOutsideRemit());
            course(body, gathering, opened, days);
        }
    }

    private static void came(Case body, Gathering gathering, long opened) {
        gathering.count(Indicators.CASES_OPENED, opened);
        if (!body.getCategory().isEmpty()) {
            gathering.count(Gathering.coded(Indicators.CASES_CATEGORY, body.getCategory(), "case.category"), opened);
        }
    }

    private static void course(Case body, Gathering gathering, long opened, LocalDays days) {
        if (body.hasFiledAt()) {
            gathering.count(Indicators.CASES_FILED, days.ofTime(body.getFiledAt(), "case.filed_at"));
        }
        long ended = OpenSpan.STILL_OPEN;
        if (body.hasClosedAt()) {
            ended = days.ofTime(body.getClosedAt(), "case.closed_at");
            gathering.count(Indicators.CASES_CLOSED, ended);
        }
        if (body.hasHandedOverAt()) {
            ended = Math.min(ended, days.ofTime(body.getHandedOverAt(), "case.handed_over_at"));
        }
        gathering.open(Indicators.CASES_OPEN, new OpenSpan(opened, Math.max(opened, ended)));
    }

    /** Only what a person graded grave and confirmed counts; what nobody has graded is listed as waiting. */
    static void gather(GradedEvent event, Gathering gathering, LocalDays days) {
        Gathering.require(event.hasHappenedAt(), "graded_event.happened_at");
        long day = days.ofTime(event.getHappenedAt(), "graded_event.happened_at");
        if (event.getGrade() == EventGrade.UNGRADED) {
            gathering.count(Indicators.GRADED_UNGRADED, day);
        } else if (event.getGrade() == EventGrade.GRAVE && event.getConfirmed()) {
            String indicator = Indicators.GRADED + Indicators.gradedCode(event.getKind());
            if (event.getKind() == GradedKind.ACCIDENT) {
                gathering.countWithCommunity(indicator, day);
            } else {
                gathering.count(indicator, day);
            }
            if (event.hasFiledAt()) {
                gathering.count(indicator + Indicators.FILED, days.ofTime(event.getFiledAt(), "graded_event.filed_at"));
            }
        }
    }

    /** Held from the day it was granted until the day it ended. */
    static void gather(Award award, Gathering gathering, LocalDays days) {
        Gathering.require(award.hasGrantedAt(), "award.granted_at");
        long granted = days.ofTime(award.getGrantedAt(), "award.granted_at");
        long ended = award.hasEndedAt()
                ? Math.max(granted, days.ofTime(award.getEndedAt(), "award.ended_at"))
                : OpenSpan.STILL_OPEN;
        gathering.open(Indicators.AWARDS_HELD, new OpenSpan(granted, ended));
    }
}
