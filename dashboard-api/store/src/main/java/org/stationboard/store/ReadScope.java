package org.stationboard.store;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The units whose rows a read may see; the database itself holds it to them. Immutable.
 *
 * @param whole whether every row may be seen
 * @param unitIds otherwise the units, in order; none sees nothing
 */
public record ReadScope(boolean whole, List<String> unitIds) {
    private static final ReadScope EVERYTHING = new ReadScope(true, List.of());
    private static final ReadScope NOTHING = new ReadScope(false, List.of());

    public ReadScope {
        unitIds = List.copyOf(unitIds);
        // They are handed to the database in one text, in which these have a meaning.
        if (unitIds.stream().anyMatch(id -> id.isEmpty() || id.equals("*") || id.contains(","))) {
            throw new IllegalArgumentException("unitIds: an empty one, * or one with a comma (expected: ids of units)");
        }
    }

    /** Every row. */
    public static ReadScope everything() {
        return EVERYTHING;
    }

    /** No row that belongs to a unit. */
    public static ReadScope nothing() {
        return NOTHING;
    }

    /** The rows of these units alone. */
    public static ReadScope of(Collection<String> unitIds) {
        return new ReadScope(false, List.copyOf(new TreeSet<>(unitIds)));
    }
}
