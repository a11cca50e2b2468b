package org.stationboard.streams.backtest;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.StationRecord;

/** Tells control records from data by their bytes: of millions of records few are control, and only those are read here. */
final class ControlRecords {
    private ControlRecords() {}

    /** What a control record says; null of any other and of what cannot be read. */
    static @Nullable Control in(byte @Nullable [] value) {
        if (value == null || !standsIn(value)) {
            return null;
        }
        try {
            return StationRecord.parseFrom(value).getControl();
        } catch (InvalidProtocolBufferException unreadable) {
            return null;
        }
    }

    private static boolean standsIn(byte[] value) {
        CodedInputStream fields = CodedInputStream.newInstance(value);
        try {
            int tag = fields.readTag();
            while (tag != 0) {
                if (WireFormat.getTagFieldNumber(tag) == StationRecord.CONTROL_FIELD_NUMBER) {
                    return true;
                }
                if (!fields.skipField(tag)) {
                    return false;
                }
                tag = fields.readTag();
            }
            return false;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
