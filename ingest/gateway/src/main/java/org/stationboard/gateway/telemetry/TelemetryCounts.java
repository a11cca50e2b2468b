package org.stationboard.gateway.telemetry;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.stationboard.contract.Reject;

/**
 * The intake's counts: {@code gateway.telemetry.received = gateway.telemetry.accepted + gateway.telemetry.refused}, the
 * last by reason. A reading counts when its fate is known; one that Kafka did not acknowledge counts as refused, INTERNAL.
 * {@code gateway.telemetry.clock.off} counts accepted readings whose device clock is more than 5 minutes off. Counted by
 * batches, never by the reading. Safe for use by many threads.
 */
final class TelemetryCounts {
    private final Counter receivedMeter;
    private final Counter acceptedMeter;
    private final Map<Reject, Counter> refusedMeters = new EnumMap<>(Reject.class);
    private final Map<Login, Counter> logins = new EnumMap<>(Login.class);
    private final Counter ahead;
    private final Counter behind;
    private final Map<Reject, Long> refused = new EnumMap<>(Reject.class);
    private long accepted;

    TelemetryCounts(MeterRegistry meters) {
        receivedMeter = Counter.builder("gateway.telemetry.received")
                .description("Readings whose fate is known")
                .register(meters);
        acceptedMeter = Counter.builder("gateway.telemetry.accepted")
                .description("Readings that Kafka acknowledged")
                .register(meters);
        ahead = clock(meters, "ahead");
        behind = clock(meters, "behind");
        for (Reject reason : Reject.values()) {
            refusedMeters.put(
                    reason,
                    Counter.builder("gateway.telemetry.refused")
                            .description("Readings refused, by reason")
                            .tag("reason", reason.name())
                            .register(meters));
        }
        for (Login result : Login.values()) {
            logins.put(
                    result,
                    Counter.builder("gateway.telemetry.logins")
                            .description("MQTT connections asked for, by result")
                            .tag("result", result.name())
                            .register(meters));
        }
    }

    /** What became of an MQTT connection that was asked for. */
    enum Login {
        ACCEPTED,
        /** No such device on this day, or one that may not log in. */
        UNKNOWN_DEVICE,
        WRONG_PASSWORD,
        /** No user name, no password, a will, or a client id that is too long. */
        MALFORMED,
        /** As many connections as are allowed. */
        FULL
    }

    private static Counter clock(MeterRegistry meters, String direction) {
        return Counter.builder("gateway.telemetry.clock.off")
                .description("Readings accepted whose device clock is more than 5 minutes off")
                .tag("direction", direction)
                .register(meters);
    }

    /** A batch that Kafka acknowledged, or, where it did not, one refused. */
    synchronized void settled(BatchTally tally, boolean acknowledged) {
        tally.refused().forEach(this::refused);
        if (acknowledged) {
            accepted += tally.accepted();
            acceptedMeter.increment(tally.accepted());
            receivedMeter.increment(tally.accepted());
            ahead.increment(tally.clockAhead());
            behind.increment(tally.clockBehind());
        } else {
            refused(Reject.INTERNAL, tally.accepted());
        }
    }

    synchronized void refused(Reject reason, int readings) {
        refused.merge(reason, (long) readings, Long::sum);
        requireNonNull(refusedMeters.get(reason)).increment(readings);
        receivedMeter.increment(readings);
    }

    void login(Login result) {
        requireNonNull(logins.get(result)).increment();
    }

    synchronized TelemetryBalance balance() {
        long sum = refused.values().stream().mapToLong(Long::longValue).sum();
        return new TelemetryBalance(accepted + sum, accepted, sum, refused);
    }
}
