package org.stationboard.streams.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The telemetry application's counts. Once it has caught up, {@code gateway.telemetry.accepted =
 * topology.telemetry.counted + topology.telemetry.late} since the start, for what the gateway wrote is never dead; steps
 * that a crash made it take twice count twice here, never in a summary. Safe for use by many threads.
 */
final class TelemetryMeters {
    private final Counter counted;
    private final Counter late;
    private final Counter dead;
    private final Counter sent;
    private final Counter refused;

    TelemetryMeters(MeterRegistry registry) {
        counted = counter(registry, "counted", "Readings in the sums of their windows");
        late = counter(registry, "late", "Readings that came after the grace of their window");
        dead = counter(registry, "dead", "Readings that could not be taken, listed in telemetry-dead");
        sent = counter(registry, "summaries.sent", "Device summaries that the gateway acknowledged");
        refused = counter(registry, "summaries.refused", "Device summaries that the gateway refused");
    }

    private static Counter counter(MeterRegistry registry, String name, String what) {
        return Counter.builder("topology.telemetry." + name).description(what).register(registry);
    }

    void counted(long readings) {
        counted.increment((double) readings);
    }

    void late() {
        late.increment();
    }

    void dead() {
        dead.increment();
    }

    void answered(long accepted, long notTaken) {
        sent.increment((double) accepted);
        refused.increment((double) notTaken);
    }
}
