package org.stationboard.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;

/**
 * Reads a record out of a CloudEvents 1.0 envelope in structured JSON. Its attributes are checked and dropped: nothing of
 * the envelope enters a topic. One envelope, one thread.
 */
final class CloudEvent {
    /** The attributes and members that the specification names. */
    static final Set<String> ATTRIBUTES = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "subject",
            "datacontenttype",
            "dataschema",
            "data",
            "data_base64");

    private static final Map<String, StationRecord.BodyCase> TYPES = Map.of(
            "org.stationboard.alarm.v1", StationRecord.BodyCase.ALARM,
            "org.stationboard.dispute.v1", StationRecord.BodyCase.DISPUTE,
            "org.stationboard.feed-mark.v1", StationRecord.BodyCase.FEED_MARK);

    private @Nullable String specversion;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private boolean data;

    private CloudEvent() {}

    /** The record in the envelope: first the attributes, then, where they are right, the data. */
    static StationRecord read(byte[] bytes, int from, int length) throws RefusedException {
        CloudEvent event = new CloudEvent();
        try (JsonParser json = RecordReader.parser(bytes, from, length)) {
            event.readMembers(json);
        } catch (IOException e) {
            throw RefusedException.malformed("", "JSON");
        }
        StationRecord.BodyCase body = event.body();
        try (JsonParser json = RecordReader.parser(bytes, from, length)) {
            StationRecord record = readData(json);
            if (record.getBodyCase() != body && record.getBodyCase() != StationRecord.BodyCase.CONTROL) {
                throw RefusedException.malformed("data", "a body of the event's type");
            }
            return record;
        } catch (IOException e) {
            throw RefusedException.malformed("data", "JSON");
        }
    }

    private void readMembers(JsonParser json) throws IOException, RefusedException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw RefusedException.malformed("", "one JSON object");
        }
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals("data") && !data) {
                data = true;
                json.skipChildren();
            } else if (value == null || !value.isScalarValue()) {
                throw RefusedException.malformed(ATTRIBUTES.contains(name) ? name : "*", "a plain value, given once");
            } else {
                readAttribute(name, json.getText());
            }
        }
        if (json.nextToken() != null) {
            throw RefusedException.malformed("", "nothing after the JSON object");
        }
    }

    private static StationRecord readData(JsonParser json) throws IOException, RefusedException {
        json.nextToken();
        while (true) {
            json.nextToken();
            String name = json.currentName();
            json.nextToken();
            if (name.equals("data")) {
                return RecordReader.readRecord(json);
            }
        }
    }

    private void readAttribute(String name, String value) throws RefusedException {
        RecordStrings.refuseIdentity(name, "*");
        RecordStrings.refuseIdentity(value, ATTRIBUTES.contains(name) ? name : "*");
        switch (name) {
            case "specversion" -> specversion = once(specversion, value, name);
            case "id" -> id = once(id, value, name);
            case "source" -> source = once(source, value, name);
            case "type" -> type = once(type, value, name);
            case "time" -> {
                if (JsonTime.parse(value) == null) {
                    throw RefusedException.malformed("time", "a time, such as 2026-01-31T08:15:00Z");
                }
            }
            case "datacontenttype" -> {
                String plain = value.toLowerCase(java.util.Locale.ROOT).replace(" ", "");
                if (!plain.equals("application/json") && !plain.startsWith("application/json;")) {
                    throw RefusedException.malformed("datacontenttype", "application/json");
                }
            }
            case "data", "data_base64" -> throw RefusedException.malformed(name, "a record as a JSON object in data");
            default -> {
                // An extension attribute: looked at above, of no meaning here.
            }
        }
    }

    private static String once(@Nullable String before, String value, String name) throws RefusedException {
        if (before != null || value.isEmpty()) {
            throw RefusedException.malformed(name, "a value, given once");
        }
        return value;
    }

    private StationRecord.BodyCase body() throws RefusedException {
        if (!"1.0".equals(specversion)) {
            throw RefusedException.malformed("specversion", "1.0");
        }
        if (id == null || source == null || type == null || !data) {
            String absent = id == null ? "id" : source == null ? "source" : type == null ? "type" : "data";
            throw RefusedException.malformed(absent, "a value");
        }
        StationRecord.BodyCase body = TYPES.get(type);
        if (body == null) {
            throw new RefusedException(new Refusal(Reject.UNKNOWN_TYPE, "type", "one of " + types()));
        }
        return body;
    }

    private static String types() {
        return String.join(", ", TYPES.keySet().stream().sorted().toList());
    }
}
