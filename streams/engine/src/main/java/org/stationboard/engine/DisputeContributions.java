package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.util.List;
import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeLevel;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

/** What a dispute contributes: on the day it was registered, on those its attempts were concluded, on its due day. */
final class DisputeContributions {
    private DisputeContributions() {}

    static void gather(StationRecord stationRecord, Gathering gathering, LocalDays days, Parameters parameters) {
        Dispute dispute = stationRecord.getDispute();
        Gathering.require(dispute.hasRegisteredAt(), "dispute.registered_at");
        registration(dispute, gathering, days.ofTime(dispute.getRegisteredAt(), "dispute.registered_at"));
        for (MediationAttempt attempt : dispute.getAttemptsList()) {
            if (concluded(attempt)) {
                conclusion(dispute, attempt, gathering, days, parameters);
            }
        }
        List<OpenSpan> spans = OpenSpan.of(stationRecord, days);
        spans.forEach(span -> gathering.open(Indicators.DISPUTES_OPEN, span));
        if (dispute.hasDueAt()) {
            long due = days.ofTime(dispute.getDueAt(), "dispute.due_at");
            for (OpenSpan span : spans) {
                span.after(due).ifPresent(late -> gathering.open(Indicators.DISPUTES_OVERDUE, late));
            }
            gathering.share(Indicators.DISPUTES_DUE, due, endedBy(stationRecord, dispute.getDueAt()));
        }
    }

    /** Whether an attempt has ended: it has a time and an outcome. */
    static boolean concluded(MediationAttempt attempt) {
        return attempt.hasConcludedAt()
                && attempt.getOutcome() != DisputeOutcome.DISPUTE_OUTCOME_UNSPECIFIED
                && attempt.getOutcome() != DisputeOutcome.UNRECOGNIZED;
    }

    /** When a dispute was closed without a verdict: a source that does not say it knew by the time it reported it. */
    static Timestamp closedAt(StationRecord stationRecord) {
        Dispute dispute = stationRecord.getDispute();
        return dispute.hasClosedAt() ? dispute.getClosedAt() : stationRecord.getReportedAt();
    }

    private static void registration(Dispute dispute, Gathering gathering, long day) {
        gathering.count(Indicators.DISPUTES_REGISTERED, day);
        if (dispute.getPoliceRelated()) {
            gathering.count(Indicators.POLICE_REGISTERED, day);
        }
        gathering.share(Indicators.DISPUTES_JOINT, day, dispute.getJointWithCount() > 0);
        gathering.share(
                Indicators.DISPUTES_COMPLETE,
                day,
                !dispute.getOwnerRole().isEmpty() && levelKnown(dispute) && dispute.hasDueAt());
    }

    private static void conclusion(
            Dispute dispute, MediationAttempt attempt, Gathering gathering, LocalDays days, Parameters parameters) {
        long day = days.ofTime(attempt.getConcludedAt(), "dispute.attempts.concluded_at");
        boolean success = succeeded(attempt, parameters);
        gathering.count(Indicators.DISPUTES_CONCLUDED, day);
        gathering.share(Indicators.DISPUTES_SUCCEEDED, day, success);
        if (dispute.getPoliceRelated()) {
            gathering.count(Indicators.POLICE_CONCLUDED, day);
            gathering.share(Indicators.POLICE_SUCCEEDED, day, success);
        }
        if (levelKnown(dispute)) {
            boolean low = dispute.getLevel() == DisputeLevel.AT_GRID || dispute.getLevel() == DisputeLevel.AT_COMMUNITY;
            gathering.share(Indicators.DISPUTES_AT_GRID, day, low && success);
        }
        if (attempt.getOutcome() == DisputeOutcome.ESCALATED) {
            gathering.countWithCommunity(Indicators.DISPUTES_ESCALATED, day);
        }
    }

    private static boolean levelKnown(Dispute dispute) {
        return dispute.getLevel() != DisputeLevel.DISPUTE_LEVEL_UNSPECIFIED
                && dispute.getLevel() != DisputeLevel.UNRECOGNIZED;
    }

    /** Whether any attempt was concluded, or it was closed without a verdict, by this instant. */
    private static boolean endedBy(StationRecord stationRecord, Timestamp due) {
        Dispute dispute = stationRecord.getDispute();
        for (MediationAttempt attempt : dispute.getAttemptsList()) {
            if (concluded(attempt) && LocalDays.notAfter(attempt.getConcludedAt(), due)) {
                return true;
            }
        }
        return dispute.getClosedWithout() != ClosedWithout.NOT_CLOSED_WITHOUT
                && LocalDays.notAfter(closedAt(stationRecord), due);
    }

    private static boolean succeeded(MediationAttempt attempt, Parameters parameters) {
        if (attempt.getOutcome() != DisputeOutcome.SUCCESS) {
            return false;
        }
        if (!attempt.hasReopenedAt()) {
            return true;
        }
        long seconds =
                attempt.getReopenedAt().getSeconds() - attempt.getConcludedAt().getSeconds();
        int nanos =
                attempt.getReopenedAt().getNanos() - attempt.getConcludedAt().getNanos();
        long limit = parameters.reopenedWithin().toSeconds();
        return seconds > limit || (seconds == limit && nanos > 0);
    }
}
