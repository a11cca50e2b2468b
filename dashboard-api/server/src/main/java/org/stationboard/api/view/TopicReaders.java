package org.stationboard.api.view;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.view.ViewState.Origin;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Position;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.LiveValue;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Verdict;

/** Puts one record of a published topic into the view's memory. */
public final class TopicReaders {
    private static final long MINUTE_MS = 60_000;

    private TopicReaders() {}

    /**
     * Takes the record; the caller holds the memory's lock.
     *
     * @param set that is followed
     * @throws InvalidProtocolBufferException when the value is not that topic's message
     */
    public static void take(ViewState state, EngineSet set, ConsumerRecord<byte[], byte[]> row)
            throws InvalidProtocolBufferException {
        byte[] value = row.value();
        Topic topic = set.topic(row.topic()).orElse(null);
        if (value == null || topic == null) {
            return;
        }
        switch (topic) {
            case FIGURES, FIGURES_MINUTE -> figure(state, FigureValue.parseFrom(value), row);
            case FIGURES_LIVE -> live(state, LiveValue.parseFrom(value), row);
            case VERDICTS_NOW -> state.verdict(Verdict.parseFrom(value));
            case ALERTS_NOW -> state.alert(AlertTransition.parseFrom(value));
            case FEEDS -> state.feed(FeedState.parseFrom(value));
            case STATION_RECORDS -> state.stationRecord(row.partition(), row.offset(), StationRecord.parseFrom(value));
            case LOG_HEAD -> {
                if (NewestLogHead.isHead(row)) {
                    state.head(LogHead.parseFrom(value));
                }
            }
            case VERDICTS,
                    ALERTS,
                    DEAD_LETTERS,
                    QUARANTINE,
                    TELEMETRY,
                    TELEMETRY_LATE,
                    TELEMETRY_DEAD,
                    DEVICE_SUMMARIES -> {
                // No screen follows them.
            }
        }
    }

    private static void figure(ViewState state, FigureValue value, ConsumerRecord<byte[], byte[]> row) {
        switch (value.getKindCase()) {
            case FIGURE -> state.figure(value.getFigure(), originOf(row), false, row.timestamp());
            case MARKER -> state.marker(value.getMarker());
            case KIND_NOT_SET -> {}
        }
    }

    private static void live(ViewState state, LiveValue value, ConsumerRecord<byte[], byte[]> row) {
        switch (value.getKindCase()) {
            case FIGURE -> {
                Origin origin = originOf(row);
                // Under the clock "log" the machine's time says nothing about when a change was.
                long at = state.mode() == ClockMode.LOG ? origin.tick() * MINUTE_MS : row.timestamp();
                state.figure(value.getFigure(), origin, true, at);
            }
            case PULSE -> state.pulse(value.getPulse());
            case KIND_NOT_SET -> {}
        }
    }

    private static Origin originOf(ConsumerRecord<byte[], byte[]> row) {
        @Nullable Header header = row.headers().lastHeader(Position.HEADER);
        @Nullable Position position = header == null ? null : Position.of(header.value());
        return position == null
                ? new Origin(row.partition(), 0, 0)
                : new Origin(position.partition(), position.offset(), position.tick());
    }
}
