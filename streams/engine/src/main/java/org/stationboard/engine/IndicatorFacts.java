package org.stationboard.engine;

import static org.stationboard.engine.IndicatorKind.COUNT;
import static org.stationboard.engine.IndicatorKind.LEVEL;
import static org.stationboard.engine.IndicatorKind.PROPORTION;
import static org.stationboard.engine.IndicatorKind.STOCK;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table behind {@link Indicators}: what each id or prefix is, in the order screens show them. */
record IndicatorFacts(String id, IndicatorKind kind, String feed) {
    private static final String ALARM = "alarm";
    private static final String DISPUTE = "dispute";
    private static final String DEVICE = "device-summary";

    private static final List<IndicatorFacts> FIXED = List.of(
            new IndicatorFacts(Indicators.ALARMS, COUNT, ALARM),
            new IndicatorFacts(Indicators.ALARMS_CRIME, COUNT, ALARM),
            new IndicatorFacts(Indicators.ALARMS_DIVERTED, PROPORTION, ALARM),
            new IndicatorFacts(Indicators.ALARMS_UNDISPATCHED, STOCK, ALARM),
            new IndicatorFacts(Indicators.ALARMS_UNATTENDED, STOCK, ALARM),
            new IndicatorFacts(Indicators.DISPATCH_IN_TIME, PROPORTION, ALARM),
            new IndicatorFacts(Indicators.ARRIVAL_IN_TIME, PROPORTION, ALARM),
            new IndicatorFacts(Indicators.DISPUTES_REGISTERED, COUNT, DISPUTE),
            new IndicatorFacts(Indicators.DISPUTES_CONCLUDED, COUNT, DISPUTE),
            new IndicatorFacts(Indicators.DISPUTES_SUCCEEDED, PROPORTION, DISPUTE),
            new IndicatorFacts(Indicators.POLICE_REGISTERED, COUNT, DISPUTE),
            new IndicatorFacts(Indicators.POLICE_CONCLUDED, COUNT, DISPUTE),
            new IndicatorFacts(Indicators.POLICE_SUCCEEDED, PROPORTION, DISPUTE),
            new IndicatorFacts(Indicators.DISPUTES_OPEN, STOCK, DISPUTE),
            new IndicatorFacts(Indicators.DISPUTES_OVERDUE, STOCK, DISPUTE),
            new IndicatorFacts(Indicators.DISPUTES_DUE, PROPORTION, DISPUTE),
            new IndicatorFacts(Indicators.DISPUTES_AT_GRID, PROPORTION, DISPUTE),
            new IndicatorFacts(Indicators.DISPUTES_JOINT, PROPORTION, DISPUTE),
            new IndicatorFacts(Indicators.DISPUTES_COMPLETE, PROPORTION, DISPUTE),
            new IndicatorFacts(Indicators.DISPUTES_ESCALATED, COUNT, DISPUTE),
            new IndicatorFacts(Indicators.CASES_OPENED, COUNT, "case"),
            new IndicatorFacts(Indicators.CASES_FILED, COUNT, "case"),
            new IndicatorFacts(Indicators.CASES_CLOSED, COUNT, "case"),
            new IndicatorFacts(Indicators.CASES_SOLVED, PROPORTION, "case"),
            new IndicatorFacts(Indicators.CASES_OPEN, STOCK, "case"),
            new IndicatorFacts(Indicators.CASES_OUTSIDE_REMIT, PROPORTION, "case"),
            new IndicatorFacts(Indicators.VISITS_MADE, COUNT, "visit"),
            new IndicatorFacts(Indicators.VISITS_DUE, PROPORTION, "visit"),
            new IndicatorFacts(Indicators.INSPECTIONS_MADE, COUNT, "inspection"),
            new IndicatorFacts(Indicators.HAZARDS_FOUND, COUNT, "inspection"),
            new IndicatorFacts(Indicators.HAZARDS_CLOSED, PROPORTION, "inspection"),
            new IndicatorFacts(Indicators.CUSTODY_MOVES, COUNT, "custody"),
            new IndicatorFacts(Indicators.CUSTODY_GAPS, COUNT, "custody"),
            new IndicatorFacts(Indicators.CUSTODY_RETURNED, PROPORTION, "custody"),
            new IndicatorFacts(Indicators.CUSTODY_OVERDUE, STOCK, "custody"),
            new IndicatorFacts(Indicators.CUSTODY_OUT, STOCK, "custody"),
            new IndicatorFacts(Indicators.DUTY_POSTS, LEVEL, "duty"),
            new IndicatorFacts(Indicators.DUTY_RESERVE, LEVEL, "duty"),
            new IndicatorFacts(Indicators.DUTY_VEHICLES, LEVEL, "duty"),
            new IndicatorFacts(Indicators.SERVICES_DONE, COUNT, "service"),
            new IndicatorFacts(Indicators.SERVICES_DUE, PROPORTION, "service"),
            new IndicatorFacts(Indicators.SERVICES_UNSEEN, PROPORTION, "service"),
            new IndicatorFacts(Indicators.SERVICES_ONCE, PROPORTION, "service"),
            new IndicatorFacts(Indicators.INFORMATION_COLLECTED, LEVEL, "information-check"),
            new IndicatorFacts(Indicators.INFORMATION_ACCURATE, PROPORTION, "information-check"),
            new IndicatorFacts(Indicators.GRADED_UNGRADED, COUNT, "graded-event"),
            new IndicatorFacts(Indicators.AWARDS_HELD, STOCK, "award"),
            new IndicatorFacts(Indicators.DEVICES_AVAILABLE, PROPORTION, DEVICE),
            new IndicatorFacts(Indicators.DEVICES_READINGS, COUNT, DEVICE),
            new IndicatorFacts(Indicators.DEVICES_FAILURES, COUNT, DEVICE),
            new IndicatorFacts(Indicators.DEVICES_PASSES, COUNT, DEVICE),
            new IndicatorFacts(Indicators.DEVICES_LATE, COUNT, DEVICE),
            new IndicatorFacts(Indicators.DEVICES_CLOCK_OFF, COUNT, DEVICE));

