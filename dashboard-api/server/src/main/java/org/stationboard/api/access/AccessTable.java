package org.stationboard.api.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every route by every role: {@code access.csv}, whose rows are operations of the OpenAPI file and whose columns are roles.
 * What is not in it is refused. Immutable.
 */
public final class AccessTable {
    private static final String FILE = "/org/stationboard/api/access.csv";

    private final Map<String, Map<Role, Rule>> rules;

    /** What a role may do with a route. */
    public enum Rule {
        /** Nothing. */
        NO,
        /** All of it: nothing in it belongs to a unit. */
        YES,
        /** What belongs to its unit and to those below. */
        SCOPE,
        /** What belongs to its very unit. */
        OWN
    }

    private AccessTable(Map<String, Map<Role, Rule>> rules) {
        this.rules = rules;
    }

    /** The shipped table. */
    public static AccessTable shipped() {
        try (InputStream file = AccessTable.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + ": absent (expected: on the class path)");
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table of that text. */
    static AccessTable parse(String text) {
        Map<String, Map<Role, Rule>> rules = new LinkedHashMap<>();
        List<Role> columns = new ArrayList<>();
        for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
            String[] cells = line.split(",", -1);
            if (columns.isEmpty()) {
                for (int i = 1; i < cells.length; i++) {
                    columns.add(role(cells[i].strip()));
                }
            } else if (!line.isBlank()) {
                rules.put(cells[0].strip(), row(cells, columns));
            }
        }
        return new AccessTable(rules);
    }

    private static Role role(String word) {
        return Role.of(word)
                .orElseThrow(() -> new IllegalArgumentException("column: " + word + " (expected: a role's word)"));
    }

    private static Map<Role, Rule> row(String[] cells, List<Role> columns) {
        if (cells.length != columns.size() + 1) {
            throw new IllegalArgumentException(
                    cells[0] + ": " + (cells.length - 1) + " cells (expected: " + columns.size() + ")");
        }
        Map<Role, Rule> row = new EnumMap<>(Role.class);
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), rule(cells[0], cells[i + 1].strip()));
        }
        return row;
    }

    private static Rule rule(String operation, String word) {
        return switch (word) {
            case "no" -> Rule.NO;
            case "yes" -> Rule.YES;
            case "scope" -> Rule.SCOPE;
            case "own" -> Rule.OWN;
            default ->
                throw new IllegalArgumentException(operation + ": " + word + " (expected: no, yes, scope or own)");
        };
    }

    /** What the role may do with the operation; nothing where the table has no such row. */
    public Rule rule(String operation, Role role) {
        return rules.getOrDefault(operation, Map.of()).getOrDefault(role, Rule.NO);
    }

    /** The operations it has a row for. */
    public Set<String> operations() {
        return rules.keySet();
    }
}
