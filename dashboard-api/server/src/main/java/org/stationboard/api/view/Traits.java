package org.stationboard.api.view;

import java.util.HashMap;
import java.util.Map;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;

/** What is looked up of an indicator for every value that comes, remembered by its id. For one thread at a time. */
final class Traits {
    /** Far above the indicators of any city; ids that nobody knows cannot fill the memory. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Of> known = new HashMap<>();

    /** An indicator's kind and the feed it rests on. */
    record Of(IndicatorKind kind, String feed) {}

    /** An id that this version does not know is a count of a feed of its own. */
    Of of(String indicator) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(
                indicator,
                id -> Indicators.kind(id)
                        .map(kind -> new Of(kind, Indicators.feed(id)))
                        .orElseGet(() -> new Of(IndicatorKind.COUNT, id)));
    }
}
