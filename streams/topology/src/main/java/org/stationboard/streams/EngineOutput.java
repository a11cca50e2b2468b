package org.stationboard.streams;

import com.google.protobuf.MessageLite;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.stationboard.contract.Keys;
import org.stationboard.contract.PositionHeaders;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.LiveValue;
import org.stationboard.contract.v1.Pulse;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Output;

/**
 * Sends the engine's values of one task to the topics, each to the task's own partition number. Values of record carry
 * the Kafka timestamp of the tick they belong to, so that a reader can seek by the log's time, and their position in
 * headers; live values and dead letters carry the machine's clock. Used by one stream thread.
 */
final class EngineOutput implements Output {
    private static final long MILLIS_A_MINUTE = 60_000;

    private final ProcessorContext<byte[], Published> context;
    private final int partition;
    private final Optional<Set<Integer>> target;
    /** The position of what is being sent; Streams copies it into each record, so one instance serves them all. */
    private Headers position = new RecordHeaders();

    private long offset = Long.MIN_VALUE;
    private long tick;

    EngineOutput(ProcessorContext<byte[], Published> context) {
        this.context = context;
        this.partition = context.taskId().partition();
        this.target = Optional.of(Set.of(partition));
        moveTo(-1, 0);
    }

    /** Says which record leads to what follows, and the last tick before or at it. */
    void moveTo(long newOffset, long newTick) {
        if (newOffset == offset && newTick == tick) {
            return;
        }
        offset = newOffset;
        tick = newTick;
        position = new RecordHeaders();
        position.add(PositionHeaders.PARTITION, bytes(partition));
        position.add(PositionHeaders.OFFSET, bytes(offset));
        position.add(PositionHeaders.TICK, bytes(tick));
    }

    @Override
    public void figure(Figure figure) {
        Topic topic = figure.getGrain() == Grain.MINUTE ? Topic.FIGURES_MINUTE : Topic.FIGURES;
        FigureValue value = FigureValue.newBuilder().setFigure(figure).build();
        send(topic, key(figure), value);
    }

    @Override
    public void verdict(Verdict verdict, boolean append) {
        String key = Keys.judged(verdict.getUnitId(), verdict.getStandardId());
        if (append) {
            send(Topic.VERDICTS, key, verdict);
        }
        send(Topic.VERDICTS_NOW, key, verdict);
    }

    @Override
    public void alert(AlertTransition transition) {
        String key = Keys.judged(transition.getUnitId(), transition.getStandardId());
        send(Topic.ALERTS, key, transition);
        send(Topic.ALERTS_NOW, key, transition);
    }

    @Override
    public void feed(FeedState feed) {
        send(Topic.FEEDS, Keys.feed(feed.getSource(), feed.getFeed(), feed.getLogKey()), feed);
    }

    @Override
    public void marker(TickMarker marker) {
        FigureValue value = FigureValue.newBuilder().setMarker(marker).build();
        send(Topic.FIGURES, Keys.marker(partition), value);
    }

    /** Kept 90 days by its timestamp: the machine's clock, or those of an import of old records would be gone at once. */
    @Override
    public void deadLetter(DeadLetter letter) {
        send(Topic.DEAD_LETTERS, Integer.toString(partition), letter, context.currentSystemTimeMs());
    }

    void liveFigure(Figure figure) {
        LiveValue value = LiveValue.newBuilder().setFigure(figure).build();
        send(Topic.FIGURES_LIVE, key(figure), value, context.currentSystemTimeMs());
    }

    void pulse(Pulse pulse) {
        LiveValue value = LiveValue.newBuilder().setPulse(pulse).build();
        send(Topic.FIGURES_LIVE, Keys.pulse(partition), value, pulse.getPublishedAt());
    }

    private static String key(Figure figure) {
        return Keys.figure(figure.getUnitId(), figure.getIndicator(), figure.getGrain(), figure.getStart());
    }

    private void send(Topic topic, String key, MessageLite value) {
        send(topic, key, value, tick * MILLIS_A_MINUTE);
    }

    private void send(Topic topic, String key, MessageLite value, long timestamp) {
        Published published = new Published(target, value.toByteArray());
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        context.forward(new Record<>(keyBytes, published, timestamp, position), topic.topicName());
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
