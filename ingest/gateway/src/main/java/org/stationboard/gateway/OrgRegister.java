package org.stationboard.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;

/**
 * The org register of a city: its units as they are and were, read from the CSV file that a bureau edits. Days are epoch
 * days of the log's zone. Immutable, for use by many threads.
 */
public final class OrgRegister {
    private final Register message;
    private final Map<String, List<Unit>> spans = new LinkedHashMap<>();
    private final Map<String, Set<String>> logKeysUnder = new HashMap<>();
    private final Map<String, String> headOfLogKey = new LinkedHashMap<>();

    private OrgRegister(Register message) {
        this.message = message;
        for (Unit unit : message.getUnitsList()) {
            spans.computeIfAbsent(unit.getId(), id -> new ArrayList<>()).add(unit);
        }
        for (Unit unit : message.getUnitsList()) {
            addLogKey(unit);
        }
        for (Set<String> keys : logKeysUnder.values()) {
            keys.forEach(key -> headOfLogKey.computeIfAbsent(key, this::findHead));
        }
    }

    /** Reads a file; throws {@link RegisterException} with every fault of it. */
    public static OrgRegister read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /**
     * Reads the bytes of a register file: UTF-8 CSV with the columns
     * {@code id,name,name_en,level,parent,log_key,class,population,officers,valid_from,valid_to}, without {@code name_en}
     * and with {@code successor} if need be. Throws {@link RegisterException} with every fault of it, row by row.
     */
    public static OrgRegister parse(byte[] csv) {
        return of(csv, RegisterRows.parse(csv));
    }

    static OrgRegister of(byte[] csv, List<RegisterRow> rows) {
        return new OrgRegister(RegisterRows.message(csv, rows));
    }

    /** A register from its message on the log, which was checked when it was written. */
    public static OrgRegister of(Register message) {
        return new OrgRegister(message);
    }

    /** The register as it goes into the log. */
    public Register message() {
        return message;
    }

    /** Whether the unit was in the register on any day. */
    public boolean known(String unitId) {
        return spans.containsKey(unitId);
    }

    /** The unit as it was on that day. */
    public Optional<Unit> unitOn(String unitId, long day) {
        List<Unit> found = spans.get(unitId);
        if (found == null) {
            return Optional.empty();
        }
        for (Unit unit : found) {
            if (unit.getValidFrom() <= day && (unit.getValidTo() == 0 || day < unit.getValidTo())) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** Every span of the unit, in the order of the file; empty for an unknown one. */
    List<Unit> spansOf(String unitId) {
        return spans.getOrDefault(unitId, List.of());
    }

    /** The ids of all units, ever, in the order of the file. */
    Set<String> ids() {
        return spans.keySet();
    }

    /** The unit that took over a closed one's tasks, where the register file says so. */
    Optional<String> successorOf(String unitId) {
        return spansOf(unitId).stream()
                .max(Comparator.comparingLong(Unit::getValidFrom))
                .map(Unit::getSuccessor)
                .filter(successor -> !successor.isEmpty());
    }

    /** The unit's first day, or {@link Long#MAX_VALUE} for an unknown one. */
    public long firstDay(String unitId) {
        return spans.getOrDefault(unitId, List.of()).stream()
                .mapToLong(Unit::getValidFrom)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The log key of a known unit: set when it was created, never changed. */
    public String logKey(String unitId) {
        List<Unit> found = spans.get(unitId);
        if (found == null) {
            throw new IllegalArgumentException("unit: not in the register (expected: one that is)");
        }
        return found.get(0).getLogKey();
    }

    /** The log keys of the unit's stations and communities, its own where it has none: more than one above a log key. */
    public Collection<String> logKeysUnder(String unitId) {
        return logKeysUnder.getOrDefault(unitId, Set.of());
    }

    /** The unit that stands for a log key: the one of that id, else the highest one whose records all carry that key. */
    public String headOf(String logKey) {
        String head = headOfLogKey.get(logKey);
        if (head == null) {
            throw new IllegalArgumentException("logKey: not in the register (expected: one that is)");
        }
        return head;
    }

    /** The ids of all units of level station, ever, sorted. */
    public List<String> stations() {
        return spans.entrySet().stream()
                .filter(entry -> entry.getValue().get(0).getLevel() == UnitLevel.STATION)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The id of the unit above all others. */
    public String root() {
        return message.getUnitsList().stream()
                .filter(unit -> unit.getParent().isEmpty())
                .map(Unit::getId)
                .findFirst()
                .orElseThrow();
    }

    private void addLogKey(Unit leaf) {
        if (leaf.getLevel().getNumber() < UnitLevel.STATION.getNumber()) {
            return;
        }
        Set<String> seen = new LinkedHashSet<>();
        String at = leaf.getId();
        while (!at.isEmpty() && seen.add(at)) {
            logKeysUnder.computeIfAbsent(at, id -> new LinkedHashSet<>()).add(leaf.getLogKey());
            at = parentOf(at, leaf);
        }
    }

    private String parentOf(String id, Unit leaf) {
        if (id.equals(leaf.getId())) {
            return leaf.getParent();
        }
        List<Unit> found = spans.get(id);
        return found == null ? "" : found.get(found.size() - 1).getParent();
    }

    private String findHead(String logKey) {
        if (spans.containsKey(logKey) && logKey(logKey).equals(logKey)) {
            return logKey;
        }
        return message.getUnitsList().stream()
                .filter(unit -> unit.getLogKey().equals(logKey))
                .filter(unit -> Set.of(logKey).equals(logKeysUnder.get(unit.getId())))
                .min(Comparator.comparingInt(Unit::getLevelValue))
                .map(Unit::getId)
                .orElseThrow();
    }
}
