package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

/** What a record contributes to the figures: a pure function of the record. */
public final class Contributions {
    private Contributions() {}

    /**
     * The contributions of a record's state, none for a withdrawn record, a feed mark or a control record. A cell may
     * appear more than once; its amounts add.
     *
     * @throws IllegalArgumentException where a time the body cannot do without is absent or out of range; the message
     *     names the field and what was expected
     */
    public static List<Contribution> of(StationRecord stationRecord, Parameters parameters) {
        if (stationRecord.getWithdrawn()) {
            return List.of();
        }
        String unit = stationRecord.getUnitId();
        LocalDays days = new LocalDays(parameters.zone());
        return switch (stationRecord.getBodyCase()) {
            case ALARM -> ofAlarm(stationRecord.getAlarm(), unit, days);
            case DISPUTE -> ofDispute(stationRecord, unit, days, parameters);
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
                    DEVICE_SUMMARY,
                    CONTROL,
                    FEED_MARK,
                    BODY_NOT_SET -> List.of();
        };
    }

    private static List<Contribution> ofAlarm(Alarm alarm, String unit, LocalDays days) {
        require(alarm.hasCalledAt(), "alarm.called_at");
        long day = days.ofTime(alarm.getCalledAt(), "alarm.called_at");
        long minute = LocalDays.minuteOf(alarm.getCalledAt(), "alarm.called_at");
        List<Contribution> given = new ArrayList<>(4);
        given.add(count(Indicators.ALARMS, unit, day));
        given.add(new Contribution(Indicators.ALARMS, unit, Grain.MINUTE, minute, 1, 0));
        if (!alarm.getCategory().isEmpty()) {
            given.add(count(Indicators.ALARMS_CATEGORY + alarm.getCategory(), unit, day));
        }
        given.add(count(Indicators.ALARMS_FAMILY + Indicators.familyCode(alarm.getFamily()), unit, day));
        return given;
    }

    private static List<Contribution> ofDispute(
            StationRecord stationRecord, String unit, LocalDays days, Parameters parameters) {
        Dispute dispute = stationRecord.getDispute();
        require(dispute.hasRegisteredAt(), "dispute.registered_at");
        boolean police = dispute.getPoliceRelated();
        long registered = days.ofTime(dispute.getRegisteredAt(), "dispute.registered_at");
        List<Contribution> given = new ArrayList<>();
        given.add(count(Indicators.DISPUTES_REGISTERED, unit, registered));
        if (police) {
            given.add(count(Indicators.POLICE_REGISTERED, unit, registered));
        }
        for (MediationAttempt attempt : dispute.getAttemptsList()) {
            if (concluded(attempt)) {
                addConclusion(given, attempt, unit, police, days, parameters);
            }
        }
        for (OpenSpan span : OpenSpan.of(stationRecord, days)) {
            addSpan(given, Indicators.DISPUTES_OPEN, unit, span);
        }
        if (dispute.hasDueAt()) {
            long due = days.ofTime(dispute.getDueAt(), "dispute.due_at");
            for (OpenSpan span : OpenSpan.of(stationRecord, days)) {
                span.after(due).ifPresent(late -> addSpan(given, Indicators.DISPUTES_OVERDUE, unit, late));
            }
        }
        return given;
    }

    /** Whether an attempt has ended: it has a time and an outcome. */
    static boolean concluded(MediationAttempt attempt) {
        return attempt.hasConcludedAt()
                && attempt.getOutcome() != DisputeOutcome.DISPUTE_OUTCOME_UNSPECIFIED
                && attempt.getOutcome() != DisputeOutcome.UNRECOGNIZED;
    }

    private static void addConclusion(
            List<Contribution> given,
            MediationAttempt attempt,
            String unit,
            boolean police,
            LocalDays days,
            Parameters parameters) {
        long day = days.ofTime(attempt.getConcludedAt(), "dispute.attempts.concluded_at");
        long success = succeeded(attempt, parameters) ? 1 : 0;
        given.add(count(Indicators.DISPUTES_CONCLUDED, unit, day));
        given.add(new Contribution(Indicators.DISPUTES_SUCCEEDED, unit, Grain.DAY, day, success, 1));
        if (police) {
            given.add(count(Indicators.POLICE_CONCLUDED, unit, day));
            given.add(new Contribution(Indicators.POLICE_SUCCEEDED, unit, Grain.DAY, day, success, 1));
        }
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

    private static void addSpan(List<Contribution> given, String indicator, String unit, OpenSpan span) {
        given.add(new Contribution(indicator, unit, Grain.DAY, span.opened(), 1, 0));
        if (span.closed() != OpenSpan.STILL_OPEN) {
            given.add(new Contribution(indicator, unit, Grain.DAY, span.closed(), 0, 1));
        }
    }

    private static Contribution count(String indicator, String unit, long day) {
        return new Contribution(indicator, unit, Grain.DAY, day, 1, 0);
    }

    private static void require(boolean present, String field) {
        if (!present) {
            throw new IllegalArgumentException(field + ": absent (expected: a time)");
        }
    }
}
