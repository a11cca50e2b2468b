package org.stationboard.gateway;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;

/** Reads the rows of a register file and gathers every fault. One use, one thread. */
final class RegisterRows {
    static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "name_en",
            "level",
            "parent",
            "log_key",
            "class",
            "population",
            "officers",
            "valid_from",
            "valid_to");
    private static final Map<String, UnitLevel> LEVELS = Map.of(
            "city", UnitLevel.CITY,
            "county", UnitLevel.COUNTY,
            "station", UnitLevel.STATION,
            "community", UnitLevel.COMMUNITY);
    private static final Map<String, UnitClass> CLASSES = Map.of(
            "", UnitClass.UNIT_CLASS_UNSPECIFIED,
            "urban", UnitClass.URBAN,
            "town", UnitClass.TOWN,
            "rural", UnitClass.RURAL);

    private final List<String> faults = new ArrayList<>();
    private final List<Unit> units = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();
    private long row;

    private RegisterRows() {}

    static Register parse(byte[] csv) {
        RegisterRows reader = new RegisterRows();
        reader.readAll(text(csv));
        if (reader.faults.isEmpty()) {
            reader.checkTree();
        }
        if (!reader.faults.isEmpty()) {
            throw new RegisterException(reader.faults);
        }
        return Register.newBuilder()
                .addAllUnits(reader.units)
                .setDigest(digest(csv))
                .build();
    }

    private static String text(byte[] csv) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(csv))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RegisterException(List.of("file: another charset (expected: UTF-8)"));
        }
    }

    private static String digest(byte[] csv) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(csv), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected: every Java platform has it)", e);
        }
    }

    private void readAll(String text) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            boolean first = true;
            for (CSVRecord record : parser) {
                row = parser.getCurrentLineNumber();
                if (first && !COLUMNS.equals(record.toList())) {
                    faults.add("row " + row + ": other columns (expected: " + String.join(",", COLUMNS) + ")");
                    return;
                }
                if (!first) {
                    readRow(record);
                }
                first = false;
            }
            if (units.isEmpty() && faults.isEmpty()) {
                faults.add("file: no unit (expected: at least one)");
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            faults.add("row " + (row + 1) + ": not CSV (expected: RFC 4180, quotation marks closed)");
        }
    }

    private void readRow(CSVRecord record) {
        if (record.size() != COLUMNS.size()) {
            faults.add("row " + row + ": " + record.size() + " values (expected: " + COLUMNS.size() + ")");
            return;
        }
        int before = faults.size();
        Unit.Builder unit = Unit.newBuilder()
                .setId(id(record, 0))
                .setName(name(record, 1))
                .setNameEn(name(record, 2))
                .setLevel(choice(record, 3, LEVELS, UnitLevel.UNIT_LEVEL_UNSPECIFIED))
                .setParent(record.get(4).isEmpty() ? "" : id(record, 4))
                .setLogKey(id(record, 5))
                .setUnitClass(choice(record, 6, CLASSES, UnitClass.UNIT_CLASS_UNSPECIFIED))
                .setPopulation(number(record, 7))
                .setOfficers(number(record, 8))
                .setValidFrom(day(record, 9))
                .setValidTo(record.get(10).isEmpty() ? 0 : day(record, 10));
        if (record.get(1).isEmpty()) {
            fault(1, record, "a name");
        }
        if (unit.getValidTo() != 0 && unit.getValidTo() <= unit.getValidFrom()) {
            fault(10, record, "a day after valid_from, or nothing");
        }
        if (faults.size() == before) {
            units.add(unit.build());
            rows.add(row);
        }
    }

    private String id(CSVRecord record, int column) {
        String id = record.get(column);
        if (identity(column, id)) {
            return "";
        }
        if (!Codes.unit(id)) {
            fault(column, record, "an id: [A-Za-z0-9_-], 1 to 40 characters");
        }
        return id;
    }

    private String name(CSVRecord record, int column) {
        String name = record.get(column);
        return identity(column, name) ? "" : name;
    }

    private boolean identity(int column, String value) {
        Optional<IdentityCheck.Kind> found = IdentityCheck.find(value);
        found.ifPresent(kind -> faults.add("row " + row + ", " + COLUMNS.get(column) + ": looks like identity data, "
                + kind.words() + " (expected: names and ids of units only)"));
        return found.isPresent();
    }

    private <T> T choice(CSVRecord record, int column, Map<String, T> choices, T none) {
        T chosen = choices.get(record.get(column));
        if (chosen == null) {
            fault(
                    column,
                    record,
                    "one of "
                            + choices.keySet().stream()
                                    .filter(word -> !word.isEmpty())
                                    .sorted()
                                    .toList());
            return none;
        }
        return chosen;
    }

    private long number(CSVRecord record, int column) {
        String text = record.get(column);
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,12}")) {
            fault(column, record, "a whole number, or nothing");
            return 0;
        }
        return Long.parseLong(text);
    }

    private long day(CSVRecord record, int column) {
        try {
            return LocalDate.parse(record.get(column)).toEpochDay();
        } catch (DateTimeException e) {
            fault(column, record, "a day, YYYY-MM-DD");
            return 0;
        }
    }

    private void fault(int column, CSVRecord record, String expected) {
        String value = record.get(column);
        String shown = IdentityCheck.find(value).isPresent() ? "a value not shown" : "\"" + value + "\"";
        faults.add("row " + row + ", " + COLUMNS.get(column) + ": " + shown + " (expected: " + expected + ")");
    }

    private void checkTree() {
        Map<String, List<Unit>> byId = new HashMap<>();
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            List<Unit> earlier = byId.computeIfAbsent(unit.getId(), id -> new ArrayList<>());
            row = rows.get(i);
            earlier.forEach(other -> checkSpans(other, unit));
            earlier.add(unit);
        }
        for (int i = 0; i < units.size(); i++) {
            row = rows.get(i);
            checkParent(units.get(i), byId);
        }
        long roots = units.stream()
                .filter(unit -> unit.getParent().isEmpty())
                .map(Unit::getId)
                .distinct()
                .count();
        if (roots != 1) {
            faults.add("file: " + roots + " units without a parent (expected: 1)");
        }
    }

    private void checkSpans(Unit earlier, Unit later) {
        String which = "row " + row + ", ";
        if (!earlier.getLogKey().equals(later.getLogKey())) {
            faults.add(which + "log_key: \"" + later.getLogKey() + "\" (expected: \"" + earlier.getLogKey()
                    + "\", which never changes)");
        }
        if (earlier.getLevel() != later.getLevel()) {
            faults.add(which + "level: changed (expected: one level for every span of an id)");
        }
        boolean apart = ends(earlier) <= later.getValidFrom() || ends(later) <= earlier.getValidFrom();
        if (!apart) {
            faults.add(which + "valid_from: \"" + LocalDate.ofEpochDay(later.getValidFrom())
                    + "\" (expected: a span apart from the other rows of this id)");
        }
    }

    private static long ends(Unit unit) {
        return unit.getValidTo() == 0 ? Long.MAX_VALUE : unit.getValidTo();
    }

    private void checkParent(Unit unit, Map<String, List<Unit>> byId) {
        if (unit.getParent().isEmpty()) {
            return;
        }
        List<Unit> parents = byId.get(unit.getParent());
        if (parents == null) {
            faults.add("row " + row + ", parent: \"" + unit.getParent() + "\" (expected: an id of this file)");
        } else if (parents.get(0).getLevelValue() >= unit.getLevelValue()) {
            faults.add("row " + row + ", parent: \"" + unit.getParent() + "\" (expected: a unit of a higher level)");
        }
    }
}
