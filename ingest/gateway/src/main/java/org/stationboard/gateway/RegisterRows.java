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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Of a unit that was closed, the one that took its tasks over; may be left out, as may the English name. */
    static final String SUCCESSOR = "successor";

    private static final String NAME_EN = "name_en";
    private static final List<String> ALL =
            Stream.concat(COLUMNS.stream(), Stream.of(SUCCESSOR)).toList();

    private final List<RegisterFault> faults = new ArrayList<>();
    private final List<RegisterRow> rows = new ArrayList<>();
    /** The columns of this file, in their order. */
    private List<String> columns = COLUMNS;

    private long row;

    private RegisterRows() {}

    /** The rows of a file; throws {@link RegisterException} with every fault of it. */
    static List<RegisterRow> parse(byte[] csv) {
        RegisterRows reader = new RegisterRows();
        reader.readAll(text(csv));
        if (reader.faults.isEmpty()) {
            reader.faults.addAll(new RegisterTree(reader.rows).faults());
        }
        if (!reader.faults.isEmpty()) {
            throw new RegisterException(reader.faults);
        }
        return List.copyOf(reader.rows);
    }

    /** The message of a file's rows. */
    static Register message(byte[] csv, List<RegisterRow> rows) {
        return Register.newBuilder()
                .addAllUnits(rows.stream().map(RegisterRow::unit).toList())
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
            throw new RegisterException(List.of(RegisterFault.file("another charset (expected: UTF-8)")));
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
                if (!first) {
                    readRow(record);
                } else if (!readHeader(record.toList())) {
                    return;
                }
                first = false;
            }
            if (rows.isEmpty() && faults.isEmpty()) {
                faults.add(RegisterFault.file("no unit (expected: at least one)"));
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            faults.add(new RegisterFault(row + 1, "", "not CSV (expected: RFC 4180, quotation marks closed)"));
        }
    }

    private boolean readHeader(List<String> names) {
        boolean known = ALL.stream().filter(names::contains).toList().equals(names)
                && COLUMNS.stream().allMatch(column -> column.equals(NAME_EN) || names.contains(column));
        columns = names;
        if (!known) {
            String expected = String.join(",", COLUMNS) + ", without " + NAME_EN + " and with " + SUCCESSOR;
            faults.add(new RegisterFault(row, "", "other columns (expected: " + expected + " if need be)"));
        }
        return known;
    }

    private void readRow(CSVRecord record) {
        if (record.size() != columns.size()) {
            faults.add(new RegisterFault(row, "", record.size() + " values (expected: " + columns.size() + ")"));
            return;
        }
        int before = faults.size();
        Unit.Builder unit = Unit.newBuilder()
                .setId(id(record, 0))
                .setName(words(record, 1))
                .setNameEn(words(record, 2))
                .setLevel(choice(record, 3, LEVELS, UnitLevel.UNIT_LEVEL_UNSPECIFIED))
                .setParent(value(record, 4).isEmpty() ? "" : id(record, 4))
                .setLogKey(id(record, 5))
                .setUnitClass(choice(record, 6, CLASSES, UnitClass.UNIT_CLASS_UNSPECIFIED))
                .setPopulation(number(record, 7))
                .setOfficers(number(record, 8))
                .setValidFrom(day(record, 9))
                .setValidTo(value(record, 10).isEmpty() ? 0 : day(record, 10))
                .setSuccessor(value(record, 11).isEmpty() ? "" : id(record, 11));
        if (value(record, 1).isEmpty()) {
            fault(1, record, "a name");
        }
        if (unit.getValidTo() != 0 && unit.getValidTo() <= unit.getValidFrom()) {
            fault(10, record, "a day after valid_from, or nothing");
        }
        if (faults.size() == before) {
            rows.add(new RegisterRow(row, unit.build()));
        }
    }

    /** What stands in a column; empty where the file does not have it. */
    private String value(CSVRecord record, int column) {
        int place = columns.indexOf(name(column));
        return place < 0 ? "" : record.get(place);
    }

    private String id(CSVRecord record, int column) {
        String id = value(record, column);
        if (identity(column, id)) {
            return "";
        }
        if (!Codes.unit(id)) {
            fault(column, record, "an id: [A-Za-z0-9_-], 1 to 40 characters");
        }
        return id;
    }

    private String words(CSVRecord record, int column) {
        String words = value(record, column);
        return identity(column, words) ? "" : words;
    }

    private boolean identity(int column, String value) {
        Optional<IdentityCheck.Kind> found = IdentityCheck.find(value);
        found.ifPresent(kind -> faults.add(new RegisterFault(
                row,
                name(column),
                "looks like identity data, " + kind.words() + " (expected: names and ids of units only)")));
        return found.isPresent();
    }

    private <T> T choice(CSVRecord record, int column, Map<String, T> choices, T none) {
        T chosen = choices.get(value(record, column));
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
        String text = value(record, column);
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
            return LocalDate.parse(value(record, column)).toEpochDay();
        } catch (DateTimeException e) {
            fault(column, record, "a day, YYYY-MM-DD");
            return 0;
        }
    }

    private void fault(int column, CSVRecord record, String expected) {
        String value = value(record, column);
        String shown = IdentityCheck.find(value).isPresent() ? "a value not shown" : "\"" + value + "\"";
        faults.add(new RegisterFault(row, name(column), shown + " (expected: " + expected + ")"));
    }

    private static String name(int column) {
        return ALL.get(column);
    }
}
