package org.stationboard.api.read;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.FeedRow;
import org.stationboard.api.http.Json;
import org.stationboard.contract.v1.TickMarker;

/**
 * Answer of the pipeline route.
 *
 * @param deadLetters null while the store does not answer
 * @param splitRecords null while the store does not answer
 * @param telemetry null where no telemetry is taken
 */
public record PipelineAnswer(
        List<FeedRow> feeds,
        Onboarding onboarding,
        Balances balances,
        List<Tick> ticks,
        long quarantine,
        QuarantineAge quarantineAge,
        @Nullable DeadLetters deadLetters,
        @Nullable SplitRecords splitRecords,
        @Nullable Telemetry telemetry,
        @Nullable Long lagMs,
        Sink sink) {

    /** {@code received = accepted + refused}; {@code balanced} says whether it is so. */
    public record Balances(
            long received, long accepted, long refused, Map<String, Long> refusedByReason, boolean balanced) {
        public Balances(long received, long accepted, long refused, Map<String, Long> refusedByReason) {
            this(received, accepted, refused, refusedByReason, received == accepted + refused);
        }
    }

    /**
     * Newest marker of a partition: {@code applied + superseded + duplicate + dead} = all data records to its offset.
     *
     * @param records data records to its offset as the store counts them; null where the store has not read that far
     * @param balanced whether the two agree; null where one of them is not known
     */
    public record Tick(
            int partition,
            String tick,
            long offset,
            long applied,
            long superseded,
            long duplicate,
            long dead,
            long conflicts,
            @Nullable Long records,
            @Nullable Boolean balanced) {
        public static Tick of(TickMarker marker, @Nullable Long records) {
            long settled = marker.getApplied() + marker.getSuperseded() + marker.getDuplicate() + marker.getDead();
            return new Tick(
                    marker.getPartition(),
                    Json.minute(marker.getTick()),
                    marker.getOffset(),
                    marker.getApplied(),
                    marker.getSuperseded(),
                    marker.getDuplicate(),
                    marker.getDead(),
                    marker.getConflicts(),
                    records,
                    records == null ? null : Boolean.valueOf(records == settled));
        }
    }

    /** Of the oldest entry that waits to be sent again. */
    public record QuarantineAge(
            @Nullable String oldest, @Nullable Long ageMs) {}

    public record DeadLetters(long total, List<DeadLetterRow> newest) {}

    /** A record that the engine could not take: where it stands, why, what was expected; never what it says. */
    public record DeadLetterRow(int partition, long offset, String reason, String expected) {}

    /** Records that count under more than one log key because their source forgot to withdraw them where they were. */
    public record SplitRecords(long total, List<SplitRecordRow> first) {}

    /** One such record: its id and the units under which it counts. */
    public record SplitRecordRow(String recordId, List<String> units) {}

    /**
     * Readings of devices.
     *
     * @param late readings of today that came after the grace
     * @param clockOff readings of today whose device clock ran ahead or behind
     * @param devices known to serve in the newest windows
     * @param mqttClients connected now; null where nobody counts them
     */
    public record Telemetry(
            long received,
            long accepted,
            long refused,
            Map<String, Long> refusedByReason,
            long late,
            long clockOff,
            long devices,
            @Nullable Integer mqttClients) {}

    public record Sink(String state, long lag, @Nullable String lastTick) {}
}
