package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Custody;
import org.stationboard.contract.v1.CustodyAction;
import org.stationboard.contract.v1.CustodyStep;

/**
 * The chain of one thing in custody (C39), walked in the order its steps were made. A step shows a hole where nobody
 * signed it, where it does not follow from the one before (what is out can only be returned or released, what is in only
 * be taken out or released, a chain begins with storing and ends with release), or where its time lies before the last
 * one's. Stocks take the chain as it should have been: a time is never before the last one's, and what was taken out is
 * out until it is in again or released.
 */
final class CustodyChain {
    private final LocalDays days;
    private final List<Long> moves = new ArrayList<>();
    private final List<Long> gaps = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();
    private Place place = Place.NOT_YET;
    private @Nullable Timestamp last;
    private @Nullable Absence absent;

    private CustodyChain(LocalDays days) {
        this.days = days;
    }

    static CustodyChain of(Custody custody, LocalDays days) {
        CustodyChain chain = new CustodyChain(days);
        custody.getStepsList().forEach(chain::take);
        if (chain.absent != null) {
            chain.absences.add(chain.absent);
        }
        return chain;
    }

    void gather(Gathering gathering) {
        moves.forEach(day -> gathering.count(Indicators.CUSTODY_MOVES, day));
        gaps.forEach(day -> gathering.count(Indicators.CUSTODY_GAPS, day));
        for (Absence absence : absences) {
            OpenSpan span = absence.span(days);
            gathering.open(Indicators.CUSTODY_OUT, span);
            Timestamp dueBack = absence.dueBack();
            if (dueBack != null) {
                long due = days.ofTime(dueBack, "custody.steps.due_back_at");
                gathering.share(Indicators.CUSTODY_RETURNED, due, absence.backBy(dueBack));
                span.after(due).ifPresent(late -> gathering.open(Indicators.CUSTODY_OVERDUE, late));
            }
        }
    }

    private void take(CustodyStep step) {
        Gathering.require(step.hasAt(), "custody.steps.at");
        long day = days.ofTime(step.getAt(), "custody.steps.at");
        Place after = after(step.getAction());
        boolean backwards = last != null && !LocalDays.notAfter(last, step.getAt());
        Timestamp at = last != null && backwards ? last : step.getAt();
        moves.add(day);
        if (backwards || step.getByRole().isEmpty() || !place.leadsTo(step.getAction())) {
            gaps.add(day);
        }
        if (absent != null && after != Place.OUT) {
            absences.add(absent.endedAt(at));
            absent = null;
        } else if (absent == null && after == Place.OUT) {
            absent = new Absence(at, null, step.hasDueBackAt() ? step.getDueBackAt() : null);
        }
        place = after;
        last = at;
    }

    /** Where the thing is after a step; one of no known action leaves it where it is. */
    private Place after(CustodyAction action) {
        return switch (action) {
            case STORED, RETURNED -> Place.IN;
            case TAKEN_OUT -> Place.OUT;
            case RELEASED -> Place.GONE;
            case CUSTODY_ACTION_UNSPECIFIED, UNRECOGNIZED -> place;
        };
    }

    private enum Place {
        NOT_YET,
        IN,
        OUT,
        GONE;

        boolean leadsTo(CustodyAction action) {
            return switch (this) {
                case NOT_YET -> action == CustodyAction.STORED;
                case IN -> action == CustodyAction.TAKEN_OUT || action == CustodyAction.RELEASED;
                case OUT -> action == CustodyAction.RETURNED || action == CustodyAction.RELEASED;
                case GONE -> false;
            };
        }
    }

    private record Absence(
            Timestamp from,
            @Nullable Timestamp to,
            @Nullable Timestamp dueBack) {
        Absence endedAt(Timestamp at) {
            return new Absence(from, at, dueBack);
        }

        OpenSpan span(LocalDays days) {
            long closed = to == null ? OpenSpan.STILL_OPEN : days.ofTime(to, "custody.steps.at");
            return new OpenSpan(days.ofTime(from, "custody.steps.at"), closed);
        }

        boolean backBy(Timestamp due) {
            return to != null && LocalDays.notAfter(to, due);
        }
    }
}
