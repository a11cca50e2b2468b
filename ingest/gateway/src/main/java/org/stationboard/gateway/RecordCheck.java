package org.stationboard.gateway;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmDisposition;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeLevel;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

/**
 * Decides whether a record may enter the log. In this order: identity data in any string; the body; the form of every
 * field; times against the machine's clock and the year 2000; the unit in the register on the day it happened. Event
 * times are compared as instants, days are those of the log's zone. Safe for use by many threads.
 */
final class RecordCheck {
    private static final long AHEAD_SECONDS = 300;

    private final OrgRegister register;
    private final ZoneId zone;
    private final Clock clock;
    /** First second of the year 2000 in the log's zone. */
    private final long year2000;

    RecordCheck(OrgRegister register, ZoneId zone, Clock clock) {
        this.register = register;
        this.zone = zone;
        this.clock = clock;
        this.year2000 = LocalDate.of(2000, 1, 1).atStartOfDay(zone).toEpochSecond();
    }

    /** Returns where the record may enter; throws the first thing that is wrong. */
    void check(StationRecord record) throws RefusedException {
        RecordStrings.refuse(record);
        checkHead(record);
        Times times = new Times(clock.millis() / 1000, year2000);
        times.required(record.hasOccurredAt(), record.getOccurredAt(), "occurredAt");
        times.required(record.hasReportedAt(), record.getReportedAt(), "reportedAt");
        switch (record.getBodyCase()) {
            case ALARM -> checkAlarm(record.getAlarm(), record.getWithdrawn(), times);
            case DISPUTE -> checkDispute(record.getDispute(), record.getWithdrawn(), times);
            case FEED_MARK -> checkMark(record.getFeedMark(), times);
            case CASE,
                    VISIT,
                    INSPECTION,
                    CUSTODY,
                    DUTY,
                    SERVICE,
                    INFORMATION_CHECK,
                    GRADED_EVENT,
                    REPORTED_FIGURE,
                    AWARD,
                    DEVICE_SUMMARY -> {}
            case CONTROL, BODY_NOT_SET -> throw new IllegalStateException("body: seen with the head");
        }
        times.refuseAny();
        checkUnit(record);
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
            throw malformed("recordId", "source/local id, the source a code; " + Codes.ID_FORM);
        }
        require(Codes.unit(record.getUnitId()), "unitId", Codes.UNIT_FORM);
        require(
                record.getCommunityId().isEmpty() || Codes.unit(record.getCommunityId()),
                "communityId",
                Codes.UNIT_FORM);
        require(record.getMovedFrom().isEmpty() || Codes.unit(record.getMovedFrom()), "movedFrom", Codes.UNIT_FORM);
        require(record.getAbout().isEmpty() || Codes.id(record.getAbout()), "about", Codes.ID_FORM);
        require(record.getVersion() >= 1, "version", "a whole number, at least 1");
    }

    private static void checkAlarm(Alarm alarm, boolean withdrawn, Times times) throws RefusedException {
        require(emptyOrCode(alarm.getChannel()), "alarm.channel", Codes.CODE_FORM);
        require(codeUnless(withdrawn, alarm.getCategory()), "alarm.category", Codes.CODE_FORM);
        AlarmFamily family = alarm.getFamily();
        require(
                family != AlarmFamily.UNRECOGNIZED && (withdrawn || family != AlarmFamily.ALARM_FAMILY_UNSPECIFIED),
                "alarm.family",
                "a name of AlarmFamily");
        require(
                alarm.getDisposition() != AlarmDisposition.UNRECOGNIZED,
                "alarm.disposition",
                "a name of AlarmDisposition");
        require(alarm.getPriority() >= 0 && alarm.getPriority() <= 99, "alarm.priority", "0 to 99");
        times.requiredUnless(withdrawn, alarm.hasCalledAt(), alarm.getCalledAt(), "alarm.calledAt");
        times.optional(alarm.hasDispatchedAt(), alarm.getDispatchedAt(), "alarm.dispatchedAt");
        times.optional(alarm.hasArrivedAt(), alarm.getArrivedAt(), "alarm.arrivedAt");
        times.optional(alarm.hasConcludedAt(), alarm.getConcludedAt(), "alarm.concludedAt");
    }

    private static void checkDispute(Dispute dispute, boolean withdrawn, Times times) throws RefusedException {
        require(codeUnless(withdrawn, dispute.getKind()), "dispute.kind", Codes.CODE_FORM);
        require(dispute.getLevel() != DisputeLevel.UNRECOGNIZED, "dispute.level", "a name of DisputeLevel");
        require(
                dispute.getClosedWithout() != ClosedWithout.UNRECOGNIZED,
                "dispute.closedWithout",
                "a name of ClosedWithout");
        require(emptyOrCode(dispute.getOwnerRole()), "dispute.ownerRole", Codes.CODE_FORM);
        require(
                dispute.getBecameCase().isEmpty() || Codes.id(dispute.getBecameCase()),
                "dispute.becameCase",
                Codes.ID_FORM);
        for (int i = 0; i < dispute.getJointWithCount(); i++) {
            require(Codes.code(dispute.getJointWith(i)), "dispute.jointWith[" + i + "]", Codes.CODE_FORM);
        }
        times.requiredUnless(withdrawn, dispute.hasRegisteredAt(), dispute.getRegisteredAt(), "dispute.registeredAt");
        times.optional(dispute.hasOwnerSince(), dispute.getOwnerSince(), "dispute.ownerSince");
        times.due(dispute.hasDueAt(), dispute.getDueAt(), "dispute.dueAt");
        times.optional(dispute.hasClosedAt(), dispute.getClosedAt(), "dispute.closedAt");
        checkClosed(dispute);
        for (int i = 0; i < dispute.getAttemptsCount(); i++) {
            checkAttempt(dispute.getAttempts(i), i, times);
        }
    }

    private static void checkClosed(Dispute dispute) throws RefusedException {
        boolean closed = dispute.getClosedWithout() != ClosedWithout.NOT_CLOSED_WITHOUT;
        require(!closed || dispute.hasClosedAt(), "dispute.closedAt", "the time it was closed without a verdict");
    }

    private static void checkAttempt(MediationAttempt attempt, int index, Times times) throws RefusedException {
        String path = "dispute.attempts[" + index + "].";
        DisputeOutcome outcome = attempt.getOutcome();
        require(outcome != DisputeOutcome.UNRECOGNIZED, path + "outcome", "a name of DisputeOutcome");
        require(
                !attempt.hasConcludedAt() || outcome != DisputeOutcome.DISPUTE_OUTCOME_UNSPECIFIED,
                path + "outcome",
                "the outcome of a concluded attempt");
        require(
                attempt.hasConcludedAt() || outcome == DisputeOutcome.DISPUTE_OUTCOME_UNSPECIFIED,
                path + "concludedAt",
                "the time of the outcome");
        times.optional(attempt.hasStartedAt(), attempt.getStartedAt(), path + "startedAt");
        times.optional(attempt.hasConcludedAt(), attempt.getConcludedAt(), path + "concludedAt");
        times.optional(attempt.hasReopenedAt(), attempt.getReopenedAt(), path + "reopenedAt");
    }

    private static void checkMark(FeedMark mark, Times times) throws RefusedException {
        require(Codes.code(mark.getSource()), "feedMark.source", Codes.CODE_FORM);
        boolean feed = mark.getFeed().equals("alarm") || mark.getFeed().equals("dispute");
        require(feed, "feedMark.feed", "alarm or dispute");
        times.required(mark.hasFrom(), mark.getFrom(), "feedMark.from");
        times.required(mark.hasTo(), mark.getTo(), "feedMark.to");
        require(mark.getFrom().getSeconds() < mark.getTo().getSeconds(), "feedMark.to", "a time after feedMark.from");
        require(!mark.hasVersions() || mark.getVersions() >= 0, "feedMark.versions", "a whole number, not below 0");
    }

    private void checkUnit(StationRecord record) throws RefusedException {
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

    private static boolean emptyOrCode(String text) {
        return text.isEmpty() || Codes.code(text);
    }

    private static boolean codeUnless(boolean withdrawn, String text) {
        return withdrawn ? emptyOrCode(text) : Codes.code(text);
    }

    private static void require(boolean holds, String field, String expected) throws RefusedException {
        if (!holds) {
            throw malformed(field, expected);
        }
    }

    private static RefusedException malformed(String field, String expected) {
        return RefusedException.malformed(field, expected);
    }

    /**
     * The times of one record. A wrong form is worse than a wrong time, so wrong times are kept until the form of all is
     * seen.
     */
    private static final class Times {
        private final long latest;
        private final long earliest;
        private Optional<Refusal> wrong = Optional.empty();

        Times(long nowSeconds, long earliest) {
            this.latest = nowSeconds + AHEAD_SECONDS;
            this.earliest = earliest;
        }

        void required(boolean there, Timestamp time, String field) throws RefusedException {
            requiredUnless(false, there, time, field);
        }

        void requiredUnless(boolean excused, boolean there, Timestamp time, String field) throws RefusedException {
            if (!there && !excused) {
                throw malformed(field, "a time");
            }
            optional(there, time, field);
        }

        void optional(boolean there, Timestamp time, String field) throws RefusedException {
            if (there) {
                see(time, field);
            }
        }

        /** May be ahead. */
        void due(boolean there, Timestamp time, String field) throws RefusedException {
            if (there) {
                refuseOutOfRange(time, field);
                early(time, field);
            }
        }

        void see(Timestamp time, String field) throws RefusedException {
            refuseOutOfRange(time, field);
            if (time.getSeconds() > latest) {
                keep(Reject.FUTURE_DATED, field, "at most 5 minutes ahead");
            }
            early(time, field);
        }

        private void early(Timestamp time, String field) {
            if (time.getSeconds() < earliest) {
                keep(Reject.IMPLAUSIBLE_DATE, field, "not before 2000");
            }
        }

        private void keep(Reject reason, String field, String expected) {
            if (wrong.isEmpty()) {
                wrong = Optional.of(new Refusal(reason, field, expected));
            }
        }

        void refuseAny() throws RefusedException {
            if (wrong.isPresent()) {
                throw new RefusedException(wrong.get());
            }
        }

        private static void refuseOutOfRange(Timestamp time, String field) throws RefusedException {
            if (!Timestamps.isValid(time)) {
                throw malformed(field, "a time of the years 1 to 9999");
            }
        }
    }
}
