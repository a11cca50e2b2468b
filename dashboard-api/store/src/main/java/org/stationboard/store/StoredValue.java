package org.stationboard.store;

import com.google.protobuf.Message;

/**
 * A value of record as the store has it.
 *
 * @param table it stands in
 * @param key such as {@code 990101|alarms|D|20522}
 * @param value a {@code Figure}, {@code Verdict} or {@code AlertTransition}
 * @param offset of the record of the log it rests on
 */
public record StoredValue(Table table, String key, Message value, long offset) {
    /** The tables that hold values of record. */
    public enum Table {
        /** The newest value of each day figure. */
        FIGURES,
        /** The newest value of each minute figure of the last 40 days. */
        FIGURES_MINUTE,
        /** Every verdict that is kept for ever. */
        VERDICTS,
        /** The newest verdict of each unit and standard. */
        VERDICTS_NOW,
        /** Every step of every alert. */
        ALERT_TRANSITIONS
    }
}
