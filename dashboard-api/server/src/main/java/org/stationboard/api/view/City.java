package org.stationboard.api.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
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
    private final Map<ClassKey, ClassGroup> classes = new ConcurrentHashMap<>();
    private final Map<GroupKey, List<Unit>> communities = new ConcurrentHashMap<>();
    /** Days on which a unit begins or ends: between two of them nothing moves. */
    private final NavigableSet<Long> turns = new TreeSet<>();

    public City(Register register) {
        this.register = register;
        this.tree = new OrgTree(register);
        for (Unit unit : register.getUnitsList()) {
            order.putIfAbsent(unit.getId(), order.size());
            names.put(unit.getId(), unit.getName());
            turns.add(unit.getValidFrom());
            if (unit.getValidTo() != 0) {
                turns.add(unit.getValidTo());
            }
        }
    }

    private record GroupKey(String unitId, long day) {}

    private record ClassKey(String unitId, UnitClass unitClass, long day) {}

    /** Stations of one class, in register order, and their ids. */
    public record ClassGroup(List<Unit> stations, List<String> ids) {}

    /** Days, both inclusive, on which the same units stand under a unit. */
    public record Span(long from, long to, Group group) {}

    /**
     * The stations at or under a unit on a day, in register order, and the log keys that order their records. A community
     * has cells of its own: its group is itself.
     *
     * @param summedIds the units whose figures make up the unit's: a bureau may report for itself, so not stations alone
     */
    public record Group(List<String> stationIds, List<String> summedIds, Set<String> logKeys) {}

    /** Whether this is the city of that very register. */
    public boolean isOf(Register other) {
        return register.equals(other)
                || (!other.getDigest().isEmpty() && other.getDigest().equals(register.getDigest()));
    }

    public OrgTree tree() {
        return tree;
    }

    /** Every row of the register, in its order. */
    public List<Unit> units() {
        return register.getUnitsList();
    }

    /** The units valid on the day, in register order. */
    public List<Unit> unitsOn(long day) {
        return tree.unitsOn(day);
    }

    /** The units that are, or were and are closed, on the day: each with its row of the day or its last one before. */
    public List<Unit> unitsUpTo(long day) {
        return order.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .flatMap(entry -> unitUpTo(entry.getKey(), day).stream())
                .toList();
    }

    private Optional<Unit> unitUpTo(String unitId, long day) {
        return tree.unit(unitId, day)
                .or(() -> register.getUnitsList().stream()
                        .filter(unit -> unit.getId().equals(unitId) && unit.getValidFrom() <= day)
                        .max(Comparator.comparingLong(Unit::getValidFrom)));
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

    /** What stands at or under the unit on the day; the same object for all days on which it is the same. */
    public Group group(String unitId, long day) {
        if (groups.size() > REMEMBERED) {
            groups.clear();
        }
        return groups.computeIfAbsent(new GroupKey(unitId, turnOf(day)), key -> find(unitId, day));
    }

    /** The last day up to that one on which anything moved. */
    private long turnOf(long day) {
        Long turn = turns.floor(day);
        return turn == null ? Long.MIN_VALUE : turn;
    }

    /** The communities at or under the unit on the day, in register order. */
    public List<Unit> communitiesUnder(String unitId, long day) {
        return communities.computeIfAbsent(
                new GroupKey(unitId, turnOf(day)),
                key -> tree.unitsOn(day).stream()
                        .filter(unit -> unit.getLevel() == UnitLevel.COMMUNITY)
                        .filter(unit -> tree.pathTo(unit.getId(), day).stream()
                                .anyMatch(above -> above.getId().equals(unitId)))
                        .toList());
    }

    /** The stations of a class at or under the unit on the day; the same object for all days on which it is the same. */
    public ClassGroup classGroup(String unitId, UnitClass unitClass, long day) {
        return classes.computeIfAbsent(new ClassKey(unitId, unitClass, turnOf(day)), key -> {
            List<Unit> stations = tree.stationsUnder(unitId, day).stream()
                    .filter(station -> station.getUnitClass() == unitClass)
                    .toList();
            return new ClassGroup(stations, stations.stream().map(Unit::getId).toList());
        });
    }

    /** The days from the first to the last, cut where the register changes. */
    public List<Span> spans(String unitId, long from, long to) {
        List<Span> spans = new ArrayList<>();
        for (long first = from; first <= to; ) {
            Long next = turns.higher(first);
            long last = next == null ? to : Math.min(to, next - 1);
            spans.add(new Span(first, last, group(unitId, first)));
            first = last + 1;
        }
        return spans;
    }

    private Group find(String unitId, long day) {
        Optional<Unit> community = tree.unit(unitId, day).filter(unit -> unit.getLevel() == UnitLevel.COMMUNITY);
        List<Unit> stations = community.map(List::of).orElseGet(() -> tree.stationsUnder(unitId, day));
        Set<String> logKeys = new LinkedHashSet<>();
        stations.forEach(station -> logKeys.add(station.getLogKey()));
        List<String> summed = tree.summed(unitId, day).stream().map(Unit::getId).toList();
        return new Group(stations.stream().map(Unit::getId).toList(), summed, logKeys);
    }
}
