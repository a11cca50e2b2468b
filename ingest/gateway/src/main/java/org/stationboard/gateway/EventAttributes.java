package org.stationboard.gateway;

import com.google.protobuf.Timestamp;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.FeedNames;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;

/**
 * The attributes of one CloudEvent 1.0, wherever they stood: in the envelope or in headers. They are checked and dropped:
 * nothing of them enters a topic. One event, one thread.
 */
final class EventAttributes {
    /** The attributes and members that the specification names. */
    static final Set<String> NAMES = Set.of(
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

    private static final Map<String, StationRecord.BodyCase> TYPES = types();

    private @Nullable String specversion;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;

    private static Map<String, StationRecord.BodyCase> types() {
        Map<String, StationRecord.BodyCase> types = new HashMap<>();
        FeedNames.all().forEach(feed -> FeedNames.body(feed).ifPresent(body -> types.put(type(feed), body)));
        types.put(type("feed-mark"), StationRecord.BodyCase.FEED_MARK);
        return Map.copyOf(types);
    }

    private static String type(String feed) {
        return "org.stationboard." + feed + ".v1";
    }

    /** A name as it may be told in an answer: those of the specification, any other is input. */
    static String shown(String name) {
        return NAMES.contains(name) ? name : "*";
    }

    void read(String name, String value) throws RefusedException {
        RecordStrings.refuseIdentity(name, "*");
        RecordStrings.refuseIdentity(value, shown(name));
        switch (name) {
            case "specversion" -> specversion = once(specversion, value, name);
            case "id" -> id = once(id, value, name);
            case "source" -> source = once(source, value, name);
            case "type" -> type = once(type, value, name);
            case "time" -> refuseTime(JsonTime.parse(value));
            case "datacontenttype" -> {
                String plain = value.toLowerCase(Locale.ROOT).replace(" ", "");
                Forms.require(
                        plain.equals("application/json") || plain.startsWith("application/json;"),
                        name,
                        "application/json");
            }
            case "data", "data_base64" -> throw RefusedException.malformed(name, "a record as a JSON object in data");
            default -> {
                // An extension attribute: looked at above, of no meaning here.
            }
        }
    }

    private static void refuseTime(@Nullable Timestamp time) throws RefusedException {
        Forms.require(time != null, "time", "a time, such as 2026-01-31T08:15:00Z");
    }

    private static String once(@Nullable String before, String value, String name) throws RefusedException {
        Forms.require(before == null && !value.isEmpty(), name, "a value, given once");
        return value;
    }

    /** The body that the event's type announces; throws where a required attribute is absent or of another form. */
    StationRecord.BodyCase body() throws RefusedException {
        Forms.require("1.0".equals(specversion), "specversion", "1.0");
        Forms.require(id != null, "id", "a value");
        Forms.require(source != null, "source", "a value");
        Forms.require(type != null, "type", "a value");
        StationRecord.BodyCase body = TYPES.get(String.valueOf(type));
        if (body == null) {
            String known = String.join(", ", TYPES.keySet().stream().sorted().toList());
            throw new RefusedException(new Refusal(Reject.UNKNOWN_TYPE, "type", "one of " + known));
        }
        return body;
    }

    /** Refuses a record whose body is another than the event's type says; a control record is refused as what it is. */
    static StationRecord of(StationRecord.BodyCase body, StationRecord record) throws RefusedException {
        boolean fits = record.getBodyCase() == body || record.getBodyCase() == StationRecord.BodyCase.CONTROL;
        Forms.require(fits, "data", "a body of the event's type");
        return record;
    }
}
