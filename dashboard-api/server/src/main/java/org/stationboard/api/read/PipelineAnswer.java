package org.stationboard.api.read;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.FeedRow;
import org.stationboard.api.http.Json;
import org.stationboard.contract.v1.TickMarker;

/** Answer of the pipeline route. */
public record PipelineAnswer(
        List<FeedRow> feeds,
        Balances balances,
        List<Tick> ticks,
        long quarantine,
        @Nullable Long lagMs,
        Sink sink) {

    /** {@code received = accepted + refused}. */
    public record Balances(long received, long accepted, long refused, Map<String, Long> refusedByReason) {}

    /** Newest marker of a partition: {@code applied + superseded + duplicate + dead} = all data records to its offset. */
    public record Tick(
            int partition, String tick, long offset, long applied, long superseded, long duplicate, long dead) {
        public static Tick of(TickMarker marker) {
            return new Tick(
                    marker.getPartition(),
                    Json.minute(marker.getTick()),
                    marker.getOffset(),
                    marker.getApplied(),
                    marker.getSuperseded(),
                    marker.getDuplicate(),
                    marker.getDead());
        }
    }

    public record Sink(String state, long lag, @Nullable String lastTick) {}
}
