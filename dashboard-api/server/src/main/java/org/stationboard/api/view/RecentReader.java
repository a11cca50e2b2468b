package org.stationboard.api.view;

import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Optional;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Contribution;
import org.stationboard.engine.Contributions;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;

/**
 * Takes from a record what {@link RecentRecords} keeps. Whether a call is open is the engine's word: what the record
 * gives to the two stocks of open calls. Stateless.
 */
final class RecentReader {
    private final Parameters parameters;

    RecentReader(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Empty of a record of any other body than alarm, dispute and case. */
    Optional<Recent> read(StationRecord taken) {
        return switch (taken.getBodyCase()) {
            case ALARM -> Optional.of(alarm(taken));
            case DISPUTE -> Optional.of(dispute(taken));
            case CASE -> Optional.of(ofCase(taken));
            case CONTROL,
                    FEED_MARK,
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
                    BODY_NOT_SET -> Optional.empty();
        };
    }

    private Recent alarm(StationRecord taken) {
        Alarm alarm = taken.getAlarm();
        return recent(
                taken,
                "alarm",
                time(alarm.hasCalledAt(), alarm.getCalledAt()),
                time(alarm.hasConcludedAt(), alarm.getConcludedAt()),
                alarm);
    }

    private Recent dispute(StationRecord taken) {
        Dispute dispute = taken.getDispute();
        long concluded = time(dispute.hasClosedAt(), dispute.getClosedAt());
        for (MediationAttempt attempt : dispute.getAttemptsList()) {
            if (attempt.hasConcludedAt()) {
                // The first end after the last reopening: a quarrel that broke out again is open.
                concluded = attempt.hasReopenedAt()
                        ? Recent.NEVER
                        : attempt.getConcludedAt().getSeconds();
            }
        }
        return recent(
                taken,
                "dispute",
                time(dispute.hasRegisteredAt(), dispute.getRegisteredAt()),
                concluded,
                Alarm.getDefaultInstance());
    }

    private Recent ofCase(StationRecord taken) {
        Case opened = taken.getCase();
        return recent(
                taken,
                "case",
                time(opened.hasOpenedAt(), opened.getOpenedAt()),
                time(opened.hasClosedAt(), opened.getClosedAt()),
                Alarm.getDefaultInstance());
    }

    private Recent recent(StationRecord taken, String feed, long came, long concluded, Alarm alarm) {
        boolean counts = !taken.getWithdrawn();
        boolean own = taken.getAbout().isEmpty();
        List<Contribution> given = taken.hasAlarm() ? contributions(taken) : List.of();
        return new Recent(
                taken.getUnitId(),
                feed,
                taken.getVersion(),
                taken.getContentDigest(),
                taken.getReportedAt().getSeconds(),
                counts && own ? came : Recent.NEVER,
                counts ? concluded : Recent.NEVER,
                taken.getAbout(),
                alarm.getCategory(),
                Indicators.familyCode(alarm.getFamily()),
                alarm.getPriority(),
                came,
                openUntil(given, Indicators.ALARMS_UNDISPATCHED),
                openUntil(given, Indicators.ALARMS_UNATTENDED));
    }

    private List<Contribution> contributions(StationRecord taken) {
        try {
            return Contributions.of(taken, parameters);
        } catch (IllegalArgumentException e) {
            // The engine cannot take it either: it counts in nothing.
            return List.of();
        }
    }

    /** The day on which the record leaves the stock, that of its coming where it is never in it. */
    private static long openUntil(List<Contribution> given, String stock) {
        boolean opened = false;
        long closed = Long.MAX_VALUE;
        for (Contribution contribution : given) {
            if (contribution.indicator().equals(stock)) {
                opened |= contribution.numerator() > 0;
                closed = contribution.denominator() > 0 ? Math.min(closed, contribution.start()) : closed;
            }
        }
        return opened ? closed : Long.MIN_VALUE;
    }

    private static long time(boolean present, Timestamp at) {
        return present ? at.getSeconds() : Recent.NEVER;
    }
}
