package org.stationboard.gateway.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stationboard.contract.Reject;
import org.stationboard.gateway.Refusal;

/** The fate of the readings of one batch, and the answer in JSON. One thread at a time. */
final class BatchTally {
    /** Most refusals that an answer lists; all are counted. */
    static final int LISTED = 100;

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<Reject, Integer> refused = new EnumMap<>(Reject.class);
    private final List<Listed> listed = new ArrayList<>();
    private int received;
    private int accepted;
    private int clockAhead;
    private int clockBehind;

    private record Listed(int index, Refusal refusal) {}

    void accept(long measuredSecond, long receivedSecond) {
        received++;
        accepted++;
        if (measuredSecond - receivedSecond > ReadingCheck.CLOCK_TOLERANCE) {
            clockAhead++;
        } else if (receivedSecond - measuredSecond > ReadingCheck.CLOCK_TOLERANCE) {
            clockBehind++;
        }
    }

    void refuse(Refusal refusal) {
        if (listed.size() < LISTED) {
            listed.add(new Listed(received, refusal));
        }
        received++;
        refused.merge(refusal.reason(), 1, Integer::sum);
    }

    int accepted() {
        return accepted;
    }

    int clockAhead() {
        return clockAhead;
    }

    int clockBehind() {
        return clockBehind;
    }

    Map<Reject, Integer> refused() {
        return refused;
    }

    /** Whether nothing could be read at all: no reading, or all of them malformed. */
    boolean nothingRead() {
        return received == refused.getOrDefault(Reject.MALFORMED, 0);
    }

    /** The counts, by reason, and the first {@link #LISTED} refusals with their place in the batch. */
    byte[] json() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("received", received);
            json.writeNumberField("accepted", accepted);
            json.writeNumberField("refused", received - accepted);
            json.writeObjectFieldStart("refusedByReason");
            for (Map.Entry<Reject, Integer> reason : refused.entrySet()) {
                json.writeNumberField(reason.getKey().name(), reason.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("refusals");
            for (Listed one : listed) {
                write(json, one);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Listed one) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", one.index());
        json.writeStringField("reason", one.refusal().reason().name());
        json.writeStringField("field", one.refusal().field());
        json.writeStringField("detail", "expected: " + one.refusal().expected());
        json.writeEndObject();
    }
}
