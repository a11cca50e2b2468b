package org.stationboard.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stationboard.contract.v1.StationRecord;

/**
 * A CloudEvent in binary mode: its attributes in headers, the body of the request one record in JSON or Protobuf. The
 * headers' values are percent-encoded, as the HTTP binding of CloudEvents says. One request, one thread at a time.
 */
final class BinaryEvent implements BodyForm {
    private static final String PREFIX = "ce-";

    private final List<Map.Entry<String, String>> attributes;
    private final boolean json;

    private BinaryEvent(List<Map.Entry<String, String>> attributes, boolean json) {
        this.attributes = attributes;
        this.json = json;
    }

    /** Whether a header makes the request a CloudEvent in binary mode. */
    static boolean marks(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** The event of a request's headers; empty where the content type is neither JSON nor Protobuf. */
    static Optional<BodyForm> of(Iterable<Map.Entry<String, String>> headers, Optional<RecordForm> data) {
        boolean plain = data.filter(form -> form == RecordForm.JSON || form == RecordForm.PROTOBUF)
                .isPresent();
        if (!plain) {
            return Optional.empty();
        }
        List<Map.Entry<String, String>> attributes = new ArrayList<>();
        for (Map.Entry<String, String> header : headers) {
            if (marks(header.getKey())) {
                String name = header.getKey().toLowerCase(Locale.ROOT).substring(PREFIX.length());
                attributes.add(Map.entry(name, decoded(header.getValue())));
            }
        }
        return Optional.of(new BinaryEvent(List.copyOf(attributes), data.orElseThrow() == RecordForm.JSON));
    }

    /** Percent-encoded bytes as the UTF-8 that they are; a lone percent sign stays one. */
    private static String decoded(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = i + 2 < value.length() ? Character.digit(value.charAt(i + 2), 16) : -1;
            if (value.charAt(i) == '%' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(value.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public RecordFrames frames(RecordFrames.Sink sink) {
        return RecordFrames.whole(sink);
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public StationRecord read(byte[] bytes, int from, int length) throws RefusedException {
        EventAttributes event = new EventAttributes();
        for (Map.Entry<String, String> attribute : attributes) {
            event.read(attribute.getKey(), attribute.getValue());
        }
        StationRecord.BodyCase body = event.body();
        return EventAttributes.of(
                body, json ? RecordReader.read(bytes, from, length) : RecordForm.protobuf(bytes, from, length));
    }
}
