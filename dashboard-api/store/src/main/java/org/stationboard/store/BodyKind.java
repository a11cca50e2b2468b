package org.stationboard.store;

import java.util.Locale;
import java.util.Optional;
import org.stationboard.contract.v1.StationRecord;

/** The bodies whose records the store keeps, with the field number of the contract as their number in the database. */
public enum BodyKind {
    FEED_MARK(StationRecord.FEED_MARK_FIELD_NUMBER),
    ALARM(StationRecord.ALARM_FIELD_NUMBER),
    DISPUTE(StationRecord.DISPUTE_FIELD_NUMBER),
    CASE(StationRecord.CASE_FIELD_NUMBER),
    VISIT(StationRecord.VISIT_FIELD_NUMBER),
    INSPECTION(StationRecord.INSPECTION_FIELD_NUMBER),
    CUSTODY(StationRecord.CUSTODY_FIELD_NUMBER),
    DUTY(StationRecord.DUTY_FIELD_NUMBER),
    SERVICE(StationRecord.SERVICE_FIELD_NUMBER),
    INFORMATION_CHECK(StationRecord.INFORMATION_CHECK_FIELD_NUMBER),
    GRADED_EVENT(StationRecord.GRADED_EVENT_FIELD_NUMBER),
    REPORTED_FIGURE(StationRecord.REPORTED_FIGURE_FIELD_NUMBER),
    AWARD(StationRecord.AWARD_FIELD_NUMBER),
    DEVICE_SUMMARY(StationRecord.DEVICE_SUMMARY_FIELD_NUMBER);

    private final int number;

    BodyKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The body of that feed's records, such as {@code information-check}. */
    public static BodyKind ofFeed(String feed) {
        String name = feed.replace('-', '_').toUpperCase(Locale.ROOT);
        for (BodyKind body : values()) {
            if (body.name().equals(name)) {
                return body;
            }
        }
        throw new IllegalArgumentException("feed: " + feed + " (expected: the name of a body)");
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
            case CASE -> Optional.of(CASE);
            case VISIT -> Optional.of(VISIT);
            case INSPECTION -> Optional.of(INSPECTION);
            case CUSTODY -> Optional.of(CUSTODY);
            case DUTY -> Optional.of(DUTY);
            case SERVICE -> Optional.of(SERVICE);
            case INFORMATION_CHECK -> Optional.of(INFORMATION_CHECK);
            case GRADED_EVENT -> Optional.of(GRADED_EVENT);
            case REPORTED_FIGURE -> Optional.of(REPORTED_FIGURE);
            case AWARD -> Optional.of(AWARD);
            case DEVICE_SUMMARY -> Optional.of(DEVICE_SUMMARY);
            case CONTROL, BODY_NOT_SET -> Optional.empty();
        };
    }
}
