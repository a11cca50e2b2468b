package org.stationboard.store;

import java.util.Optional;
import org.stationboard.contract.v1.StationRecord;

/** The bodies whose records the store keeps, with the field number of the contract as their number in the database. */
public enum BodyKind {
    FEED_MARK(StationRecord.FEED_MARK_FIELD_NUMBER),
    ALARM(StationRecord.ALARM_FIELD_NUMBER),
    DISPUTE(StationRecord.DISPUTE_FIELD_NUMBER);

    private final int number;

    BodyKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static BodyKind numbered(int number) {
        for (BodyKind body : values()) {
            if (body.number == number) {
                return body;
            }
        }
        throw new IllegalStateException("body: " + number + " (expected: a field number this version knows)");
    }

    /** Of a record; empty for control records and for a record without a body. */
    static Optional<BodyKind> of(StationRecord record) {
        return switch (record.getBodyCase()) {
            case FEED_MARK -> Optional.of(FEED_MARK);
            case ALARM -> Optional.of(ALARM);
            case DISPUTE -> Optional.of(DISPUTE);
            case CONTROL, BODY_NOT_SET -> Optional.empty();
        };
    }
}
