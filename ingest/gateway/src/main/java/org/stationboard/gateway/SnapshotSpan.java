package org.stationboard.gateway;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.stationboard.contract.v1.StationRecord;

/**
 * What one snapshot says of itself: the day it was taken, and the span of a time of its records in which it is whole. A
 * record of an earlier snapshot that stands in this one no more was taken back only where that time lies in the span.
 *
 * @param taken local day of the snapshot; its records' versions are this day's first second
 * @param time path of a time of the record, such as {@code occurredAt} or {@code case.openedAt}
 * @param from first instant of the span; empty: the earliest of the snapshot's own records
 * @param to first instant after the span; empty: after the latest of them
 * @param zone of the days
 */
public record SnapshotSpan(LocalDate taken, String time, Optional<Instant> from, Optional<Instant> to, ZoneId zone) {
    /** Checks the path and the order. */
    public SnapshotSpan {
        if (!FieldPath.of(time).isTime()) {
            throw new IllegalArgumentException("time: \"" + time + "\" (expected: the path of a time of the contract)");
        }
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException(
                    "span: " + from.get() + " to " + to.get() + " (expected: from before to)");
        }
    }

    /** A snapshot that is whole from its earliest record to its latest, by event time. */
    public static SnapshotSpan of(LocalDate taken, ZoneId zone) {
        return new SnapshotSpan(taken, "occurredAt", Optional.empty(), Optional.empty(), zone);
    }

    /** Seconds since 1970 of the day's beginning: rises from snapshot to snapshot. */
    long version() {
        return taken.atStartOfDay(zone).toEpochSecond();
    }

    /** The record's time that the span speaks of; empty where it has none. */
    Optional<Instant> timeOf(StationRecord record) {
        Message at = record;
        String[] names = time.split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            FieldDescriptor field = field(at, names[i]);
            if (field == null || field.isRepeated() || !at.hasField(field)) {
                return Optional.empty();
            }
            Object value = at.getField(field);
            if (value instanceof Timestamp instant) {
                return Optional.of(Instant.ofEpochSecond(instant.getSeconds(), instant.getNanos()));
            }
            at = (Message) value;
        }
        return Optional.empty();
    }

    private static @org.jspecify.annotations.Nullable FieldDescriptor field(Message message, String jsonName) {
        return message.getDescriptorForType().getFields().stream()
                .filter(field -> field.getJsonName().equals(jsonName))
                .findFirst()
                .orElse(null);
    }
}
