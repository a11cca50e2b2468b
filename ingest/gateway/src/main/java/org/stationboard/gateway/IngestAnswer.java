package org.stationboard.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Reject;

/** The fate of each record of one body, and the answer in JSON. One thread at a time. */
final class IngestAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private final boolean listAccepted;
    private final List<Result> results = new ArrayList<>();
    private int received;
    private int accepted;
    private int readable;
    private int tooLarge;
    private int unauthorised;
    private boolean acknowledged = true;

    IngestAnswer(boolean listAccepted) {
        this.listAccepted = listAccepted;
    }

    private record Result(
            int index, @Nullable String recordId, @Nullable Refusal refusal) {}

    void accept(String recordId) {
        if (listAccepted) {
            results.add(new Result(received, recordId, null));
        }
        received++;
        readable++;
        accepted++;
    }

    void refuse(Refusal refusal) {
        results.add(new Result(received, null, refusal));
        received++;
        unauthorised += refusal.reason() == Reject.UNAUTHORISED ? 1 : 0;
        if (refusal.reason() == Reject.TOO_LARGE) {
            tooLarge++;
        } else if (refusal.reason() != Reject.MALFORMED) {
            readable++;
        }
    }

    void notAcknowledged() {
        acknowledged = false;
    }

    int accepted() {
        return accepted;
    }

    /**
     * 202; 503 without acknowledgement; 400 where nothing was readable, 413 where all of it was too large, 403 where its
     * sender may send none of it.
     */
    int status() {
        if (!acknowledged) {
            return 503;
        }
        if (readable > 0) {
            return unauthorised == received ? 403 : 202;
        }
        return tooLarge > 0 && tooLarge == received ? 413 : 400;
    }

    /** The body of the answer for a status: what happened to each record, inside a problem where it is one. */
    byte[] json(int status) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (status != 202) {
                writeProblem(json, status);
            }
            if (acknowledged) {
                writeCounts(json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void writeProblem(JsonGenerator json, int status) throws IOException {
        Problem problem = switch (status) {
            case 503 -> Problem.NOT_ACKNOWLEDGED;
            case 413 -> Problem.TOO_LARGE;
            case 403 -> Problem.UNAUTHORISED;
            default -> Problem.NOTHING_READ;
        };
        problem.writeMembers(json, problem.detail());
    }

    private void writeCounts(JsonGenerator json) throws IOException {
        json.writeNumberField("received", received);
        json.writeNumberField("accepted", accepted);
        json.writeNumberField("refused", received - accepted);
        json.writeArrayFieldStart("results");
        for (Result result : results) {
            json.writeStartObject();
            json.writeNumberField("index", result.index());
            if (result.refusal() == null) {
                json.writeStringField("recordId", result.recordId());
                json.writeStringField("status", "accepted");
            } else {
                json.writeStringField("status", "refused");
                json.writeStringField("reason", result.refusal().reason().name());
                json.writeStringField("field", result.refusal().field());
                json.writeStringField("detail", "expected: " + result.refusal().expected());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
