package org.stationboard.api.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.Unit;
import org.stationboard.store.ReadScope;

/**
 * What stands under a unit, by the register. May be asked for: what stands under it today; of a closed unit, on its last
 * day. Answers may rest on rows of all that ever stood under it, for a sum over last year counts a station that has moved
 * since. Thread-safe.
 */
final class Scopes {
    private final Supplier<City> city;
    private final LongSupplier today;
    /** Of the newest register alone. */
    private final Map<City, Map<String, ReadScope>> rows = new ConcurrentHashMap<>();

    /** @param today the log's local day, as an epoch day */
    Scopes(Supplier<City> city, LongSupplier today) {
        this.city = city;
        this.today = today;
    }

    /** Whether the unit may be asked for within the scope; a unit that nobody knows may be, and is not found. */
    boolean holds(@Nullable String scopeId, String unitId) {
        return scopeId == null
                || !city.get().knows(unitId)
                || path(unitId).stream().anyMatch(above -> above.getId().equals(scopeId));
    }

    /** Whether the unit's name and place may be listed: it is within the scope or stands above it. */
    boolean lists(@Nullable String scopeId, String unitId) {
        return scopeId == null
                || (city.get().knows(unitId) && holds(scopeId, unitId))
                || path(scopeId).stream().anyMatch(above -> above.getId().equals(unitId));
    }

    private List<Unit> path(String unitId) {
        City now = city.get();
        long day = today.getAsLong();
        List<Unit> path = now.tree().pathTo(unitId, day);
        if (!path.isEmpty()) {
            return path;
        }
        Optional<Unit> closed = now.unit(unitId, day);
        return closed.map(unit -> now.tree().pathTo(unitId, unit.getValidTo() - 1))
                .orElse(List.of());
    }

    /** The units whose rows an answer may rest on. */
    ReadScope rows(@Nullable String scopeId) {
        City now = city.get();
        if (scopeId == null || top(now, scopeId)) {
            return ReadScope.everything();
        }
        if (!rows.containsKey(now)) {
            rows.clear();
        }
        return rows.computeIfAbsent(now, register -> new ConcurrentHashMap<>())
                .computeIfAbsent(scopeId, id -> everUnder(now, id));
    }

    private boolean top(City now, String unitId) {
        return now.unit(unitId, today.getAsLong())
                .filter(unit -> unit.getParent().isEmpty())
                .isPresent();
    }

    private static ReadScope everUnder(City city, String scopeId) {
        Map<String, Set<String>> below = new HashMap<>();
        for (Unit unit : city.units()) {
            below.computeIfAbsent(unit.getParent(), parent -> new HashSet<>()).add(unit.getId());
        }
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(scopeId));
        while (!open.isEmpty()) {
            String id = open.remove();
            if (found.add(id)) {
                open.addAll(below.getOrDefault(id, Set.of()));
            }
        }
        return ReadScope.of(found);
    }
}
