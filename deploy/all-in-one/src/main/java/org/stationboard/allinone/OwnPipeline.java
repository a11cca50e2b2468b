package org.stationboard.allinone;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stationboard.api.PipelineSource;
import org.stationboard.contract.Reject;
import org.stationboard.gateway.Gateway;
import org.stationboard.gateway.IngestBalance;
import org.stationboard.gateway.telemetry.TelemetryBalance;
import org.stationboard.store.MetricSink;
import org.stationboard.store.SinkState;

/** What this process's own gateway and sink say of themselves. */
record OwnPipeline(Gateway gateway, MetricSink metricSink, Supplier<Optional<TelemetryBalance>> readings)
        implements PipelineSource {
    @Override
    public Intake intake() {
        IngestBalance balance = gateway.balance();
        return new Intake(
                balance.received(),
                balance.accepted(),
                balance.refused(),
                byName(balance.refusedByReason()),
                gateway.quarantine().total());
    }

    private static Map<String, Long> byName(Map<Reject, Long> refused) {
        return refused.entrySet().stream()
                .collect(Collectors.toMap(counted -> counted.getKey().name(), Map.Entry::getValue));
    }

    @Override
    public Optional<Telemetry> telemetry() {
        return readings.get()
                .map(balance -> new Telemetry(
                        balance.received(),
                        balance.accepted(),
                        balance.refused(),
                        byName(balance.refusedByReason()),
                        OptionalInt.empty()));
    }

    @Override
    public OptionalLong oldestQuarantined() {
        return gateway.quarantine().oldestUnsentAt();
    }

    @Override
    public Sink sink() {
        SinkState state = metricSink.state();
        return new Sink(state.phase().name(), state.lagRecords(), state.lastTick());
    }
}