    /** Those asked for most stand first: a look-up goes through them in this order. */
    private static final List<IndicatorFacts> BY_PREFIX = List.of(
            new IndicatorFacts(Indicators.ALARMS_CATEGORY, COUNT, ALARM),
            new IndicatorFacts(Indicators.ALARMS_FAMILY, COUNT, ALARM),
            new IndicatorFacts(Indicators.DISPATCH_BUCKET, COUNT, ALARM),
            new IndicatorFacts(Indicators.ARRIVAL_BUCKET, COUNT, ALARM),
            new IndicatorFacts(Indicators.HANDLING_BUCKET, COUNT, ALARM),
            new IndicatorFacts(Indicators.CASES_CATEGORY, COUNT, "case"),
            new IndicatorFacts(Indicators.VISITS_KIND, COUNT, "visit"),
            new IndicatorFacts(Indicators.INSPECTIONS_KIND, COUNT, "inspection"),
            new IndicatorFacts(Indicators.DUTY_ROLE, LEVEL, "duty"),
            new IndicatorFacts(Indicators.SERVICES_CHANNEL, COUNT, "service"),
            new IndicatorFacts(Indicators.GRADED, COUNT, "graded-event"),
            new IndicatorFacts(Indicators.REPORTED, LEVEL, "reported-figure"),
            new IndicatorFacts(Indicators.DEVICES_KIND, PROPORTION, DEVICE));

    static final List<String> LISTED = FIXED.stream().map(IndicatorFacts::id).toList();
    static final List<String> PREFIXES =
            BY_PREFIX.stream().map(IndicatorFacts::id).toList();

    private static final Map<String, IndicatorFacts> BY_ID = new HashMap<>(128);

    static {
        FIXED.forEach(facts -> BY_ID.put(facts.id(), facts));
    }

    /** The facts of a fixed id, or of the prefix it goes by; null where there is no such indicator. */
    static @Nullable IndicatorFacts of(String id) {
        IndicatorFacts fixed = BY_ID.get(id);
        return fixed != null ? fixed : ofPrefix(id);
    }

    private static @Nullable IndicatorFacts ofPrefix(String id) {
        for (IndicatorFacts facts : BY_PREFIX) {
            int length = facts.id().length();
            if (id.length() > length && id.startsWith(facts.id())) {
                boolean whole = !facts.id().equals(Indicators.DEVICES_KIND) || namesAKind(id, length);
                return whole ? facts : null;
            }
        }
        return null;
    }

    private static boolean namesAKind(String id, int prefix) {
        String end = Indicators.DEVICES_KIND_AVAILABLE;
        return id.endsWith(end) && id.length() > prefix + end.length();
    }
}
