package org.stationboard.gateway;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;

/**
 * A field of a record by its path in JSON, such as {@code dispute.attempts[0].startedAt}; or of a device's reading, such
 * as {@code reading.level}. Immutable.
 */
final class FieldPath {
    /** First word of the paths of a reading. */
    static final String READING = "reading";

    private static final Pattern PART = Pattern.compile("([A-Za-z]+)(?:\\[([0-9]{1,2})])?");

    private final String text;
    private final List<Part> parts;

    private FieldPath(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** A field, and its place where it is repeated, else -1. */
    private record Part(FieldDescriptor field, int index) {}

    /** The path; throws with a sentence where the contract has no such field. */
    static FieldPath of(String text) {
        List<Part> parts = new ArrayList<>();
        boolean reading = text.startsWith(READING + '.');
        Descriptor type = reading ? Reading.getDescriptor() : StationRecord.getDescriptor();
        String path = reading ? text.substring(READING.length() + 1) : text;
        for (String word : path.split("\\.", -1)) {
            Matcher part = PART.matcher(word);
            if (type == null || !part.matches()) {
                throw unknown(text);
            }
            FieldDescriptor field = field(type, part.group(1), text);
            int index = part.group(2) == null ? -1 : Integer.parseInt(part.group(2));
            if (field.isRepeated() != index >= 0) {
                throw unknown(text);
            }
            parts.add(new Part(field, index));
            boolean message = field.getType() == FieldDescriptor.Type.MESSAGE;
            type = message && !time(field) ? field.getMessageType() : null;
        }
        if (type != null) {
            throw unknown(text);
        }
        return new FieldPath(text, parts);
    }

    private static FieldDescriptor field(Descriptor type, String name, String text) {
        for (FieldDescriptor field : type.getFields()) {
            if (field.getJsonName().equals(name)) {
                return field;
            }
        }
        throw unknown(text);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(text + " (expected: the path of a field of the contract)");
    }

    private static boolean time(FieldDescriptor field) {
        return field.getType() == FieldDescriptor.Type.MESSAGE
                && field.getMessageType().equals(Timestamp.getDescriptor());
    }

    String text() {
        return text;
    }

    /** The top of the path: a body, a field of the head, or {@code reading}. */
    String top() {
        return text.startsWith(READING + '.') ? READING : parts.get(0).field().getJsonName();
    }

    boolean isWholeNumber() {
        return last().field().getJavaType() == FieldDescriptor.JavaType.INT
                || last().field().getJavaType() == FieldDescriptor.JavaType.LONG;
    }

    /** The number as the field's own type; throws where it is out of the field's range. */
    Object number(BigDecimal value) {
        // No conditional expression: it would make a long of both.
        if (last().field().getJavaType() == FieldDescriptor.JavaType.INT) {
            return value.intValueExact();
        }
        return value.longValueExact();
    }

    boolean isTime() {
        return time(last().field());
    }

    /** A constant of the mapping as the field's own type; throws with a sentence where it does not fit. */
    Object constant(String value) {
        FieldDescriptor field = last().field();
        Object converted = switch (field.getType()) {
            case STRING -> value;
            case BOOL -> value.equals("true") ? Boolean.TRUE : value.equals("false") ? Boolean.FALSE : null;
            case ENUM -> enumValue(field, value);
            case INT32 -> value.matches("[0-9]{1,9}") ? Integer.valueOf(value) : null;
            case INT64 -> value.matches("[0-9]{1,18}") ? Long.valueOf(value) : null;
            default -> null;
        };
        if (converted == null) {
            throw new IllegalArgumentException(text + ": \"" + value + "\" (expected: " + expected(field) + ")");
        }
        return converted;
    }

    private static @org.jspecify.annotations.Nullable EnumValueDescriptor enumValue(
            FieldDescriptor field, String value) {
        return field.getEnumType().findValueByName(value);
    }

    private static String expected(FieldDescriptor field) {
        return field.getType() == FieldDescriptor.Type.ENUM
                ? "one of "
                        + field.getEnumType().getValues().stream()
                                .map(EnumValueDescriptor::getName)
                                .toList()
                : "a constant of type " + field.getType().name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Sets the field, and makes what lies above it. */
    void set(Message.Builder target, Object value) {
        Message.Builder at = target;
        for (Part part : parts.subList(0, parts.size() - 1)) {
            at = part.index() < 0 ? at.getFieldBuilder(part.field()) : item(at, part);
        }
        Part last = last();
        if (last.index() < 0) {
            at.setField(last.field(), value);
        } else if (last.index() < at.getRepeatedFieldCount(last.field())) {
            at.setRepeatedField(last.field(), last.index(), value);
        } else {
            at.addRepeatedField(last.field(), value);
        }
    }

    private static Message.Builder item(Message.Builder at, Part part) {
        while (at.getRepeatedFieldCount(part.field()) <= part.index()) {
            at.addRepeatedField(
                    part.field(), at.newBuilderForField(part.field()).build());
        }
        return at.getRepeatedFieldBuilder(part.field(), part.index());
    }

    private Part last() {
        return parts.get(parts.size() - 1);
    }
}
