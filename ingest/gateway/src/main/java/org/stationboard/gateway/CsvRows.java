package org.stationboard.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What the rows of one CSV file are mapped to, row by row; closes the file at its end. One thread.
 *
 * @param <T> record versions, or readings
 */
final class CsvRows<T> implements Iterator<T> {
    private final String file;
    private final RowForm<T> form;
    private final Consumer<RowRefusal> refused;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final Map<String, Integer> places;
    private final Deque<T> ready = new ArrayDeque<>();

    /** What a row becomes: nothing is refused by an empty list. */
    interface RowForm<T> {
        List<T> of(Row row) throws RowMapper.UnmappedException;
    }

    CsvRows(Path path, MappingRules rules, RowForm<T> form, Consumer<RowRefusal> refused) {
        this.file = RowInput.nameOf(path);
        this.form = form;
        this.refused = refused;
        try {
            this.parser =
                    CSVParser.parse(rules.input().text(path), rules.input().format());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.rows = parser.iterator();
        this.places = rules.input().header() ? header(rules) : rules.input().columns();
    }

    private Map<String, Integer> header(MappingRules rules) {
        Map<String, Integer> found = new HashMap<>();
        if (rows.hasNext()) {
            CSVRecord names = rows.next();
            for (int i = 0; i < names.size(); i++) {
                found.putIfAbsent(names.get(i).strip(), i);
            }
        }
        MappingFile.columns(rules).forEach((key, column) -> {
            if (!column.equals(Row.FILE) && !found.containsKey(column)) {
                close();
                throw new UncheckedIOException(
                        new IOException(file + ": no column \"" + column + "\" (expected: one, for " + key + ")"));
            }
        });
        return found;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty()) {
            if (!rows.hasNext()) {
                close();
                return false;
            }
            map(rows.next());
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more rows");
        }
        return ready.remove();
    }

    private void map(CSVRecord values) {
        if (values.size() == 1 && values.get(0).isBlank()) {
            return;
        }
        Row row = new Row(file, firstLine(values), values, places);
        try {
            ready.addAll(form.of(row));
        } catch (RowMapper.UnmappedException e) {
            refused.accept(e.refusal(row));
        }
    }

    /** The parser tells the line it has come to: a quoted value may hold line ends of its own. */
    private long firstLine(CSVRecord values) {
        long inside = 0;
        for (String value : values) {
            inside += value.chars().filter(c -> c == '\n').count();
        }
        return parser.getCurrentLineNumber() - inside;
    }

    private void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
