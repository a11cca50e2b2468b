package org.stationboard.gateway;

import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.Case;

/** Checks of 接警處警 and 案件偵辦: alarms and cases. Stateless. */
final class CallChecks {
    private CallChecks() {}

    static void alarm(Alarm alarm, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.codeOrNone(alarm.getChannel(), "alarm.channel");
        Forms.code(withdrawn, alarm.getCategory(), "alarm.category");
        Forms.chosen(withdrawn, alarm.getFamily(), "alarm.family");
        Forms.named(alarm.getDisposition(), "alarm.disposition");
        Forms.require(alarm.getPriority() >= 0 && alarm.getPriority() <= 99, "alarm.priority", "0 to 99");
        times.requiredUnless(withdrawn, alarm.hasCalledAt(), alarm.getCalledAt(), "alarm.calledAt");
        times.optional(alarm.hasDispatchedAt(), alarm.getDispatchedAt(), "alarm.dispatchedAt");
        times.optional(alarm.hasArrivedAt(), alarm.getArrivedAt(), "alarm.arrivedAt");
        times.optional(alarm.hasConcludedAt(), alarm.getConcludedAt(), "alarm.concludedAt");
    }

    /** The order of a case's times is not asked for: what a source corrects later may stand earlier. */
    static void ofCase(Case opened, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.chosen(withdrawn, opened.getKind(), "case.kind");
        Forms.code(withdrawn, opened.getCategory(), "case.category");
        times.requiredUnless(withdrawn, opened.hasOpenedAt(), opened.getOpenedAt(), "case.openedAt");
        times.optional(opened.hasFiledAt(), opened.getFiledAt(), "case.filedAt");
        times.optional(opened.hasSolvedAt(), opened.getSolvedAt(), "case.solvedAt");
        times.optional(opened.hasClosedAt(), opened.getClosedAt(), "case.closedAt");
        times.optional(opened.hasHandedOverAt(), opened.getHandedOverAt(), "case.handedOverAt");
    }
}
