package org.stationboard.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.stationboard.api.board.LiveFeed;
import org.stationboard.api.view.ViewState;
import org.stationboard.contract.v1.ClockMode;

/**
 * The live feed's meters. {@code stationboard.live.frames.offered = stationboard.live.frames.sent +
 * stationboard.live.frames.skipped}: every frame a client could have had is in exactly one of the two; skipped by reason:
 * {@code busy} (it had not taken the frame before), {@code known} (it had this one) and {@code gone} (its end was not
 * noticed yet). Ages are in seconds and not a number while there is nothing to be old: the pulse's of the slowest
 * partition, and under the wall's clock the newest tick's that all partitions have completed. Any thread.
 */
final class LiveMeters {
    private static final String SKIPPED = "stationboard.live.frames.skipped";

    private final Counter offered;
    private final Counter sent;
    private final Counter busy;
    private final Counter known;
    private final Counter gone;

    LiveMeters(MeterRegistry registry) {
        offered = Counter.builder("stationboard.live.frames.offered")
                .description("Frames of the live feed times its clients")
                .register(registry);
        sent = Counter.builder("stationboard.live.frames.sent")
                .description("Frames handed to a client's connection")
                .register(registry);
        busy = skipped(registry, "busy");
        known = skipped(registry, "known");
        gone = skipped(registry, "gone");
    }

    private static Counter skipped(MeterRegistry registry, String reason) {
        return Counter.builder(SKIPPED)
                .description("Frames a client was not sent, by reason")
                .tag("reason", reason)
                .register(registry);
    }

    void sent() {
        offered.increment();
        sent.increment();
    }

    void busy() {
        offered.increment();
        busy.increment();
    }

    void known() {
        offered.increment();
        known.increment();
    }

    void gone() {
        offered.increment();
        gone.increment();
    }

    /** Gauges of what the feed shows. */
    static void watch(MeterRegistry registry, LiveFeed feed, LiveView view, Clock clock) {
        Gauge.builder("stationboard.live.clients", feed, LiveFeed::clientCount)
                .description("Clients of the live feed")
                .register(registry);
        age(registry, view, clock, "stationboard.pulse.age", ViewState::oldestPulseAt, 1);
        age(registry, view, clock, "stationboard.tick.age", LiveMeters::tick, 60_000);
    }

    /** Under the log's clock a tick is as old as the log's records, which is no fault. */
    private static OptionalLong tick(ViewState state) {
        return state.mode() == ClockMode.WALL ? state.completedTick() : OptionalLong.empty();
    }

    private static void age(
            MeterRegistry registry,
            LiveView view,
            Clock clock,
            String name,
            Function<ViewState, OptionalLong> of,
            long unitMs) {
        TimeGauge.builder(
                        name,
                        () -> {
                            OptionalLong at = view.read(of);
                            return at.isPresent() ? clock.millis() - at.getAsLong() * unitMs : Double.NaN;
                        },
                        TimeUnit.MILLISECONDS)
                .description("How old what screens show is")
                .register(registry);
    }
}
