package org.stationboard.store;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;

/**
 * What goes into the database in one transaction: values decoded, older ones of the same key left out, and where to go
 * on reading.
 *
 * @param figures newest day figure of each key
 * @param history day figures with the turn they are known at, newest of each key and turn
 * @param ticks newest marker of each partition
 * @param turns markers of day's turns
 * @param nextOffsets offsets to go on from, of the partitions that moved
 */
record Batch(
        List<Version> versions,
        List<ControlRecord> controls,
        List<Valued<Figure>> figures,
        List<Valued<Figure>> history,
        List<Valued<Figure>> minutes,
        List<Valued<Verdict>> verdicts,
        List<Valued<Verdict>> verdictsNow,
        List<Valued<AlertTransition>> alerts,
        List<Valued<FeedState>> feeds,
        List<DeadLetter> deadLetters,
        List<TickMarker> ticks,
        List<TickMarker> turns,
        Map<TopicPartition, Long> nextOffsets,
        Counts counts) {

    /**
     * A decoded value with its position.
     *
     * @param turn of a day figure the first day's turn that knows it, epoch minute; else 0
     * @param bytes the value as published, null where the columns say it all
     */
    @SuppressWarnings("ArrayRecordComponent") // passed through as read, never compared
    record Valued<T>(T value, int partition, long logOffset, int tick, int turn, byte @Nullable [] bytes) {}

    /**
     * A version of a record.
     *
     * @param tick epoch minute of the last tick before it
     * @param span first and last local day on which it counts anything, null when it counts nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // passed through as read, never compared
    record Version(
            StationRecord head,
            BodyKind body,
            byte[] bytes,
            int partition,
            long offset,
            int tick,
            @Nullable DayRange span) {}

    /** A control record other than a tick. */
    @SuppressWarnings("ArrayRecordComponent") // passed through as read, never compared
    record ControlRecord(int kind, byte[] bytes, int partition, long offset, int tick) {}

    /**
     * What became of the values taken: {@code taken = stored + coalesced + ticks + expired + undecodable}.
     *
     * @param stored gave rows
     * @param coalesced followed by a newer value of the same key in the same batch
     * @param ticks ticks of the log and nothing else: their markers say more
     * @param expired minute figures older than minutes are kept
     * @param undecodable logged, and not understood
     */
    record Counts(long taken, long stored, long coalesced, long ticks, long expired, long undecodable) {}
}
