package org.stationboard.gateway;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stationboard.contract.v1.Unit;

/** Checks that the rows of a register stand to each other as a tree that changes from day to day. One use, one thread. */
final class RegisterTree {
    private final List<RegisterRow> rows;
    private final Map<String, List<RegisterRow>> byId = new HashMap<>();
    private final List<RegisterFault> faults = new ArrayList<>();

    RegisterTree(List<RegisterRow> rows) {
        this.rows = rows;
    }

    /** Every fault, in the order of the rows. */
    List<RegisterFault> faults() {
        for (RegisterRow row : rows) {
            List<RegisterRow> earlier = byId.computeIfAbsent(row.unit().getId(), id -> new ArrayList<>());
            earlier.forEach(other -> checkSpans(other.unit(), row));
            earlier.add(row);
        }
        rows.forEach(this::checkParent);
        rows.forEach(this::checkSuccessor);
        long roots = rows.stream()
                .filter(row -> row.unit().getParent().isEmpty())
                .map(row -> row.unit().getId())
                .distinct()
                .count();
        if (roots != 1) {
            faults.add(RegisterFault.file(roots + " units without a parent (expected: 1)"));
        }
        return faults;
    }

    /** Last day of a span, exclusive; {@link Long#MAX_VALUE} where it is open. */
    static long ends(Unit unit) {
        return unit.getValidTo() == 0 ? Long.MAX_VALUE : unit.getValidTo();
    }

    private void fault(RegisterRow row, String column, String value, String expected) {
        faults.add(new RegisterFault(row.number(), column, value + " (expected: " + expected + ")"));
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }

    private static String day(long day) {
        return quoted(LocalDate.ofEpochDay(day).toString());
    }

    private void checkSpans(Unit earlier, RegisterRow row) {
        Unit later = row.unit();
        if (!earlier.getLogKey().equals(later.getLogKey())) {
            fault(row, "log_key", quoted(later.getLogKey()), quoted(earlier.getLogKey()) + ", which never changes");
        }
        if (earlier.getLevel() != later.getLevel()) {
            fault(row, "level", "changed", "one level for every span of an id");
        }
        boolean apart = ends(earlier) <= later.getValidFrom() || ends(later) <= earlier.getValidFrom();
        if (!apart) {
            fault(row, "valid_from", day(later.getValidFrom()), "a span apart from the other rows of this id");
        }
    }

    private void checkParent(RegisterRow row) {
        Unit unit = row.unit();
        if (unit.getParent().isEmpty()) {
            return;
        }
        List<RegisterRow> parents = byId.get(unit.getParent());
        if (parents == null) {
            fault(row, "parent", quoted(unit.getParent()), "an id of this file");
        } else if (parents.get(0).unit().getLevelValue() >= unit.getLevelValue()) {
            fault(row, "parent", quoted(unit.getParent()), "a unit of a higher level");
        } else {
            uncovered(parents, unit)
                    .ifPresent(gap -> fault(
                            row, "parent", quoted(unit.getParent()), "a unit that is valid on " + day(gap) + " too"));
        }
    }

    /** The first day of the unit's span on which no span of its parent holds. */
    private static Optional<Long> uncovered(List<RegisterRow> parents, Unit unit) {
        long covered = unit.getValidFrom();
        List<Unit> spans = parents.stream()
                .map(RegisterRow::unit)
                .sorted(Comparator.comparingLong(Unit::getValidFrom))
                .toList();
        for (Unit span : spans) {
            if (span.getValidFrom() <= covered) {
                covered = Math.max(covered, ends(span));
            }
        }
        return covered < ends(unit) ? Optional.of(covered) : Optional.empty();
    }

    private void checkSuccessor(RegisterRow row) {
        String successor = row.unit().getSuccessor();
        if (successor.isEmpty()) {
            return;
        }
        Unit unit = row.unit();
        List<RegisterRow> found = byId.get(successor);
        if (unit.getValidTo() == 0) {
            fault(row, RegisterRows.SUCCESSOR, quoted(successor), "nothing: the unit is not closed");
        } else if (found == null || successor.equals(unit.getId())) {
            fault(row, RegisterRows.SUCCESSOR, quoted(successor), "another id of this file");
        } else if (found.get(0).unit().getLevel() != unit.getLevel()) {
            fault(row, RegisterRows.SUCCESSOR, quoted(successor), "a unit of the same level");
        } else if (found.stream().noneMatch(other -> holds(other.unit(), unit.getValidTo()))) {
            fault(row, RegisterRows.SUCCESSOR, quoted(successor), "a unit valid on " + day(unit.getValidTo()));
        }
    }

    private static boolean holds(Unit unit, long day) {
        return unit.getValidFrom() <= day && day < ends(unit);
    }
}
