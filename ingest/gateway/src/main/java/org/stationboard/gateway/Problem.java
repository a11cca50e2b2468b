package org.stationboard.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The gateway's problems as RFC 9457 has them. Details are our own words and never the sender's. */
enum Problem {
    NOTHING_READ(400, "MALFORMED", "Nothing read", "body: no record (expected: at least one that can be read)"),
    BAD_REQUEST(400, "MALFORMED", "Bad request", "request: not understood"),
    IDENTITY_DATA(400, "IDENTITY_DATA", "Identity data", "request: identity data outside of the records"),
    UNKNOWN_CONTENT_TYPE(
            415,
            "UNKNOWN_CONTENT_TYPE",
            "Unknown content type",
            "content-type: another (expected: application/x-ndjson, application/cloudevents+json,"
                    + " application/cloudevents-batch+json, application/json or application/x-protobuf)"),
    TOO_LARGE(413, "TOO_LARGE", "Too large", "body: too large (expected: at most 16 MiB, 64 KiB a record)"),
    UNAUTHORISED(
            403,
            "UNAUTHORISED",
            "Not allowed",
            "records: none that the sender may send (expected: its own feeds, source and units)"),
    UNKNOWN_ENTRY(
            404,
            "UNKNOWN_ENTRY",
            "Unknown entry",
            "id: none (expected: an entry that can be sent again and has not been)"),
    NOT_LOOKED_UP(
            503,
            "NOT_LOOKED_UP",
            "Not looked up",
            "id: not looked up yet whether it waits (expected: the same later, or once newer entries are sent)"),
    NO_FOLDER(409, "NO_FOLDER", "No folder", "import: nowhere to keep it (expected: a gateway with a folder)"),
    CLOCK_DECIDED(409, "CLOCK_DECIDED", "Clock decided", "mode: another than the log has"),
    NOT_ACKNOWLEDGED(
            503,
            "NOT_ACKNOWLEDGED",
            "Not acknowledged",
            "records: not acknowledged (expected: Kafka and the log keeper at work; send them again)"),
    INTERNAL(500, "INTERNAL", "Our own fault", "request: not answered because of a fault of ours");

    private static final JsonFactory JSON = new JsonFactory();

    private final int status;
    private final String code;
    private final String title;
    private final String detail;

    Problem(int status, String code, String title, String detail) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    String detail() {
        return detail;
    }

    void writeMembers(JsonGenerator json, String words) throws IOException {
        json.writeStringField("type", "about:blank");
        json.writeStringField("title", title);
        json.writeNumberField("status", status);
        json.writeStringField("code", code);
        json.writeStringField("detail", words);
    }

    byte[] json(String words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeMembers(json, words);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
