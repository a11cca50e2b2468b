package org.stationboard.api.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.LiveView;
import org.stationboard.api.alerts.NoticeSettings.Receiver;
import org.stationboard.store.Notice;
import org.stationboard.store.NoticeDelivery;
import org.stationboard.store.NoticeDelivery.Outcome;
import org.stationboard.store.NoticeOutbox;
import org.stationboard.store.NoticeOutbox.Waiting;

/**
 * Tells one receiver what waits in the outbox: grouped, within its rate, again after a failure. What was sent is written
 * down afterwards, so a crash between the two sends again, with the same id, and never loses one. For one thread.
 */
final class NoticeSender {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    private static final int AT_ONCE = 500;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 8;

    private final Receiver receiver;
    private final NoticeSettings settings;
    private final NoticeOutbox outbox;
    private final NoticeGate gate;
    private final LiveView view;
    private final ZoneId zone;
    private final Clock clock;
    private final Transport transport;
    private final Deque<Instant> sentLately = new ArrayDeque<>();

    /** A notice that may be sent now. */
    record Ready(Notice notice, AlertStanding standing, int attempts) {}

    NoticeSender(
            Receiver receiver,
            NoticeSettings settings,
            NoticeOutbox outbox,
            NoticeGate gate,
            LiveView view,
            ZoneId zone,
            Clock clock,
            Transport transport) {
        this.receiver = receiver;
        this.settings = settings;
        this.outbox = outbox;
        this.gate = gate;
        this.view = view;
        this.zone = zone;
        this.clock = clock;
        this.transport = transport;
    }

    /** One round; gives how many notices the receiver took. */
    int run() throws InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long fromTick = now.minus(settings.longest()).getEpochSecond() / 60;
        List<Waiting> waiting = outbox.waiting(receiver.name(), fromTick, now, AT_ONCE);
        if (waiting.isEmpty()) {
            return 0;
        }
        List<NoticeDelivery> settled = new ArrayList<>();
        List<Ready> ready = gate.pass(receiver, waiting, fromTick, now, settled);
        if (!settled.isEmpty()) {
            outbox.write(settled);
        }
        int taken = 0;
        Set<String> failed = new HashSet<>();
        for (Map.Entry<String, List<Ready>> group : groups(ready, now).entrySet()) {
            List<Ready> members = group.getValue();
            int most = receiver.kind().mostInOne();
            for (int from = 0; from < members.size() && !failed.contains(group.getKey()); from += most) {
                List<Ready> chunk = members.subList(from, Math.min(members.size(), from + most));
                if (!withinRate(now)) {
                    return taken;
                }
                if (send(group.getKey(), chunk, now)) {
                    taken += chunk.size();
                } else {
                    failed.add(group.getKey());
                }
            }
        }
        return taken;
    }

    /** Groups that have gathered long enough, in the order of their first notice. */
    private Map<String, List<Ready>> groups(List<Ready> ready, Instant now) {
        Map<String, List<Ready>> groups = new LinkedHashMap<>();
        for (Ready each : ready) {
            groups.computeIfAbsent(keyOf(each), key -> new ArrayList<>()).add(each);
        }
        groups.values().removeIf(members -> {
            Ready first = members.get(0);
            boolean gathered = !first.notice().written().plus(receiver.gather()).isAfter(now);
            return !gathered && members.stream().allMatch(each -> each.attempts() == 0);
        });
        return groups;
    }

    private String keyOf(Ready ready) {
        String unitId = ready.notice().transition().getUnitId();
        return switch (receiver.groupBy()) {
            case STATION -> "station=" + unitId;
            case COUNTY -> "county=" + Told.countyOf(unitId, view.city());
            case STANDARD -> "standard=" + ready.notice().transition().getStandardId();
        };
    }

    private boolean withinRate(Instant now) {
        while (!sentLately.isEmpty() && sentLately.peekFirst().plusSeconds(60).isBefore(now)) {
            sentLately.removeFirst();
        }
        return sentLately.size() < receiver.perMinute();
    }

    private boolean send(String groupKey, List<Ready> chunk, Instant now) throws InterruptedException {
        List<Told> told = chunk.stream()
                .map(each -> Told.of(each.notice(), each.standing(), view.city(), zone, settings.links()))
                .toList();
        sentLately.addLast(now);
        String fault = attempt(groupKey, told);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        outbox.write(chunk.stream().map(each -> delivery(each, fault, at)).toList());
        LOG.info(
                "notices to {}: {} {} of {}{}",
                receiver.name(),
                fault == null ? "taken" : "not taken",
                chunk.size(),
                groupKey,
                fault == null ? "" : ": " + fault);
        return fault == null;
    }

    /** Null where the receiver took them, else why not. */
    private @Nullable String attempt(String groupKey, List<Told> told) throws InterruptedException {
        try {
            transport.send(receiver, groupKey, told);
            return null;
        } catch (Transport.TransportException e) {
            return e.getMessage() == null ? "failed" : e.getMessage();
        }
    }

    private NoticeDelivery delivery(Ready each, @Nullable String fault, Instant at) {
        int attempts = each.attempts() + 1;
        return new NoticeDelivery(
                each.notice().id(),
                receiver.name(),
                fault == null ? Outcome.SENT : Outcome.FAILED,
                attempts,
                fault == null ? null : at.plus(backOff(attempts)),
                at,
                fault == null ? "" : fault);
    }

    /** 5 s, 10 s, 20 s ... 15 min. */
    static Duration backOff(int attempts) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(DOUBLINGS, attempts - 1));
        return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
    }
}
