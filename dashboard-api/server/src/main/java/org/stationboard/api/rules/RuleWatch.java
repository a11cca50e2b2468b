package org.stationboard.api.rules;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.store.RuleBacktest;
import org.stationboard.store.RuleDraft;

/**
 * What becomes of drafts without a person: the one backtest that runs is written down when it has ended, and approved drafts
 * are written into the log. Both are one small loop over the store; what a crash leaves is done again, and the log takes a
 * catalogue once. Thread-safe.
 */
final class RuleWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);
    private static final long PERIOD_MS = 1_000;

    private final RulePorts ports;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private @Nullable Running running;
    private boolean cleared;

    private record Running(long number, RulePorts.Trial trial) {}

    RuleWatch(RulePorts ports, Clock clock) {
        this.ports = ports;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "rules");
            made.setDaemon(true);
            return made;
        });
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::round, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** Begins a run; refuses while another one runs: two cores have a wall to serve. */
    synchronized void begin(RuleDraft draft, RuleBacktest backtest) {
        if (running != null) {
            throw new ProblemException(ProblemCode.TRIAL_RUNNING, "backtest: one is running (expected: one at a time)");
        }
        clear();
        long number = ports.store().begin(backtest);
        try {
            running = new Running(
                    number,
                    ports.trials()
                            .begin(
                                    draft.text(),
                                    LocalDate.ofEpochDay(backtest.fromDay()),
                                    LocalDate.ofEpochDay(backtest.toDay())));
        } catch (RuntimeException fault) {
            ports.store().end(number, now(), "not begun: " + fault.getMessage(), null);
            throw fault;
        }
        LOG.info(
                "backtest begun: number={} draft={} by={}",
                number,
                draft.id(),
                backtest.author().account());
    }

    /** How far the backtest of this number is; null where it does not run or has not said so. */
    synchronized @Nullable Integer percent(long number) {
        Running now = running;
        return now == null || now.number() != number || now.trial().percent().isEmpty()
                ? null
                : Integer.valueOf(now.trial().percent().getAsInt());
    }

    private void round() {
        try {
            settle();
            adopt();
        } catch (RuntimeException fault) {
            // The store or the log may be absent: what is to be done stands in the store and is tried again.
            LOG.warn("rules: not done, tried again: {}", fault.toString());
        }
    }

    /** Writes down how the run has ended; runs of a server before this one have ended with it. */
    synchronized void settle() {
        clear();
        Running now = running;
        RulePorts.Outcome outcome = now == null ? null : now.trial().outcome();
        if (now != null && outcome != null) {
            ports.store().end(now.number(), now(), outcome.fault(), outcome.report());
            running = null;
            LOG.info(
                    "backtest ended: number={} {}",
                    now.number(),
                    outcome.fault() == null ? "with a report" : outcome.fault());
        }
    }

    private void clear() {
        if (!cleared) {
            ports.store().endAll(now(), "the server ended while it ran");
            cleared = true;
        }
    }

    /** Has the log keeper write what was approved. */
    void adopt() {
        for (RuleDraft draft : ports.store().approved()) {
            ports.book().write(draft.text());
            ports.store().live(draft.id(), now());
            LOG.info("rules changed: draft={} digest={}", draft.id(), draft.digest());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        synchronized (this) {
            Running now = running;
            if (now != null) {
                now.trial().close();
                running = null;
            }
        }
    }
}
