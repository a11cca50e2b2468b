package org.stationboard.api.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Unit ids as small numbers, so that cells can stand in arrays. A number is given once and never changes. */
final class UnitIndex {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> ids = new ArrayList<>();

    /** The unit's number; a new one for a unit not met before. */
    int numberOf(String unitId) {
        Integer number = numbers.get(unitId);
        if (number != null) {
            return number;
        }
        numbers.put(unitId, ids.size());
        ids.add(unitId);
        return ids.size() - 1;
    }

    /** The numbers of the units, in their order. */
    int[] numbersOf(List<String> unitIds) {
        return unitIds.stream().mapToInt(this::numberOf).toArray();
    }

    String idOf(int number) {
        return ids.get(number);
    }
}
