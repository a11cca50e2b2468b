package org.stationboard.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.StationRecord;

/** How a body carries its records, told by its content type. */
enum RecordForm implements BodyForm {
    /** One record in canonical JSON a line. */
    NDJSON("application/x-ndjson"),
    /** One CloudEvent whose data is a record in JSON. */
    CLOUD_EVENT("application/cloudevents+json"),
    /** CloudEvents, each with a record in JSON, in one array. */
    CLOUD_EVENTS("application/cloudevents-batch+json"),
    /** One record in JSON. */
    JSON("application/json"),
    /** Records as Protobuf, each behind its length: for replays. */
    PROTOBUF("application/x-protobuf");

    private final String contentType;

    RecordForm(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The form of a content type, parameters left aside. */
    static Optional<RecordForm> of(@Nullable String header) {
        String plain = header == null ? "" : header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        for (RecordForm form : values()) {
            if (form.contentType.equals(plain)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    @Override
    public RecordFrames frames(RecordFrames.Sink sink) {
        return switch (this) {
            case NDJSON -> RecordFrames.lines(sink);
            case CLOUD_EVENT, JSON -> RecordFrames.whole(sink);
            case CLOUD_EVENTS -> RecordFrames.array(sink);
            case PROTOBUF -> RecordFrames.delimited(sink);
        };
    }

    @Override
    public boolean json() {
        return this != PROTOBUF;
    }

    @Override
    public StationRecord read(byte[] bytes, int from, int length) throws RefusedException {
        return switch (this) {
            case NDJSON, JSON -> RecordReader.read(bytes, from, length);
            case CLOUD_EVENT, CLOUD_EVENTS -> CloudEvent.read(bytes, from, length);
            case PROTOBUF -> protobuf(bytes, from, length);
        };
    }

    /** One record in Protobuf, without its length. */
    static StationRecord protobuf(byte[] bytes, int from, int length) throws RefusedException {
        try {
            return StationRecord.parser().parseFrom(bytes, from, length);
        } catch (InvalidProtocolBufferException e) {
            throw RefusedException.malformed("", "a StationRecord in Protobuf");
        }
    }
}
