package org.stationboard.streams.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Verdict;

/**
 * One value that is not what the log gives.
 *
 * @param where the topic or table
 * @param partition of the log; -1 where the holder does not tell
 * @param key such as {@code 990101|alarms|D|20522}
 * @param expected what was recomputed, as text; "nothing" where nothing belongs there
 * @param found what is there, as text; "nothing" where a value is missing
 */
public record Difference(String where, int partition, String key, String expected, String found) {
    /** Stands for no value. */
    public static final String NOTHING = "nothing";

    @Override
    public String toString() {
        String place = partition < 0 ? where : where + " partition " + partition;
        return place + " key " + key + "\n  expected: " + expected + "\n  found:    " + found;
    }

    /** A published value as one line of text. */
    static String text(Topic topic, byte @Nullable [] value) {
        if (value == null) {
            return NOTHING;
        }
        try {
            return text(parsed(topic, value));
        } catch (InvalidProtocolBufferException unreadable) {
            return "not readable: " + HexFormat.of().formatHex(value);
        }
    }

    /** A figure's bytes as one line of text. */
    static String figure(ByteString value) {
        try {
            return text(Figure.parseFrom(value));
        } catch (InvalidProtocolBufferException unreadable) {
            return "not readable: " + HexFormat.of().formatHex(value.toByteArray());
        }
    }

    /** A message as one line of text. */
    public static String text(Message message) {
        return TextFormat.printer().emittingSingleLine(true).printToString(message);
    }

    private static Message parsed(Topic topic, byte[] value) throws InvalidProtocolBufferException {
        return switch (topic) {
            case FIGURES, FIGURES_MINUTE -> FigureValue.parseFrom(value);
            case VERDICTS, VERDICTS_NOW -> Verdict.parseFrom(value);
            case ALERTS, ALERTS_NOW -> AlertTransition.parseFrom(value);
            case FEEDS -> FeedState.parseFrom(value);
            case DEAD_LETTERS -> DeadLetter.parseFrom(value);
            case STATION_RECORDS,
                    FIGURES_LIVE,
                    QUARANTINE,
                    LOG_HEAD,
                    TELEMETRY,
                    TELEMETRY_LATE,
                    TELEMETRY_DEAD,
                    DEVICE_SUMMARIES ->
                throw new IllegalArgumentException("topic: " + topic + " (expected: one of record)");
        };
    }
}
