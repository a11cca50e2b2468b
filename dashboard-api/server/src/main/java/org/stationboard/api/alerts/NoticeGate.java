package org.stationboard.api.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.alerts.NoticeSender.Ready;
import org.stationboard.api.alerts.NoticeSettings.Receiver;
import org.stationboard.api.alerts.NoticeSettings.Tell;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.store.AlertReader;
import org.stationboard.store.Notice;
import org.stationboard.store.NoticeDelivery;
import org.stationboard.store.NoticeDelivery.Outcome;
import org.stationboard.store.NoticeOutbox;
import org.stationboard.store.NoticeOutbox.Waiting;

/** Decides which notices may be sent now, and says of the others why not. Thread-safe. */
final class NoticeGate {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(60);
    private static final int LIFE = 1_000;

    private final AlertStandings standings;
    private final AlertReader alerts;
    private final NoticeOutbox outbox;

    NoticeGate(AlertStandings standings, AlertReader alerts, NoticeOutbox outbox) {
        this.standings = standings;
        this.alerts = alerts;
        this.outbox = outbox;
    }

    /**
     * The notices to send now, in their order.
     *
     * @param settled takes what is written down of the others
     */
    List<Ready> pass(
            Receiver receiver, List<Waiting> waiting, long fromTick, Instant now, List<NoticeDelivery> settled) {
        Map<String, AlertStanding> newest = newest(waiting);
        List<Ready> ready = new ArrayList<>();
        Set<String> beginning = new HashSet<>();
        for (Waiting each : waiting) {
            AlertTransition transition = each.notice().transition();
            AlertStanding standing = newest.get(keyOf(transition));
            if (standing == null) {
                continue;
            }
            Held held = held(receiver, each, standing, beginning, fromTick, now);
            if (Held.NOT_YET.equals(held)) {
                continue;
            }
            if (held != null) {
                settled.add(delivery(receiver, each, held, now));
                continue;
            }
            if (each.notice().kind() == Notice.Kind.FIRING) {
                beginning.add(lifeOf(transition));
            }
            ready.add(new Ready(each.notice(), standing, attempts(each)));
        }
        return ready;
    }

    /** Why a notice is not sent now, and when it is looked at again; null = never. */
    private record Held(Outcome outcome, @Nullable Instant next) {
        /** It waits for another notice, which has its own reason written down. */
        static final Held NOT_YET = new Held(Outcome.FAILED, null);
    }

    private @Nullable Held held(
            Receiver receiver,
            Waiting each,
            AlertStanding standing,
            Set<String> beginning,
            long fromTick,
            Instant now) {
        Notice notice = each.notice();
        if (!receiver.tells().contains(tellOf(notice)) || !standing.severity().atLeast(receiver.atLeast())) {
            return new Held(Outcome.NOT_MEANT, null);
        }
        if (notice.kind() == Notice.Kind.ENDED && receiver.tells().contains(Tell.FIRING)) {
            Held behind = behindItsBeginning(receiver, notice, beginning, fromTick);
            if (behind != null) {
                return behind;
            }
        } else if (notice.kind() != Notice.Kind.ENDED && waited(each) && movedOn(notice, standing)) {
            return new Held(Outcome.OVERTAKEN, null);
        }
        Instant silenced = standing.silencedUntil();
        if (silenced != null) {
            return new Held(Outcome.SILENCED, silenced);
        }
        if (standing.silentFeed() != null) {
            return new Held(Outcome.INHIBITED, now.plus(LOOK_AGAIN));
        }
        return null;
    }

    private static boolean waited(Waiting each) {
        NoticeDelivery delivery = each.delivery();
        return delivery != null && (delivery.outcome() == Outcome.SILENCED || delivery.outcome() == Outcome.INHIBITED);
    }

    private static boolean movedOn(Notice notice, AlertStanding standing) {
        return !standing.firing()
                || standing.transition().getSince() != notice.transition().getSince();
    }

    /** An end is told after its beginning, and not at all where that was not told. Null where nothing speaks against it. */
    private @Nullable Held behindItsBeginning(Receiver receiver, Notice notice, Set<String> beginning, long fromTick) {
        AlertTransition end = notice.transition();
        if (beginning.contains(lifeOf(end))) {
            return null;
        }
        List<AlertTransition> fired = alerts.history(List.of(end.getUnitId()), end.getStandardId(), LIFE).stream()
                .filter(step -> step.getSince() == end.getSince() && step.getTo() == AlertState.FIRING)
                .toList();
        List<String> ids = fired.stream().map(AlertTransition::getId).toList();
        List<NoticeDelivery> known = outbox.deliveries(ids).stream()
                .filter(delivery -> delivery.receiver().equals(receiver.name()))
                .filter(delivery -> ids.contains(delivery.noticeId()))
                .toList();
        if (known.stream().anyMatch(delivery -> delivery.outcome() == Outcome.SENT)) {
            return null;
        }
        boolean mayCome = known.stream().anyMatch(delivery -> delivery.next() != null)
                || (known.isEmpty() && fired.stream().anyMatch(step -> step.getTick() >= fromTick));
        return mayCome ? Held.NOT_YET : new Held(Outcome.OVERTAKEN, null);
    }

    private static NoticeDelivery delivery(Receiver receiver, Waiting each, Held held, Instant now) {
        return new NoticeDelivery(
                each.notice().id(), receiver.name(), held.outcome(), attempts(each), held.next(), now, "");
    }

    private static int attempts(Waiting each) {
        NoticeDelivery delivery = each.delivery();
        return delivery == null ? 0 : delivery.attempts();
    }

    private static Tell tellOf(Notice notice) {
        return switch (notice.kind()) {
            case FIRING -> Tell.FIRING;
            case ENDED -> Tell.ENDED;
            case ESCALATED -> notice.level() == Notice.Level.CITY ? Tell.CITY : Tell.COUNTY;
        };
    }

    private Map<String, AlertStanding> newest(List<Waiting> waiting) {
        Set<String> units = new LinkedHashSet<>();
        waiting.forEach(each -> units.add(each.notice().transition().getUnitId()));
        Map<String, AlertStanding> newest = new HashMap<>();
        standings.now(units).forEach(standing -> newest.put(keyOf(standing.transition()), standing));
        return newest;
    }

    private static String keyOf(AlertTransition transition) {
        return transition.getUnitId() + '|' + transition.getStandardId();
    }

    private static String lifeOf(AlertTransition transition) {
        return keyOf(transition) + '|' + transition.getSince();
    }
}
