package org.stationboard.gateway.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.DeviceHealth;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;
import org.stationboard.gateway.JsonTime;

/**
 * Reads one reading from canonical Protobuf JSON, straight from bytes: twenty thousand a second have to leave most of a
 * core to others. Strict: an unknown field, a field given twice or a value of another form is refused with its name.
 * Stateless; safe for use by many threads.
 */
final class ReadingJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(40)
                    .build())
            .build();
    private static final Map<String, Field> FIELDS = fields();
    private static final Map<String, DeviceKind> KINDS = new HashMap<>();

    static {
        for (DeviceKind kind : DeviceKind.values()) {
            if (kind != DeviceKind.UNRECOGNIZED) {
                KINDS.put(kind.name(), kind);
            }
        }
    }

    private ReadingJson() {}

    /** The fields of a reading, by the names of its JSON. */
    private enum Field {
        DEVICE_ID("deviceId", "device_id"),
        UNIT_ID("unitId", "unit_id"),
        KIND("kind", "kind"),
        MEASURED_AT("measuredAt", "measured_at"),
        RECEIVED_AT("receivedAt", "received_at"),
        HEALTH("health", "health"),
        COUNT("count", "count"),
        LEVEL("level", "level"),
        CAPACITY("capacity", "capacity"),
        SEQUENCE("sequence", "sequence");

        private final String json;
        private final String proto;

        Field(String json, String proto) {
            this.json = json;
            this.proto = proto;
        }
    }

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new HashMap<>();
        for (Field field : Field.values()) {
            fields.put(field.json, field);
            fields.put(field.proto, field);
        }
        return fields;
    }

    /** Reads one reading and nothing after it. */
    static Reading.Builder read(byte[] bytes, int from, int length) throws ReadingRefused {
        try (JsonParser json = JSON.createParser(bytes, from, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw ReadingRefused.malformed("", "one JSON object");
            }
            Reading.Builder reading = Reading.newBuilder();
            readFields(json, reading);
            if (json.nextToken() != null) {
                throw ReadingRefused.malformed("", "nothing after the JSON object");
            }
            return reading;
        } catch (IOException e) {
            throw ReadingRefused.malformed("", "JSON");
        }
    }

    private static void readFields(JsonParser json, Reading.Builder reading) throws IOException, ReadingRefused {
        Set<Field> seen = EnumSet.noneOf(Field.class);
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            Field field = token == JsonToken.FIELD_NAME ? FIELDS.get(json.currentName()) : null;
            if (field == null) {
                throw ReadingRefused.malformed("", "fields of the contract only");
            }
            if (!seen.add(field)) {
                throw ReadingRefused.malformed(field.json, "the field once");
            }
            JsonToken value = json.nextToken();
            if (value != JsonToken.VALUE_NULL) {
                readField(json, value, field, reading);
            }
        }
    }

    private static void readField(JsonParser json, @Nullable JsonToken token, Field field, Reading.Builder reading)
            throws IOException, ReadingRefused {
        switch (field) {
            case DEVICE_ID -> reading.setDeviceId(text(json, token, field));
            case UNIT_ID -> reading.setUnitId(text(json, token, field));
            case KIND -> reading.setKind(kind(json, token));
            case MEASURED_AT -> reading.setMeasuredAt(time(json, token, field));
            case RECEIVED_AT -> reading.setReceivedAt(time(json, token, field));
            case HEALTH -> reading.setHealth(health(json, token));
            case COUNT -> reading.setCount(number(json, token, field));
            case LEVEL -> reading.setLevel(number(json, token, field));
            case CAPACITY -> reading.setCapacity(number(json, token, field));
            case SEQUENCE -> reading.setSequence(number(json, token, field));
        }
    }

    private static String text(JsonParser json, @Nullable JsonToken token, Field field)
            throws IOException, ReadingRefused {
        if (token != JsonToken.VALUE_STRING) {
            throw ReadingRefused.malformed(field.json, "a string");
        }
        return json.getText();
    }

    private static Timestamp time(JsonParser json, @Nullable JsonToken token, Field field)
            throws IOException, ReadingRefused {
        Timestamp time = token == JsonToken.VALUE_STRING
                ? JsonTime.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength())
                : null;
        if (time == null) {
            throw ReadingRefused.malformed(field.json, "a time, such as 2026-01-31T08:15:00Z or with +08:00");
        }
        return time;
    }

    private static DeviceKind kind(JsonParser json, @Nullable JsonToken token) throws IOException, ReadingRefused {
        DeviceKind kind = token == JsonToken.VALUE_STRING ? KINDS.get(json.getText()) : null;
        if (kind == null) {
            throw ReadingRefused.malformed(Field.KIND.json, "a name of DeviceKind");
        }
        return kind;
    }

    private static DeviceHealth health(JsonParser json, @Nullable JsonToken token) throws IOException, ReadingRefused {
        String name = token == JsonToken.VALUE_STRING ? json.getText() : "";
        return switch (name) {
            case "HEALTH_UNKNOWN" -> DeviceHealth.HEALTH_UNKNOWN;
            case "WORKING" -> DeviceHealth.WORKING;
            case "FAULTY" -> DeviceHealth.FAULTY;
            default -> throw ReadingRefused.malformed(Field.HEALTH.json, "a name of DeviceHealth");
        };
    }

    private static long number(JsonParser json, @Nullable JsonToken token, Field field)
            throws IOException, ReadingRefused {
        if (token == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            try {
                return Long.parseLong(json.getText());
            } catch (NumberFormatException e) {
                throw ReadingRefused.malformed(field.json, "a whole number");
            }
        }
        throw ReadingRefused.malformed(field.json, "a whole number");
    }
}
