package org.stationboard.allinone;

import java.util.Map;
import java.util.stream.Collectors;
import org.stationboard.api.PipelineSource;
import org.stationboard.gateway.Gateway;
import org.stationboard.gateway.IngestBalance;
import org.stationboard.store.MetricSink;
import org.stationboard.store.SinkState;

/** What this process's own gateway and sink say of themselves. */
record OwnPipeline(Gateway gateway, MetricSink metricSink) implements PipelineSource {
    @Override
    public Intake intake() {
        IngestBalance balance = gateway.balance();
        Map<String, Long> byReason = balance.refusedByReason().entrySet().stream()
                .collect(Collectors.toMap(refused -> refused.getKey().name(), Map.Entry::getValue));
        return new Intake(
                balance.received(),
                balance.accepted(),
                balance.refused(),
                byReason,
                gateway.quarantine().total());
    }

    @Override
    public Sink sink() {
        SinkState state = metricSink.state();
        return new Sink(state.phase().name(), state.lagRecords(), state.lastTick());
    }
}
