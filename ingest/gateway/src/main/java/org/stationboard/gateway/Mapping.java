package org.stationboard.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;

/**
 * A mapping file: how one source's files become records. Known by name, version and the SHA-256 of the file's bytes.
 * Immutable; its readings are for one thread each.
 */
public final class Mapping {
    private final MappingRules rules;
    private final String digest;

    private Mapping(MappingRules rules, String digest) {
        this.rules = rules;
        this.digest = digest;
    }

    /** Reads a mapping file; throws {@link MappingException} with every fault of it. */
    public static Mapping load(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /** Reads the bytes of a mapping file. */
    public static Mapping parse(byte[] yaml) {
        String digest = HexFormat.of().formatHex(PassedOver.sha256().digest(yaml));
        return new Mapping(MappingFile.parse(yaml), digest);
    }

    /** The mapping's name, a code. */
    public String name() {
        return rules.name();
    }

    /** Rises with every change of meaning. */
    public int version() {
        return rules.version();
    }

    /** SHA-256 of the file, hex. */
    public String digest() {
        return digest;
    }

    /** How a replay names it: {@code name@digest}. */
    public String label() {
        return name() + '@' + digest;
    }

    /** First half of every record id. */
    public String source() {
        return rules.source();
    }

    /** Whether a record's id is a column's and not its line's, so that it means the same in another file. */
    boolean namesRecords() {
        return rules.idColumn() != null;
    }

    /** The body its records carry, and with it the name of their feed; or {@code reading}. */
    public String feed() {
        return rules.body();
    }

    /**
     * The records of a file in its order, read as they are asked for: {@code .csv} by this mapping, {@code .ndjson} as the
     * records that it holds, both also with {@code .gz}. Each iteration reads the file anew; an unreadable file ends
     * it with {@link java.io.UncheckedIOException}. Rows that cannot be mapped are told to {@code refused}.
     */
    public Iterable<StationRecord> read(Path file, StationDirectory stations, Consumer<RowRefusal> refused) {
        if (ofReadings()) {
            throw new IllegalStateException("body: reading (expected: a mapping of records)");
        }
        return () -> iterate(file, stations, refused);
    }

    /** Whether its rows are readings of devices, for {@link #readings}, and not records. */
    public boolean ofReadings() {
        return rules.body().equals(FieldPath.READING);
    }

    /** The readings of a CSV file in its order, one a row, read and refused as {@link #read} does it. */
    public Iterable<Reading> readings(Path file, StationDirectory stations, Consumer<RowRefusal> refused) {
        if (!ofReadings()) {
            throw new IllegalStateException("body: " + rules.body() + " (expected: reading)");
        }
        return () -> iterateReadings(file, stations, refused);
    }

    private Iterator<StationRecord> iterate(Path file, StationDirectory stations, Consumer<RowRefusal> refused) {
        return RowInput.ndjson(file)
                ? new NdjsonRecords(file, refused)
                : new CsvRows<>(file, rules, new RowMapper(rules, stations)::map, refused);
    }

    private Iterator<Reading> iterateReadings(Path file, StationDirectory stations, Consumer<RowRefusal> refused) {
        RowMapper mapper = new RowMapper(rules, stations);
        return new CsvRows<>(file, rules, row -> List.of(mapper.reading(row)), refused);
    }
}
