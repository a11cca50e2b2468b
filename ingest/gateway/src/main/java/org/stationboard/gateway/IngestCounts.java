package org.stationboard.gateway;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.stationboard.contract.Reject;

/**
 * The gateway's counts: {@code gateway.records.received = gateway.records.accepted + gateway.records.refused}, the last by
 * reason. A record counts when its fate is known, so the balance holds at any moment; one that Kafka did not acknowledge
 * counts as refused, INTERNAL. Safe for use by many threads.
 */
final class IngestCounts {
    private final Counter receivedMeter;
    private final Counter acceptedMeter;
    private final Map<Reject, Counter> refusedMeters = new EnumMap<>(Reject.class);
    private final Map<Reject, Long> refused = new EnumMap<>(Reject.class);
    private long accepted;

    IngestCounts(MeterRegistry meters) {
        receivedMeter = Counter.builder("gateway.records.received")
                .description("Records whose fate is known")
                .register(meters);
        acceptedMeter = Counter.builder("gateway.records.accepted")
                .description("Records that Kafka acknowledged")
                .register(meters);
        for (Reject reason : Reject.values()) {
            refusedMeters.put(
                    reason,
                    Counter.builder("gateway.records.refused")
                            .description("Records refused, by reason")
                            .tag("reason", reason.name())
                            .register(meters));
        }
    }

    synchronized void accepted(long records) {
        accepted += records;
        acceptedMeter.increment((double) records);
        receivedMeter.increment((double) records);
    }

    synchronized void refused(Reject reason, long records) {
        refused.merge(reason, records, Long::sum);
        requireNonNull(refusedMeters.get(reason)).increment((double) records);
        receivedMeter.increment((double) records);
    }

    synchronized IngestBalance balance() {
        long sum = refused.values().stream().mapToLong(Long::longValue).sum();
        return new IngestBalance(accepted + sum, accepted, sum, refused);
    }
}
