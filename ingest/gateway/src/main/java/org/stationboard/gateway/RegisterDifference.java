package org.stationboard.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stationboard.contract.v1.Unit;
import org.stationboard.gateway.RegisterChange.Kind;

/**
 * What a new register changes in the one in use, and what it must not change: a unit's log key and level, and that a unit
 * was there. One use, one thread.
 */
final class RegisterDifference {
    private final OrgRegister now;
    private final List<RegisterRow> rows;
    private final OrgRegister next;
    private final List<RegisterFault> faults = new ArrayList<>();
    private final List<RegisterChange> changes = new ArrayList<>();

    /** @param rows of the file that {@code next} was read from */
    RegisterDifference(OrgRegister now, List<RegisterRow> rows, OrgRegister next) {
        this.now = now;
        this.rows = rows;
        this.next = next;
        compare();
    }

    /** What makes the new register unusable after the old one, by row. */
    List<RegisterFault> faults() {
        return List.copyOf(faults);
    }

    /** What changes, by unit in the order of the file, each unit's by day. */
    List<RegisterChange> changes() {
        return List.copyOf(changes);
    }

    private void compare() {
        Map<String, RegisterRow> first = new HashMap<>();
        rows.forEach(row -> first.putIfAbsent(row.unit().getId(), row));
        for (RegisterRow row : first.values().stream()
                .sorted(Comparator.comparingLong(RegisterRow::number))
                .toList()) {
            String id = row.unit().getId();
            if (now.known(id)) {
                checkFixed(row, now.spansOf(id).get(0));
                compare(id);
            } else {
                changes.add(RegisterChange.opened(firstSpan(next, id)));
            }
        }
        now.ids().stream()
                .filter(id -> !next.known(id))
                .forEach(id -> faults.add(RegisterFault.file(
                        "unit \"" + id + "\" is absent (expected: every unit that ever was; valid_to closes one)")));
    }

    private void checkFixed(RegisterRow row, Unit before) {
        Unit unit = row.unit();
        if (!unit.getLogKey().equals(before.getLogKey())) {
            faults.add(new RegisterFault(
                    row.number(),
                    "log_key",
                    "\"" + unit.getLogKey() + "\" (expected: \"" + before.getLogKey() + "\", which never changes)"));
        }
        if (unit.getLevel() != before.getLevel()) {
            faults.add(new RegisterFault(
                    row.number(), "level", "changed (expected: " + before.getLevel() + ", which never changes)"));
        }
    }

    private static Unit firstSpan(OrgRegister register, String id) {
        return register.spansOf(id).stream()
                .min(Comparator.comparingLong(Unit::getValidFrom))
                .orElseThrow();
    }

    private static Unit lastSpan(OrgRegister register, String id) {
        return register.spansOf(id).stream()
                .max(Comparator.comparingLong(Unit::getValidFrom))
                .orElseThrow();
    }

    private void compare(String id) {
        int before = changes.size();
        long firstNow = firstSpan(now, id).getValidFrom();
        long firstNext = firstSpan(next, id).getValidFrom();
        if (firstNow != firstNext) {
            changes.add(new RegisterChange(Kind.REDATED, id, Math.min(firstNow, firstNext), "", ""));
        }
        for (Unit span : next.spansOf(id)) {
            compareSpan(id, span);
        }
        compareEnd(id, lastSpan(now, id), lastSpan(next, id));
        changes.subList(before, changes.size()).sort(Comparator.comparingLong(RegisterChange::day));
    }

    /** A span of the new register beside what the old one says of its first day, or of the last day it knows. */
    private void compareSpan(String id, Unit span) {
        Optional<Unit> found = now.unitOn(id, span.getValidFrom());
        Unit old = found.orElseGet(() -> lastSpan(now, id));
        long day = span.getValidFrom();
        add(Kind.MOVED, id, day, old.getParent(), span.getParent());
        add(Kind.RENAMED, id, day, old.getName(), span.getName());
        add(Kind.RENAMED, id, day, old.getNameEn(), span.getNameEn());
        add(
                Kind.RECLASSED,
                id,
                day,
                old.getUnitClass().name(),
                span.getUnitClass().name());
        add(Kind.RECOUNTED, id, day, counts(old), counts(span));
    }

    private static String counts(Unit unit) {
        return unit.getPopulation() + "/" + unit.getOfficers();
    }

    private void add(Kind kind, String id, long day, String from, String to) {
        if (!from.equals(to)) {
            changes.add(new RegisterChange(kind, id, day, from, to));
        }
    }

    private void compareEnd(String id, Unit old, Unit unit) {
        String before = old.getSuccessor();
        if (old.getValidTo() == unit.getValidTo() && before.equals(unit.getSuccessor())) {
            return;
        }
        if (unit.getValidTo() == 0) {
            changes.add(new RegisterChange(Kind.REOPENED, id, unit.getValidFrom(), "", ""));
            return;
        }
        Kind kind = unit.getSuccessor().isEmpty() ? Kind.CLOSED : Kind.MERGED;
        changes.add(new RegisterChange(kind, id, unit.getValidTo(), before, unit.getSuccessor()));
    }
}
