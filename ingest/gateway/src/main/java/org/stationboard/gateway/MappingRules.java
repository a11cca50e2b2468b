package org.stationboard.gateway;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mapping file says, read and checked: the data that {@link RowMapper} follows. */
record MappingRules(
        String name,
        int version,
        String source,
        String body,
        RowInput input,
        @Nullable String idColumn,
        UnitRule unit,
        Map<String, MappedTime> times,
        String occurredAt,
        @Nullable String reportedAt,
        VersionRule recordVersion,
        Fields fields,
        List<Step> steps) {

    /** The column that may hold a station's id, and the columns that are hashed to one where it does not. */
    record UnitRule(String column, List<String> hashed, NormalForm form) {}

    /** A constant, or seconds since 1970 of a time. */
    record VersionRule(long constant, @Nullable String time) {}

    /** Three ways to fill fields, the later one winning. */
    record Fields(
            List<Filling> sets,
            List<Table> tables,
            @Nullable Choice choose) {
        static final Fields NONE = new Fields(List.of(), List.of(), null);
    }

    /** One field: a constant, or a time some local days later, or a column's number. */
    record Filling(
            FieldPath path,
            @Nullable Object constant,
            @Nullable String time,
            int plusDays,
            @Nullable ScaledNumber number) {
        static Filling constant(FieldPath path, Object value) {
            return new Filling(path, value, null, 0, null);
        }
    }

    /** A column's decimal number times ten to the power of {@code scale}, rounded half away from zero. */
    record ScaledNumber(String column, int scale) {}

    /** Rows by normalised value: the constants of the paths in order. */
    record Table(
            String name,
            String column,
            NormalForm form,
            Map<String, List<Filling>> rows,
            @Nullable List<Filling> otherwise) {}

    /** Fields by normalised value. */
    record Choice(
            String column,
            NormalForm form,
            Map<String, List<Filling>> cases,
            @Nullable List<Filling> otherwise) {}

    /** One version of the record. */
    record Step(String time, boolean skippedIfEmpty, Fields fields) {}
}
