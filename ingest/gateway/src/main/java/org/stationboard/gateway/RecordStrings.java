package org.stationboard.gateway;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;

/**
 * Goes over every string of a record, whatever its body, so that no field added later escapes: refuses identity data, and
 * after it fields that the contract does not name, in which free text could ride. One record, one thread.
 */
final class RecordStrings {
    private static final long LONGEST_SAFE_NUMBER = 9_999_999_999L;

    private @Nullable Refusal unknown;

    private RecordStrings() {}

    /** Returns where nothing is wrong. */
    static void refuse(StationRecord record) throws RefusedException {
        RecordStrings strings = new RecordStrings();
        strings.visit(record, "");
        if (strings.unknown != null) {
            throw new RefusedException(strings.unknown);
        }
    }

    /** Refuses one string that is identity data, or holds it standing alone. */
    static void refuseIdentity(String text, String path) throws RefusedException {
        Optional<IdentityCheck.Kind> found = IdentityCheck.find(text);
        if (found.isPresent()) {
            throw new RefusedException(identity(path, found.get()));
        }
    }

    /** The refusal of identity data at a path. */
    static Refusal identity(String path, IdentityCheck.Kind kind) {
        return new Refusal(
                Reject.IDENTITY_DATA, path, "nothing that names or follows a person; this looks like " + kind.words());
    }

    private void visit(Message message, String path) throws RefusedException {
        if (unknown == null && !message.getUnknownFields().asMap().isEmpty()) {
            unknown = path.isEmpty() && !hasBody(message)
                    ? new Refusal(Reject.UNKNOWN_TYPE, "", "a body of the contract")
                    : new Refusal(Reject.MALFORMED, path, "fields of the contract only");
        }
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            Object value = entry.getValue();
            if (value instanceof List<?> items) {
                for (int i = 0; i < items.size(); i++) {
                    visitValue(items.get(i), entry.getKey(), path, i);
                }
            } else {
                visitValue(value, entry.getKey(), path, -1);
            }
        }
    }

    private static boolean hasBody(Message message) {
        return message instanceof StationRecord record && record.getBodyCase() != StationRecord.BodyCase.BODY_NOT_SET;
    }

    private void visitValue(Object value, FieldDescriptor field, String path, int index) throws RefusedException {
        if (value instanceof String text) {
            Optional<IdentityCheck.Kind> found = IdentityCheck.find(text);
            if (found.isPresent()) {
                throw new RefusedException(identity(child(path, field, index), found.get()));
            }
        } else if (value instanceof Message message) {
            if (!(message instanceof Timestamp)
                    || !message.getUnknownFields().asMap().isEmpty()) {
                visit(message, child(path, field, index));
            }
        } else if (value instanceof Long number && number > LONGEST_SAFE_NUMBER) {
            // Whole numbers are strings in JSON: an identity card or a mobile number fits into a version.
            refuseIdentity(Long.toString(number), child(path, field, index));
        }
    }

    private static String child(String path, FieldDescriptor field, int index) {
        String name = path.isEmpty() ? field.getJsonName() : path + '.' + field.getJsonName();
        return index < 0 ? name : name + '[' + index + ']';
    }
}
