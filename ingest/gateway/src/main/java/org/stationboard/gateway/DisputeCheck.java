package org.stationboard.gateway;

import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.MediationAttempt;

/** Checks of 矛盾糾紛. Stateless. */
final class DisputeCheck {
    private DisputeCheck() {}

    static void dispute(Dispute dispute, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.code(withdrawn, dispute.getKind(), "dispute.kind");
        Forms.named(dispute.getLevel(), "dispute.level");
        Forms.named(dispute.getClosedWithout(), "dispute.closedWithout");
        Forms.codeOrNone(dispute.getOwnerRole(), "dispute.ownerRole");
        Forms.idOrNone(dispute.getBecameCase(), "dispute.becameCase");
        for (int i = 0; i < dispute.getJointWithCount(); i++) {
            Forms.code(false, dispute.getJointWith(i), "dispute.jointWith[" + i + "]");
        }
        times.requiredUnless(withdrawn, dispute.hasRegisteredAt(), dispute.getRegisteredAt(), "dispute.registeredAt");
        times.optional(dispute.hasOwnerSince(), dispute.getOwnerSince(), "dispute.ownerSince");
        times.ahead(dispute.hasDueAt(), dispute.getDueAt(), "dispute.dueAt");
        times.optional(dispute.hasClosedAt(), dispute.getClosedAt(), "dispute.closedAt");
        boolean closed = dispute.getClosedWithout() != ClosedWithout.NOT_CLOSED_WITHOUT;
        Forms.require(!closed || dispute.hasClosedAt(), "dispute.closedAt", "the time it was closed without a verdict");
        for (int i = 0; i < dispute.getAttemptsCount(); i++) {
            attempt(dispute.getAttempts(i), "dispute.attempts[" + i + "].", times);
        }
    }

    private static void attempt(MediationAttempt attempt, String path, RecordTimes times) throws RefusedException {
        boolean told = attempt.getOutcome() != DisputeOutcome.DISPUTE_OUTCOME_UNSPECIFIED;
        Forms.named(attempt.getOutcome(), path + "outcome");
        Forms.require(!attempt.hasConcludedAt() || told, path + "outcome", "the outcome of a concluded attempt");
        Forms.require(attempt.hasConcludedAt() || !told, path + "concludedAt", "the time of the outcome");
        times.optional(attempt.hasStartedAt(), attempt.getStartedAt(), path + "startedAt");
        times.optional(attempt.hasConcludedAt(), attempt.getConcludedAt(), path + "concludedAt");
        times.optional(attempt.hasReopenedAt(), attempt.getReopenedAt(), path + "reopenedAt");
    }
}
