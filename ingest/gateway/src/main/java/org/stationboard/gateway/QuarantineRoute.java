package org.stationboard.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** {@code GET /ingest/v1/quarantine}: the newest refused records, from memory. */
final class QuarantineRoute implements Handler<RoutingContext> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEFAULT_LIMIT = 100;

    private final Quarantine quarantine;

    QuarantineRoute(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String limit = ctx.request().getParam("limit");
        if (limit != null && !limit.matches("[1-9][0-9]{0,3}")) {
            IngestRoutes.answer(
                    ctx, Problem.BAD_REQUEST, "limit: no such number (expected: 1 to " + Quarantine.LISTED + ")");
            return;
        }
        int rows = limit == null ? DEFAULT_LIMIT : Math.min(Quarantine.LISTED, Integer.parseInt(limit));
        ctx.response().putHeader("content-type", "application/json").end(Buffer.buffer(json(rows)));
    }

    private byte[] json(int rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("quarantine");
            for (Quarantine.Row row : quarantine.newest(rows)) {
                write(json, row);
            }
            json.writeEndArray();
            json.writeNumberField("total", quarantine.total());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Quarantine.Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", Instant.ofEpochMilli(row.at()).toString());
        json.writeStringField("reason", row.reason());
        json.writeStringField("source", row.source());
        json.writeStringField("field", row.field());
        json.writeStringField("digest", row.digest());
        json.writeNumberField("size", row.size());
        json.writeStringField("detail", row.expected().isEmpty() ? "" : "expected: " + row.expected());
        json.writeBooleanField("kept", row.kept());
        json.writeEndObject();
    }
}
