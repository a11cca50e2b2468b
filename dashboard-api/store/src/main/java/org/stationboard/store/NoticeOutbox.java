package org.stationboard.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertTransition;

/**
 * Notices to send, written in the transaction that brought their transition, so that none is lost; and how far each has
 * come with each receiver. A crash between sending and writing that down sends again, with the same id. Calls block on
 * the database: use a worker thread. Safe for use by many threads. All methods throw {@link StoreException}.
 */
public interface NoticeOutbox {
    /** A notice and what is known of it with one receiver; null before anything was tried. */
    record Waiting(Notice notice, @Nullable NoticeDelivery delivery) {}

    /**
     * Notices not done with, in the order they were written.
     *
     * @param fromTick epoch minute: older transitions are history and told to nobody
     * @param now what waits for a later time is left out
     */
    List<Waiting> waiting(String receiver, long fromTick, Instant now, int limit);

    /** Writes down how far notices have come, all or none. */
    void write(Collection<NoticeDelivery> deliveries);

    /** How far notices of these transitions have come, by notice and receiver. */
    List<NoticeDelivery> deliveries(Collection<String> transitionIds);

    /**
     * Escalates a firing alert to a level and writes the notice, in one transaction. False where that was done before.
     */
    boolean escalate(AlertTransition firing, Notice.Level level);

    /** Notices of these transitions, in the order they were written. */
    List<Notice> notices(Collection<String> transitionIds);
}
