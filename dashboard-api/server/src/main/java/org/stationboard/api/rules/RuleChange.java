package org.stationboard.api.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.Standard;

/**
 * One key of one standard that two catalogues have otherwise.
 *
 * @param before null where only the later catalogue has the standard
 * @param after null where only the earlier one has it
 */
public record RuleChange(
        String standard,
        String key,
        @Nullable String before,
        @Nullable String after) {
    private static final String WHOLE = "standard";

    /** What differs, in the order of the earlier catalogue, then of what is new. */
    static List<RuleChange> between(Catalogue before, Catalogue after) {
        Set<String> ids = new LinkedHashSet<>();
        before.standards().forEach(standard -> ids.add(standard.id()));
        after.standards().forEach(standard -> ids.add(standard.id()));
        List<RuleChange> changes = new ArrayList<>();
        for (String id : ids) {
            Standard one = before.standard(id).orElse(null);
            Standard other = after.standard(id).orElse(null);
            if (one == null || other == null) {
                changes.add(new RuleChange(id, WHOLE, one == null ? null : id, other == null ? null : id));
            } else {
                keys(id, facts(one), facts(other), changes);
            }
        }
        return changes;
    }

    private static void keys(String id, Map<String, String> one, Map<String, String> other, List<RuleChange> changes) {
        one.forEach((key, value) -> {
            String now = other.getOrDefault(key, "");
            if (!now.equals(value)) {
                changes.add(new RuleChange(id, key, value, now));
            }
        });
    }

    private static Map<String, String> facts(Standard standard) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String fact : standard.facts()) {
            int end = fact.indexOf('=');
            facts.put(fact.substring(0, end), fact.substring(end + 1));
        }
        return facts;
    }
}
