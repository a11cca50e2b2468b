package org.stationboard.allinone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.stationboard.api.ApiSettings;
import org.stationboard.contract.EngineSet;
import org.stationboard.store.Database;
import org.stationboard.store.MetricSink;
import org.stationboard.store.SinkState;
import org.stationboard.streams.verify.VerificationException;

/** A database that was stopped before it had everything is brought up to the topics, as the next start would. */
final class CaughtUp {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Without a value for so long it has them all: the broker runs in this process. */
    private static final Duration QUIET = Duration.ofMillis(1_500);
    /** What still lags then waits for a tick that was never written. */
    private static final Duration STUCK = Duration.ofSeconds(6);

    private CaughtUp() {}

    static void bring(Database database, String brokers, EngineSet set) throws StartRefused {
        try (MetricSink sink =
                new MetricSink(database, brokers, set, new SimpleMeterRegistry(), ApiSettings.SHANGHAI)) {
            sink.start();
            long deadline = System.nanoTime() + LONGEST.toNanos();
            long changed = System.nanoTime();
            String before = "";
            while (System.nanoTime() - changed < (sink.state().lagRecords() == 0 ? QUIET : STUCK).toNanos()) {
                SinkState state = sink.state();
                if (state.phase() == SinkState.Phase.DISAGREES_WITH_LOG || System.nanoTime() > deadline) {
                    throw new VerificationException("database: " + state.phase() + ", behind by " + state.lagRecords()
                            + " values (expected: as far as the log)");
                }
                String now = state.rowsWritten() + " " + state.lagRecords();
                if (state.phase() != SinkState.Phase.RUNNING || !now.equals(before)) {
                    changed = System.nanoTime();
                    before = now;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("verify: interrupted (expected: to go on)");
        }
    }
}
