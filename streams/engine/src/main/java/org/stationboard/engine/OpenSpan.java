package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

/**
 * A span of local days through which something stands open: a dispute, a call, a case, what is out of custody.
 *
 * @param opened the day it opened, epoch day
 * @param closed the day it closed, not before {@code opened}; {@link #STILL_OPEN} while it is open
 */
record OpenSpan(long opened, long closed) {
    /** No closing day. */
    static final long STILL_OPEN = Long.MAX_VALUE;

    /**
     * The spans of a dispute in order. It opens at its registration, closes at the first conclusion of any outcome or
     * when it is closed without a verdict, opens again at a reopening. Openings and closings alternate whatever the
     * times say, and nothing happens before the registration: a stock of spans can never fall below nothing.
     */
    static List<OpenSpan> of(StationRecord stationRecord, LocalDays days) {
        List<OpenSpan> spans = new ArrayList<>(1);
        long openedOn = STILL_OPEN;
        for (Step step : steps(stationRecord)) {
            boolean open = openedOn != STILL_OPEN;
            if (step.opens() == open) {
                continue;
            }
            long day = days.ofTime(step.time(), step.field());
            if (step.opens()) {
                openedOn = day;
            } else {
                spans.add(new OpenSpan(openedOn, day));
                openedOn = STILL_OPEN;
            }
        }
        if (openedOn != STILL_OPEN) {
            spans.add(new OpenSpan(openedOn, STILL_OPEN));
        }
        return spans;
    }

    /** The part of the span after the due day; empty where it closed on or before it. */
    Optional<OpenSpan> after(long dueDay) {
        if (closed <= dueDay) {
            return Optional.empty();
        }
        return Optional.of(new OpenSpan(Math.max(opened, dueDay + 1), closed));
    }

    private static List<Step> steps(StationRecord stationRecord) {
        Dispute dispute = stationRecord.getDispute();
        Timestamp registered = dispute.getRegisteredAt();
        List<Step> steps = new ArrayList<>(4);
        steps.add(new Step(registered, true, "dispute.registered_at"));
        for (MediationAttempt attempt : dispute.getAttemptsList()) {
            if (DisputeContributions.concluded(attempt)) {
                steps.add(new Step(attempt.getConcludedAt(), false, "dispute.attempts.concluded_at"));
            }
            if (attempt.hasReopenedAt()) {
                steps.add(new Step(attempt.getReopenedAt(), true, "dispute.attempts.reopened_at"));
            }
        }
        if (dispute.getClosedWithout() != ClosedWithout.NOT_CLOSED_WITHOUT) {
            steps.add(new Step(DisputeContributions.closedAt(stationRecord), false, "dispute.closed_at"));
        }
        steps.replaceAll(step -> step.notBefore(registered));
        // Stable: of steps at one instant the one named first in the record comes first.
        steps.sort(Step::byTime);
        return steps;
    }

    private record Step(Timestamp time, boolean opens, String field) {
        int byTime(Step other) {
            int bySecond = Long.compare(time.getSeconds(), other.time.getSeconds());
            return bySecond != 0 ? bySecond : Integer.compare(time.getNanos(), other.time.getNanos());
        }

        Step notBefore(Timestamp earliest) {
            Step first = new Step(earliest, opens, field);
            return byTime(first) < 0 ? first : this;
        }
    }
}
