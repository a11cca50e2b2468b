package org.stationboard.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one-byte codes of indicators in the ledger. Ledgers outlive the code that wrote them: a code once given never means
 * anything else, and new ones go to the end. Remembers what it has written; belongs to one ledger.
 */
final class LedgerCodes {
    private static final int FIRST_PREFIX = 96;

    private static final List<String> FIXED = List.of(
            Indicators.ALARMS,
            Indicators.DISPUTES_REGISTERED,
            Indicators.DISPUTES_CONCLUDED,
            Indicators.DISPUTES_SUCCEEDED,
            Indicators.POLICE_REGISTERED,
            Indicators.POLICE_CONCLUDED,
            Indicators.POLICE_SUCCEEDED,
            Indicators.DISPUTES_OPEN,
            Indicators.DISPUTES_OVERDUE,
            Indicators.ALARMS_CRIME,
            Indicators.ALARMS_DIVERTED,
            Indicators.ALARMS_UNDISPATCHED,
            Indicators.ALARMS_UNATTENDED,
            Indicators.DISPATCH_IN_TIME,
            Indicators.ARRIVAL_IN_TIME,
            Indicators.DISPUTES_DUE,
            Indicators.DISPUTES_AT_GRID,
            Indicators.DISPUTES_JOINT,
            Indicators.DISPUTES_COMPLETE,
            Indicators.DISPUTES_ESCALATED,
            Indicators.CASES_OPENED,
            Indicators.CASES_FILED,
            Indicators.CASES_CLOSED,
            Indicators.CASES_SOLVED,
            Indicators.CASES_OPEN,
            Indicators.CASES_OUTSIDE_REMIT,
            Indicators.VISITS_MADE,
            Indicators.VISITS_DUE,
            Indicators.INSPECTIONS_MADE,
            Indicators.HAZARDS_FOUND,
            Indicators.HAZARDS_CLOSED,
            Indicators.CUSTODY_MOVES,
            Indicators.CUSTODY_GAPS,
            Indicators.CUSTODY_RETURNED,
            Indicators.CUSTODY_OVERDUE,
            Indicators.CUSTODY_OUT,
            Indicators.DUTY_POSTS,
            Indicators.DUTY_RESERVE,
            Indicators.DUTY_VEHICLES,
            Indicators.SERVICES_DONE,
            Indicators.SERVICES_DUE,
            Indicators.SERVICES_UNSEEN,
            Indicators.SERVICES_ONCE,
            Indicators.INFORMATION_COLLECTED,
            Indicators.INFORMATION_ACCURATE,
            Indicators.GRADED_UNGRADED,
            Indicators.AWARDS_HELD,
            Indicators.DEVICES_AVAILABLE,
            Indicators.DEVICES_READINGS,
            Indicators.DEVICES_FAILURES,
            Indicators.DEVICES_PASSES,
            Indicators.DEVICES_LATE,
            Indicators.DEVICES_CLOCK_OFF);

    private static final List<String> PREFIXES = List.of(
            Indicators.ALARMS_CATEGORY,
            Indicators.ALARMS_FAMILY,
            Indicators.DISPATCH_BUCKET,
            Indicators.ARRIVAL_BUCKET,
            Indicators.HANDLING_BUCKET,
            Indicators.CASES_CATEGORY,
            Indicators.VISITS_KIND,
            Indicators.INSPECTIONS_KIND,
            Indicators.DUTY_ROLE,
            Indicators.SERVICES_CHANNEL,
            Indicators.GRADED,
            Indicators.REPORTED,
            Indicators.DEVICES_KIND);

    private static final Map<String, Integer> CODES = new HashMap<>(128);
    /** Codes come from the records: whoever sends ever new ones fills no memory. */
    private static final int MOST_REMEMBERED = 10_000;

    static {
        for (int code = 0; code < FIXED.size(); code++) {
            CODES.put(FIXED.get(code), code);
        }
    }

    private final Map<String, byte[]> written = new HashMap<>();
    private final ByteWriter writer = new ByteWriter(256);

    /** An empty writer, the same one each time. */
    ByteWriter writer() {
        return writer.clear();
    }

    /** Writes the indicator: its code, or its prefix's code and the rest. */
    void write(ByteWriter target, String indicator) {
        byte[] known = written.get(indicator);
        if (known == null) {
            known = bytes(indicator);
            if (written.size() < MOST_REMEMBERED) {
                written.put(indicator, known);
            }
        }
        target.raw(known);
    }

    /** Passes over an indicator; says its code where that is all of it, else -1. */
    static int skip(ByteReader reader) {
        int code = reader.single();
        if (code < FIRST_PREFIX) {
            return code;
        }
        reader.skipText();
        return -1;
    }

    /** Reads an indicator. */
    static String read(ByteReader reader) {
        int code = reader.single();
        return code < FIRST_PREFIX ? FIXED.get(code) : PREFIXES.get(code - FIRST_PREFIX) + reader.text();
    }

    private static byte[] bytes(String indicator) {
        Integer fixed = CODES.get(indicator);
        if (fixed != null) {
            return new ByteWriter(1).single(fixed).bytes();
        }
        for (int i = 0; i < PREFIXES.size(); i++) {
            String prefix = PREFIXES.get(i);
            if (indicator.startsWith(prefix)) {
                return new ByteWriter(32)
                        .single(FIRST_PREFIX + i)
                        .text(indicator.substring(prefix.length()))
                        .bytes();
            }
        }
        throw new IllegalArgumentException("indicator: " + indicator + " (expected: one with a code)");
    }
}
