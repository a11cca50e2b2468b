package org.stationboard.contract;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import org.stationboard.contract.v1.StationRecord;

/**
 * The JSON form of a record: canonical Protobuf JSON, one object, UTF-8. Strict: a field that the contract does not name
 * is an error, so that no free text slips in beside it. The messages of its exceptions may repeat input: never show or
 * log them. Safe for use by many threads.
 */
public final class RecordJson {
    private static final JsonFormat.Parser PARSER = JsonFormat.parser();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private RecordJson() {}

    /** Reads one record; throws where the text is not one. */
    public static StationRecord parse(String json) throws InvalidProtocolBufferException {
        StationRecord.Builder record = StationRecord.newBuilder();
        PARSER.merge(json, record);
        return record.build();
    }

    /** The record, or any other message of the contract, on one line; fields at their defaults are left out. */
    public static String print(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            // Only an Any of unknown type or an impossible time gets here, and the contract has no Any.
            throw new IllegalArgumentException("message: a time out of range (expected: years 1 to 9999)", e);
        }
    }
}
