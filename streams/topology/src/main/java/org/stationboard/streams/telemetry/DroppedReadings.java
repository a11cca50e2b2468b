package org.stationboard.streams.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.DeadLetter;

/**
 * What becomes of a reading that cannot be taken: it is counted, listed in {@code telemetry-dead} by the place where it
 * stands, never by what it says, and the stream goes on. Any other fault is not a record's: it ends the thread, loudly,
 * and nothing is dropped for it. Used by the stream thread.
 */
public final class DroppedReadings implements DeserializationExceptionHandler, ProcessingExceptionHandler {
    /** Under this name the settings hold the {@link TelemetryMeters} that count. */
    static final String METERS = "stationboard.telemetry.meters";

    private static final Logger LOG = LoggerFactory.getLogger(DroppedReadings.class);

    private @Nullable TelemetryMeters meters;

    /** Made by Streams. */
    public DroppedReadings() {}

    /** A reading whose fields cannot be what the gateway wrote. */
    static final class PoisonException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        PoisonException(String message) {
            super(message);
        }
    }

    @Override
    public void configure(Map<String, ?> configs) {
        meters = (TelemetryMeters) configs.get(METERS);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return DeserializationExceptionHandler.Response.resume(
                List.of(dropped(context, "MALFORMED", "what the gateway wrote")));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        return exception instanceof PoisonException
                ? ProcessingExceptionHandler.Response.resume(
                        List.of(dropped(context, "IMPLAUSIBLE", String.valueOf(exception.getMessage()))))
                : ProcessingExceptionHandler.Response.fail();
    }

    private ProducerRecord<byte[], byte[]> dropped(ErrorHandlerContext context, String reason, String expected) {
        Objects.requireNonNull(meters, METERS).dead();
        LOG.warn(
                "reading dropped topic={} partition={} offset={} reason={} expected={}",
                context.topic(),
                context.partition(),
                context.offset(),
                reason,
                expected);
        DeadLetter letter = DeadLetter.newBuilder()
                .setPartition(context.partition())
                .setOffset(context.offset())
                .setReason(reason)
                .setExpected(expected)
                .build();
        byte[] key = context.topic().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topic.TELEMETRY_DEAD.topicName(), key, letter.toByteArray());
    }
}
