package org.stationboard.api.view;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Unit;
import org.stationboard.engine.OrgTree;

/** The register as the screens need it; remembers what stood under a unit on a day. Thread-safe. */
public final class City {
    /** Beyond this the remembered groups are forgotten: a bound, rarely met. */
    private static final int REMEMBERED = 50_000;

    private final Register register;
    private final OrgTree tree;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<GroupKey, Group> groups = new ConcurrentHashMap<>();

    public City(Register register) {
        this.register = register;
        this.tree = new OrgTree(register);
        for (Unit unit : register.getUnitsList()) {
            order.putIfAbsent(unit.getId(), order.size());
            names.put(unit.getId(), unit.getName());
        }
    }

    private record GroupKey(String unitId, long day) {}

    /** The stations at or under a unit on a day, in register order, and the log keys that order their records. */
    public record Group(List<String> stationIds, Set<String> logKeys) {}

    /** Whether this is the city of that very register. */
    public boolean isOf(Register other) {
        return register == other
                || (!other.getDigest().isEmpty() && other.getDigest().equals(register.getDigest()));
    }

    public OrgTree tree() {
        return tree;
    }

    /** The units valid on the day, in register order. */
    public List<Unit> unitsOn(long day) {
        return tree.unitsOn(day);
    }

    /** The unit's row of the day; of a unit not valid then, its last row. */
    public Optional<Unit> unit(String unitId, long day) {
        Optional<Unit> valid = tree.unit(unitId, day);
        if (valid.isPresent() || !order.containsKey(unitId)) {
            return valid;
        }
        return register.getUnitsList().stream()
                .filter(unit -> unit.getId().equals(unitId))
                .reduce((earlier, later) -> later);
    }

    /** Whether the register has, or ever had, the unit. */
    public boolean knows(String unitId) {
        return order.containsKey(unitId);
    }

    /** The unit's newest name; the id of a unit the register does not know. */
    public String nameOf(String unitId) {
        return names.getOrDefault(unitId, unitId);
    }

    /** Place in the register; unknown units come last. */
    public int orderOf(String unitId) {
        return order.getOrDefault(unitId, Integer.MAX_VALUE);
    }

    /** What stands at or under the unit on the day. */
    public Group group(String unitId, long day) {
        if (groups.size() > REMEMBERED) {
            groups.clear();
        }
        return groups.computeIfAbsent(new GroupKey(unitId, day), this::find);
    }

    private Group find(GroupKey key) {
        List<Unit> stations = tree.stationsUnder(key.unitId(), key.day());
        Set<String> logKeys = new LinkedHashSet<>();
        stations.forEach(station -> logKeys.add(station.getLogKey()));
        return new Group(stations.stream().map(Unit::getId).toList(), logKeys);
    }
}
