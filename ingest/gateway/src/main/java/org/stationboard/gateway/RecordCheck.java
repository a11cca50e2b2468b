package org.stationboard.gateway;

import com.google.protobuf.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;

/**
 * Decides whether a record may enter the log. In this order: identity data in any string; the body; the form of every
 * field; times against the machine's clock and the year 2000; the unit in the register on the day it happened. Event
 * times are compared as instants, days are those of the log's zone. Safe for use by many threads.
 */
final class RecordCheck {
    private final CurrentRegister current;
    private final ZoneId zone;
    private final Clock clock;
    /** First second of the year 2000 in the log's zone. */
    private final long year2000;

    RecordCheck(CurrentRegister current, ZoneId zone, Clock clock) {
        this.current = current;
        this.zone = zone;
        this.clock = clock;
        this.year2000 = LocalDate.of(2000, 1, 1).atStartOfDay(zone).toEpochSecond();
    }

    /** Returns where the record may enter; throws the first thing that is wrong. */
    void check(StationRecord record) throws RefusedException {
        RecordStrings.refuse(record);
        checkHead(record);
        RecordTimes times = new RecordTimes(clock.millis() / 1000, year2000);
        times.required(record.hasOccurredAt(), record.getOccurredAt(), "occurredAt");
        times.required(record.hasReportedAt(), record.getReportedAt(), "reportedAt");
        checkBody(record, record.getWithdrawn(), times);
        times.refuseAny();
        checkUnit(record);
    }

    private static void checkBody(StationRecord record, boolean withdrawn, RecordTimes times) throws RefusedException {
        switch (record.getBodyCase()) {
            case ALARM -> CallChecks.alarm(record.getAlarm(), withdrawn, times);
            case DISPUTE -> DisputeCheck.dispute(record.getDispute(), withdrawn, times);
            case CASE -> CallChecks.ofCase(record.getCase(), withdrawn, times);
            case VISIT -> CommunityChecks.visit(record.getVisit(), withdrawn, times);
            case INSPECTION -> CommunityChecks.inspection(record.getInspection(), withdrawn, times);
            case CUSTODY -> DutyChecks.custody(record.getCustody(), withdrawn, times);
            case DUTY -> DutyChecks.duty(record.getDuty(), withdrawn, times);
            case SERVICE -> CommunityChecks.service(record.getService(), withdrawn, times);
            case INFORMATION_CHECK -> CommunityChecks.information(record.getInformationCheck(), withdrawn, times);
            case GRADED_EVENT -> VerdictChecks.graded(record.getGradedEvent(), withdrawn, times);
            case REPORTED_FIGURE -> VerdictChecks.reported(record.getReportedFigure(), withdrawn, times);
            case AWARD -> VerdictChecks.award(record.getAward(), withdrawn, times);
            case DEVICE_SUMMARY -> FeedChecks.devices(record.getDeviceSummary(), withdrawn, times);
            case FEED_MARK -> FeedChecks.mark(record.getFeedMark(), times);
            case CONTROL, BODY_NOT_SET -> throw new IllegalStateException("body: seen with the head");
        }
    }

    private static RefusedException refused(Reject reason, String field, String expected) {
        return new RefusedException(new Refusal(reason, field, expected));
    }

    private static void checkHead(StationRecord record) throws RefusedException {
        if (record.getBodyCase() == StationRecord.BodyCase.CONTROL) {
            throw refused(Reject.UNAUTHORISED, "control", "the log keeper alone writes these");
        }
        if (record.getBodyCase() == StationRecord.BodyCase.BODY_NOT_SET) {
            throw refused(Reject.UNKNOWN_TYPE, "", "a body of the contract");
        }
        String id = record.getRecordId();
        int slash = id.indexOf('/');
        if (slash < 1 || slash == id.length() - 1 || !Codes.id(id) || !Codes.code(id.substring(0, slash))) {
            throw RefusedException.malformed("recordId", "source/local id, the source a code; " + Codes.ID_FORM);
        }
        Forms.require(Codes.unit(record.getUnitId()), "unitId", Codes.UNIT_FORM);
        Forms.require(
                record.getCommunityId().isEmpty() || Codes.unit(record.getCommunityId()),
                "communityId",
                Codes.UNIT_FORM);
        Forms.require(
                record.getMovedFrom().isEmpty() || Codes.unit(record.getMovedFrom()), "movedFrom", Codes.UNIT_FORM);
        Forms.require(record.getAbout().isEmpty() || Codes.id(record.getAbout()), "about", Codes.ID_FORM);
        Forms.require(record.getVersion() >= 1, "version", "a whole number, at least 1");
    }

    private void checkUnit(StationRecord record) throws RefusedException {
        OrgRegister register = current.get();
        String unit = record.getUnitId();
        if (!register.known(unit)) {
            throw refused(Reject.UNKNOWN_UNIT, "unitId", "an id of the register");
        }
        if (record.getBodyCase() == StationRecord.BodyCase.FEED_MARK) {
            // A mark speaks of an interval: that the unit was there at any time is enough.
            return;
        }
        long day = dayOf(record.getOccurredAt());
        if (day < register.firstDay(unit)) {
            throw refused(Reject.IMPLAUSIBLE_DATE, "occurredAt", "not before the unit's first day");
        }
        if (register.unitOn(unit, day).isEmpty()) {
            throw refused(Reject.UNKNOWN_UNIT, "unitId", "a unit of the register on that day");
        }
    }

    private long dayOf(Timestamp time) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(time.getSeconds()), zone)
                .toEpochDay();
    }
}
