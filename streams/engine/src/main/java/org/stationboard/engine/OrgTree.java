package org.stationboard.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;

/** The units of a register as a tree that changes from day to day. Immutable; safe to share. Days are epoch days. */
public final class OrgTree {
    /** City, county, station, community; a register that names its units in a circle is not followed beyond. */
    private static final int MAX_DEPTH = 8;

    private final Map<String, List<Unit>> rows = new LinkedHashMap<>();

    /** The tree of a register. */
    public OrgTree(Register register) {
        for (Unit unit : register.getUnitsList()) {
            rows.computeIfAbsent(unit.getId(), id -> new ArrayList<>(1)).add(unit);
        }
    }

    /** The units valid on the day, in the register's order. */
    public List<Unit> unitsOn(long day) {
        return rows.keySet().stream().flatMap(id -> unit(id, day).stream()).toList();
    }

    /** The unit's row that is valid on the day. */
    public Optional<Unit> unit(String unitId, long day) {
        for (Unit unit : rows.getOrDefault(unitId, List.of())) {
            if (validOn(unit, day)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** The log key that orders the unit's records; the same on every day. */
    public Optional<String> logKey(String unitId) {
        List<Unit> found = rows.getOrDefault(unitId, List.of());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).getLogKey());
    }

    /** The first day the unit was valid. */
    public Optional<Long> firstDay(String unitId) {
        return rows.getOrDefault(unitId, List.of()).stream()
                .map(Unit::getValidFrom)
                .min(Long::compare);
    }

    /**
     * The unit that has the tasks of one that is closed by the day: the successor its last row names, or the one that took
     * over from that, and so on; empty where none is named or the unit itself is valid. What was counted stays with the
     * unit of its time: figures are never moved.
     */
    public Optional<Unit> successor(String unitId, long day) {
        String at = unitId;
        for (int steps = 0; steps <= rows.size(); steps++) {
            Optional<Unit> valid = unit(at, day);
            if (valid.isPresent()) {
                return at.equals(unitId) ? Optional.empty() : valid;
            }
            at = rows.getOrDefault(at, List.of()).stream()
                    .filter(row -> row.getValidTo() != 0 && row.getValidTo() <= day)
                    .max(Comparator.comparingLong(Unit::getValidTo))
                    .map(Unit::getSuccessor)
                    .orElse("");
        }
        return Optional.empty();
    }

    /** Direct children valid on the day, in the register's order. */
    public List<Unit> children(String unitId, long day) {
        return unitsOn(day).stream()
                .filter(unit -> unit.getParent().equals(unitId))
                .toList();
    }

    /** The stations at or under the unit on the day, in the register's order. */
    public List<Unit> stationsUnder(String unitId, long day) {
        return unitsOn(day).stream()
                .filter(unit -> unit.getLevel() == UnitLevel.STATION && isUnder(unit.getId(), unitId, day))
                .toList();
    }

    /**
     * The units whose figures make up the unit's on the day, in the register's order: itself and all under it but
     * communities, whose stations count the same; a community is made up of itself. Whoever sums figures, here or in a
     * database, sums these.
     */
    public List<Unit> summed(String unitId, long day) {
        return unitsOn(day).stream()
                .filter(unit -> isSummed(unit.getId(), unitId, day))
                .toList();
    }

    /** Whether a unit's figures are among those that make up the other one's on the day. */
    boolean isSummed(String unitId, String aboveId, long day) {
        return isUnder(unitId, aboveId, day)
                && (unitId.equals(aboveId)
                        || unit(unitId, day)
                                .filter(unit -> unit.getLevel() == UnitLevel.COMMUNITY)
                                .isEmpty());
    }

    /** From the unit at the top down to the unit itself; empty where the unit is not valid on the day. */
    public List<Unit> pathTo(String unitId, long day) {
        Deque<Unit> path = new ArrayDeque<>();
        Optional<Unit> next = unit(unitId, day);
        while (next.isPresent() && path.size() < MAX_DEPTH) {
            path.addFirst(next.get());
            next = unit(next.get().getParent(), day);
        }
        return List.copyOf(path);
    }

    /** Whether the unit was the other one, or stood under it, on the day. */
    boolean isUnder(String unitId, String aboveId, long day) {
        String current = unitId;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            Optional<Unit> unit = unit(current, day);
            if (unit.isEmpty()) {
                return false;
            }
            if (current.equals(aboveId)) {
                return true;
            }
            current = unit.get().getParent();
        }
        return false;
    }

    private static boolean validOn(Unit unit, long day) {
        return day >= unit.getValidFrom() && (unit.getValidTo() == 0 || day < unit.getValidTo());
    }
}
