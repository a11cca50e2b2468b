package org.stationboard.gateway;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;

/** Turns rows into records by a mapping's rules. Keeps the hashes of units it has met; one thread. */
final class RowMapper {
    private static final int REMEMBERED = 50_000;
    /** Longer decimal numbers than any counter shows are refused before they are computed with. */
    private static final int LONGEST_NUMBER = 30;

    private final MappingRules rules;
    private final StationDirectory stations;
    private final Map<String, String> hashedUnits = new HashMap<>();

    RowMapper(MappingRules rules, StationDirectory stations) {
        this.rules = rules;
        this.stations = stations;
    }

    /** A row that does not fit. */
    static final class UnmappedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Reject reason;
        private final String part;

        UnmappedException(Reject reason, String part) {
            super(part, null, false, false);
            this.reason = reason;
            this.part = part;
        }

        RowRefusal refusal(Row row) {
            return new RowRefusal(row.file(), row.line(), reason, part);
        }
    }

    /** The versions of a row, in order: one, or one for each step done. */
    List<StationRecord> map(Row row) throws UnmappedException {
        String recordId = rules.source() + '/' + localId(row);
        Map<String, ZonedDateTime> times = times(row, recordId);
        StationRecord.Builder record = StationRecord.newBuilder()
                .setRecordId(recordId)
                .setUnitId(unit(row))
                .setOccurredAt(instant(required(times, rules.occurredAt())));
        fill(record, rules.fields(), row, times);
        return rules.steps().isEmpty() ? List.of(single(record, times)) : steps(record, row, times);
    }

    /** The reading of a row: measured when it occurred, received when it was reported. */
    Reading reading(Row row) throws UnmappedException {
        Map<String, ZonedDateTime> times = times(row, rules.source() + '/' + localId(row));
        Reading.Builder reading = Reading.newBuilder()
                .setUnitId(unit(row))
                .setMeasuredAt(instant(required(times, rules.occurredAt())))
                .setReceivedAt(instant(required(times, reportedAt())));
        fill(reading, rules.fields(), row, times);
        if (reading.getDeviceId().isEmpty()) {
            throw malformed("reading.deviceId");
        }
        return reading.build();
    }

    private String reportedAt() {
        return rules.reportedAt() == null ? rules.occurredAt() : rules.reportedAt();
    }

    private String localId(Row row) throws UnmappedException {
        if (rules.idColumn() == null) {
            return row.file() + ':' + row.line();
        }
        String id = row.value(rules.idColumn());
        if (id.isEmpty()) {
            throw malformed("id");
        }
        return id;
    }

    private Map<String, ZonedDateTime> times(Row row, String recordId) throws UnmappedException {
        Map<String, ZonedDateTime> times = new HashMap<>();
        for (MappedTime time : rules.times().values()) {
            try {
                ZonedDateTime at = time.read(row.value(time.column()), recordId);
                if (at != null) {
                    times.put(time.name(), at);
                }
            } catch (DateTimeException e) {
                throw malformed("times." + time.name());
            }
        }
        Map<String, ZonedDateTime> own = Map.copyOf(times);
        for (MappedTime time : rules.times().values()) {
            ZonedDateTime other = time.otherwise().map(own::get).orElse(null);
            if (other != null) {
                times.putIfAbsent(time.name(), other);
            }
        }
        return times;
    }

    private String unit(Row row) throws UnmappedException {
        MappingRules.UnitRule rule = rules.unit();
        String value = row.value(rule.column());
        if (stations.contains(value)) {
            return value;
        }
        if (rule.hashed().isEmpty()) {
            throw new UnmappedException(Reject.UNKNOWN_UNIT, "unit");
        }
        String text = rule.hashed().stream()
                .map(column -> rule.form().apply(row.value(column)))
                .collect(Collectors.joining("|"));
        if (hashedUnits.size() > REMEMBERED) {
            hashedUnits.clear();
        }
        return hashedUnits.computeIfAbsent(text, this::hash);
    }

    private String hash(String text) {
        byte[] sha256 = PassedOver.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        long number = ByteBuffer.wrap(sha256).getLong();
        return stations.at((int) Long.remainderUnsigned(number, stations.size()));
    }

    private StationRecord single(StationRecord.Builder record, Map<String, ZonedDateTime> times)
            throws UnmappedException {
        String versioned = rules.recordVersion().time();
        return record.setReportedAt(instant(required(times, reportedAt())))
                .setVersion(
                        versioned == null
                                ? rules.recordVersion().constant()
                                : required(times, versioned).toEpochSecond())
                .build();
    }

    private List<StationRecord> steps(StationRecord.Builder record, Row row, Map<String, ZonedDateTime> times)
            throws UnmappedException {
        List<StationRecord> versions = new ArrayList<>(rules.steps().size());
        for (int place = 1; place <= rules.steps().size(); place++) {
            MappingRules.Step step = rules.steps().get(place - 1);
            ZonedDateTime at = times.get(step.time());
            if (at == null && place == 1) {
                throw malformed("steps[0]");
            }
            if (at == null && !step.skippedIfEmpty()) {
                return versions;
            }
            if (at != null) {
                fill(record, step.fields(), row, times);
                versions.add(record.setReportedAt(instant(at)).setVersion(place).build());
            }
        }
        return versions;
    }

    private static void fill(
            Message.Builder record, MappingRules.Fields fields, Row row, Map<String, ZonedDateTime> times)
            throws UnmappedException {
        fill(record, fields.sets(), row, times);
        for (MappingRules.Table table : fields.tables()) {
            String value = table.form().apply(row.value(table.column()));
            List<MappingRules.Filling> found = table.rows().getOrDefault(value, table.otherwise());
            if (found == null) {
                throw malformed("tables." + table.name());
            }
            fill(record, found, row, times);
        }
        MappingRules.Choice choose = fields.choose();
        if (choose != null) {
            String value = choose.form().apply(row.value(choose.column()));
            List<MappingRules.Filling> found = choose.cases().getOrDefault(value, choose.otherwise());
            if (found == null) {
                throw malformed("choose");
            }
            fill(record, found, row, times);
        }
    }

    private static void fill(
            Message.Builder record, List<MappingRules.Filling> fillings, Row row, Map<String, ZonedDateTime> times)
            throws UnmappedException {
        for (MappingRules.Filling filling : fillings) {
            Object value = value(filling, row, times);
            if (value != null) {
                filling.path().set(record, value);
            }
        }
    }

    private static @Nullable Object value(MappingRules.Filling filling, Row row, Map<String, ZonedDateTime> times)
            throws UnmappedException {
        if (filling.constant() != null) {
            return filling.constant();
        }
        MappingRules.ScaledNumber number = filling.number();
        return number == null ? time(filling, times) : number(filling, number, row);
    }

    private static @Nullable Object number(MappingRules.Filling filling, MappingRules.ScaledNumber number, Row row)
            throws UnmappedException {
        String value = row.value(number.column());
        if (value.isEmpty()) {
            return null;
        }
        if (value.length() > LONGEST_NUMBER) {
            throw malformed(filling.path().text());
        }
        try {
            BigDecimal scaled = new BigDecimal(value).scaleByPowerOfTen(number.scale());
            return filling.path().number(scaled.setScale(0, RoundingMode.HALF_UP));
        } catch (ArithmeticException | NumberFormatException e) {
            throw malformed(filling.path().text());
        }
    }

    private static @Nullable Timestamp time(MappingRules.Filling filling, Map<String, ZonedDateTime> times) {
        ZonedDateTime at = times.get(filling.time());
        return at == null ? null : instant(at.plusDays(filling.plusDays()));
    }

    private static ZonedDateTime required(Map<String, ZonedDateTime> times, String name) throws UnmappedException {
        ZonedDateTime time = times.get(name);
        if (time == null) {
            throw malformed("times." + name);
        }
        return time;
    }

    private static Timestamp instant(ZonedDateTime time) {
        return Timestamp.newBuilder()
                .setSeconds(time.toEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    private static UnmappedException malformed(String part) {
        return new UnmappedException(Reject.MALFORMED, part);
    }
}
