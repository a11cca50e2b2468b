package org.stationboard.allinone;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Map;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.StationRecord;

/** Moves every instant of a record by the same span, so that old records can be played as if they happened now. */
final class TimeShift {
    private static final long DAY = 86_400;

    private TimeShift() {}

    /**
     * The record with {@code seconds}, whole days of them, added to each of its instants, and {@code suffix} to its id and
     * to that of the record it speaks of.
     */
    static StationRecord shifted(StationRecord recorded, long seconds, String suffix) {
        StationRecord.Builder builder = recorded.toBuilder();
        shift(builder, seconds);
        if (!recorded.getAbout().isEmpty()) {
            builder.setAbout(recorded.getAbout() + suffix);
        }
        if (recorded.hasReportedFigure()) {
            shiftPeriod(builder.getReportedFigureBuilder(), seconds / DAY);
        }
        return builder.setRecordId(recorded.getRecordId() + suffix).build();
    }

    // A period's ends are numbers of days, which reflection cannot tell from other numbers.
    private static void shiftPeriod(ReportedFigure.Builder figure, long days) {
        figure.setPeriodFrom(figure.getPeriodFrom() + days).setPeriodTo(figure.getPeriodTo() + days);
    }

    // By reflection, so that an instant added to the contract later is not forgotten here.
    private static void shift(Message.Builder builder, long seconds) {
        for (Map.Entry<FieldDescriptor, Object> set : builder.getAllFields().entrySet()) {
            FieldDescriptor field = set.getKey();
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                continue;
            }
            if (field.isRepeated()) {
                int count = ((List<?>) set.getValue()).size();
                for (int index = 0; index < count; index++) {
                    builder.setRepeatedField(
                            field, index, shifted((Message) builder.getRepeatedField(field, index), seconds));
                }
            } else {
                builder.setField(field, shifted((Message) set.getValue(), seconds));
            }
        }
    }

    private static Message shifted(Message message, long seconds) {
        if (message instanceof Timestamp at) {
            return at.toBuilder().setSeconds(at.getSeconds() + seconds).build();
        }
        Message.Builder builder = message.toBuilder();
        shift(builder, seconds);
        return builder.build();
    }
}
