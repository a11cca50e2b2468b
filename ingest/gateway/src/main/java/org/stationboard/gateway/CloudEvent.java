package org.stationboard.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.stationboard.contract.v1.StationRecord;

/**
 * Reads a record out of a CloudEvents 1.0 envelope in JSON, structured or one of a batch. One envelope, one thread.
 */
final class CloudEvent {
    private final EventAttributes attributes = new EventAttributes();
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
        StationRecord.BodyCase body = event.attributes.body();
        Forms.require(event.data, "data", "a value");
        try (JsonParser json = RecordReader.parser(bytes, from, length)) {
            return EventAttributes.of(body, readData(json));
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
                throw RefusedException.malformed(EventAttributes.shown(name), "a plain value, given once");
            } else {
                attributes.read(name, json.getText());
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
}
