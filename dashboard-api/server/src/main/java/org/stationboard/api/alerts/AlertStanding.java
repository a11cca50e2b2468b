package org.stationboard.api.alerts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.engine.Standard;
import org.stationboard.store.AlertAction;

/**
 * Where an alert stands: its newest transition, and beside it what people did and what keeps it from being told.
 *
 * @param standard null where the catalogue no longer has it
 * @param acknowledged the first acknowledgement of this life; null for none
 * @param silence the silence that ends last, while it lasts; null for none
 * @param assigned the newest assignment of this life; null for none
 * @param actions everything done in this life, oldest first
 * @param silentFeed a feed the alert hangs on that is silent: it inhibits; null for none
 */
record AlertStanding(
        AlertTransition transition,
        @Nullable Standard standard,
        @Nullable AlertAction acknowledged,
        @Nullable AlertAction silence,
        @Nullable AlertAction assigned,
        List<AlertAction> actions,
        @Nullable FeedState silentFeed) {

    boolean firing() {
        return transition.getTo() == AlertState.FIRING;
    }

    /** Pending or firing. */
    boolean alive() {
        return firing() || transition.getTo() == AlertState.PENDING;
    }

    /** Of a standard the catalogue no longer has, the least. */
    Severity severity() {
        return standard == null ? Severity.NOTICE : Severity.of(standard);
    }

    /** Until when nothing is told of it; null where nobody silenced it. */
    @Nullable
    Instant silencedUntil() {
        return silence == null ? null : silence.ends();
    }
}
