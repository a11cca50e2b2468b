package org.stationboard.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How rules change. A draft is approved at most once, on a backtest of it that ended with a report, by another account than
 * its author's: the database holds to that whoever asks. Calls block on the database: use a worker thread. Safe for use by
 * many threads. All methods throw {@link StoreException}.
 */
public interface RuleStore {
    /** Writes a draft down. */
    void add(RuleDraft draft);

    /** Newest first. */
    List<RuleDraft> drafts(int limit);

    /** The draft of this id. */
    Optional<RuleDraft> draft(String id);

    /** Writes down that a backtest has begun; gives its number. That of the record, its end and its outcome are not read. */
    long begin(RuleBacktest backtest);

    /** Writes down how a backtest that runs has ended: with a report, or why not. */
    void end(long number, Instant at, @Nullable String fault, @Nullable String report);

    /** Ends every backtest that still runs, with this fault: who ran them is gone. */
    int endAll(Instant at, String fault);

    /** Those of a draft, newest first. */
    List<RuleBacktest> backtests(String draftId);

    /** Writes a decision; false where one stands already, there is no such draft, or it may not be approved so. */
    boolean decide(String draftId, RuleDraft.Decision decision);

    /** Approved drafts that have still to be written into the log, in the order of their decisions. */
    List<RuleDraft> approved();

    /** Writes down that an approved draft stands in the log. */
    void live(String draftId, Instant at);
}
