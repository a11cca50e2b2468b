package org.stationboard.streams;

import com.google.protobuf.MessageLite;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.FigureForm;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Position;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.LiveValue;
import org.stationboard.contract.v1.Pulse;

/**
 * Sends the engine's values of one task to the topics, each to the task's own partition number. Values of record carry
 * the Kafka timestamp of the tick they belong to, so that a reader can seek by the log's time, and their position in
 * a header; live values and dead letters carry the machine's clock. Used by one stream thread.
 */
final class EngineOutput extends TopicOutput {
    private static final long MILLIS_A_MINUTE = 60_000;

    private final ProcessorContext<byte[], Published> context;
    private final int partition;
    private final Optional<Set<Integer>> target;
    private final InternalProcessorContext<Void, Void> internal;
    private final RecordCollector collector;
    private final ByteArraySerializer bytes = new ByteArraySerializer();
    private final String figures;
    private final String minuteFigures;
    private final String liveFigures;
    /** The position of what is being sent; Streams copies it into each record, so one instance serves them all. */
    private Headers position = new RecordHeaders();

    private long offset = Long.MIN_VALUE;
    private long tick;

    @SuppressWarnings("unchecked") // the collector asks the context of its position alone
    EngineOutput(ProcessorContext<byte[], Published> context, EngineSet set) {
        super(context.taskId().partition());
        this.context = context;
        this.internal = (InternalProcessorContext<Void, Void>) (Object) context;
        this.collector = ((RecordCollector.Supplier) context).recordCollector();
        this.figures = set.topicName(Topic.FIGURES);
        this.minuteFigures = set.topicName(Topic.FIGURES_MINUTE);
        this.liveFigures = set.topicName(Topic.FIGURES_LIVE);
        this.partition = context.taskId().partition();
        this.target = Optional.of(Set.of(partition));
        moveTo(-1, 0);
    }

    @Override
    protected void moveTo(long newOffset, long newTick) {
        if (newOffset == offset && newTick == tick) {
            return;
        }
        offset = newOffset;
        tick = newTick;
        position = new RecordHeaders();
        position.add(Position.HEADER, new Position(partition, offset, tick).bytes());
    }

    /** Dead letters are kept 90 days by the machine's clock, or those of an import of old records would be gone at once. */
    @Override
    protected void send(Topic topic, String key, MessageLite value) {
        boolean byMachine = topic == Topic.DEAD_LETTERS;
        send(topic, key, value, byMachine ? context.currentSystemTimeMs() : tick * MILLIS_A_MINUTE);
    }

    /** Most of what is sent: no object is made of it. */
    @Override
    public void figure(FigureForm form, long start, long numerator, long denominator, long opened, long closed) {
        String topic = form.grain() == Grain.MINUTE ? minuteFigures : figures;
        byte[] value = form.value(start, numerator, denominator, opened, closed);
        collect(topic, form.key(start), value, tick * MILLIS_A_MINUTE);
    }

    void liveFigure(FigureForm form, long start, long numerator, long denominator, long opened, long closed) {
        byte[] value = form.value(start, numerator, denominator, opened, closed);
        collect(liveFigures, form.key(start), value, context.currentSystemTimeMs());
    }

    void pulse(Pulse pulse) {
        LiveValue value = LiveValue.newBuilder().setPulse(pulse).build();
        send(Topic.FIGURES_LIVE, Keys.pulse(partition), value, pulse.getPublishedAt());
    }

    private void send(Topic topic, String key, MessageLite value, long timestamp) {
        send(topic, key.getBytes(StandardCharsets.UTF_8), value.toByteArray(), timestamp);
    }

    private void send(Topic topic, byte[] key, byte[] value, long timestamp) {
        context.forward(new Record<>(key, new Published(target, value), timestamp, position), topic.topicName());
    }

    /** Past the sinks, to where they hand what they are given. */
    private void collect(String topic, byte[] key, byte[] value, long timestamp) {
        collector.send(topic, key, value, position, partition, timestamp, bytes, bytes, topic, internal);
    }
}
