package org.stationboard.engine;

import java.util.List;
import org.stationboard.contract.v1.StationRecord;

/** What a record contributes to the figures: a pure function of the record. */
public final class Contributions {
    private Contributions() {}

    /**
     * The contributions of a record's state, none for a withdrawn record, a feed mark or a control record. A cell may
     * appear more than once; its amounts add. A level appears once at most.
     *
     * @throws IllegalArgumentException where a time the body cannot do without is absent or out of range, a count is
     *     impossible or a code could not stand in a key; the message names the field and what was expected
     */
    public static List<Contribution> of(StationRecord stationRecord, Parameters parameters) {
        if (stationRecord.getWithdrawn()) {
            return List.of();
        }
        Gathering gathering = new Gathering(stationRecord.getUnitId(), stationRecord.getCommunityId());
        LocalDays days = new LocalDays(parameters.zone());
        switch (stationRecord.getBodyCase()) {
            case ALARM -> AlarmContributions.gather(stationRecord, gathering, days, parameters);
            case DISPUTE -> DisputeContributions.gather(stationRecord, gathering, days, parameters);
            case CASE -> CaseContributions.gather(stationRecord, gathering, days);
            case VISIT -> CommunityContributions.gather(stationRecord.getVisit(), gathering, days);
            case INSPECTION -> CommunityContributions.gather(stationRecord.getInspection(), gathering, days);
            case CUSTODY -> CustodyChain.of(stationRecord.getCustody(), days).gather(gathering);
            case DUTY -> ReportContributions.gather(stationRecord.getDuty(), gathering, days);
            case SERVICE -> CommunityContributions.gather(stationRecord.getService(), gathering, days);
            case INFORMATION_CHECK -> ReportContributions.gather(stationRecord.getInformationCheck(), gathering, days);
            case GRADED_EVENT -> CaseContributions.gather(stationRecord.getGradedEvent(), gathering, days);
            case REPORTED_FIGURE -> ReportContributions.gather(stationRecord.getReportedFigure(), gathering);
            case AWARD -> CaseContributions.gather(stationRecord.getAward(), gathering, days);
            case DEVICE_SUMMARY -> ReportContributions.gather(stationRecord.getDeviceSummary(), gathering, days);
            case CONTROL, FEED_MARK, BODY_NOT_SET -> {
                // Nothing a figure counts.
            }
        }
        return gathering.contributions();
    }
}
