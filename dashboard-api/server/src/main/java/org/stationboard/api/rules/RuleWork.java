package org.stationboard.api.rules;

import java.time.Clock;

/** The desk where people change rules, and what follows from it without them. Thread-safe. */
public final class RuleWork implements AutoCloseable {
    private final RuleWatch watch;
    private final RuleDesk desk;

    public RuleWork(RulePorts ports, Clock clock) {
        this.watch = new RuleWatch(ports, clock);
        this.desk = new RuleDesk(ports, watch, clock);
    }

    /** Begins to write approved drafts into the log. */
    public void start() {
        watch.start();
    }

    public RuleDesk desk() {
        return desk;
    }

    /** Breaks off a backtest that runs. */
    @Override
    public void close() {
        watch.close();
    }
}
