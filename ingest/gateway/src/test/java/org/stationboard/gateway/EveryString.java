package org.stationboard.gateway;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.function.BiConsumer;
import org.stationboard.contract.v1.StationRecord;

/** Sets each string of a record in turn to a value, also those that are empty, whatever the body. */
final class EveryString {
    private final StationRecord.Builder whole;
    private final String value;
    private final BiConsumer<StationRecord, String> each;

    private EveryString(StationRecord.Builder whole, String value, BiConsumer<StationRecord, String> each) {
        this.whole = whole;
        this.value = value;
        this.each = each;
    }

    static void of(StationRecord.Builder whole, String value, BiConsumer<StationRecord, String> each) {
        StationRecord.Builder copy = whole.clone();
        new EveryString(copy, value, each).visit(copy, "");
    }

    private void visit(Message.Builder at, String path) {
        for (FieldDescriptor field : at.getDescriptorForType().getFields()) {
            String name = path + field.getJsonName();
            if (field.getType() == FieldDescriptor.Type.STRING) {
                Object before = at.getField(field);
                at.setField(field, field.isRepeated() ? List.of(value) : value);
                each.accept(whole.build(), field.isRepeated() ? name + "[0]" : name);
                at.setField(field, before);
            } else if (field.getType() == FieldDescriptor.Type.MESSAGE && !time(field)) {
                visitMessages(at, field, name);
            }
        }
    }

    private void visitMessages(Message.Builder at, FieldDescriptor field, String name) {
        if (!field.isRepeated()) {
            if (at.hasField(field)) {
                visit(at.getFieldBuilder(field), name + '.');
            }
            return;
        }
        for (int i = 0; i < at.getRepeatedFieldCount(field); i++) {
            visit(at.getRepeatedFieldBuilder(field, i), name + '[' + i + "].");
        }
    }

    private static boolean time(FieldDescriptor field) {
        return field.getMessageType().equals(Timestamp.getDescriptor());
    }
}
