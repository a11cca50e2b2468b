package org.stationboard.engine;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.Severity;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.CatalogueException.Fault;

/** Reads one standard: what every kind of rule has, and what its own kind has besides. Each other key is a fault. */
final class StandardReader {
    private static final String ID = "[A-Z][0-9]{2}(-[0-9])?";
    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final int NAME_LENGTH = 200;
    private static final int TEXT_LENGTH = 4000;
    /** Day cells are kept six years; a window, and of a decline the one before it, must lie well inside. */
    private static final int MAX_WINDOW_MONTHS = 60;

    private static final int MAX_DECLINE_MONTHS = 30;
    private static final int MAX_COUNT = 1_000_000;
    private static final int MAX_TURNS = 366;
    /** A target of what is reported may be many to one: ten thousand. */
    private static final long MAX_REPORT_PPM = 10_000 * ExactInterval.ONE_PPM;

    private static final Map<String, RuleKind> KINDS = Map.of(
            "share", RuleKind.SHARE_RULE,
            "report", RuleKind.REPORT_RULE,
            "attestation", RuleKind.ATTESTATION_RULE,
            "quota", RuleKind.QUOTA_RULE,
            "improvement", RuleKind.IMPROVEMENT_RULE,
            "clock", RuleKind.CLOCK_RULE,
            "decline", RuleKind.DECLINE_RULE,
            "figure", RuleKind.FIGURE_RULE);

    private static final Map<String, UnitLevel> LEVELS = Map.of(
            "city", UnitLevel.CITY,
            "county", UnitLevel.COUNTY,
            "station", UnitLevel.STATION,
            "community", UnitLevel.COMMUNITY);

    private static final Map<String, UnitClass> CLASSES =
            Map.of("urban", UnitClass.URBAN, "town", UnitClass.TOWN, "rural", UnitClass.RURAL);

    private static final Map<String, Comparator> COMPARATORS = Map.of(
            "ge", Comparator.GE,
            "gt", Comparator.GT,
            "le", Comparator.LE,
            "lt", Comparator.LT);

    private static final Map<String, Severity> SEVERITIES =
            Map.of("notice", Severity.NOTICE, "warning", Severity.WARNING, "severe", Severity.SEVERE);

    private static final Map<String, Standing> STANDINGS = Map.of(
            "station", Standing.STATION,
            "county", Standing.COUNTY,
            "city", Standing.CITY,
            "province", Standing.PROVINCE);

    /** Whose figures come from a body above the station alone (standards.md, section 6). */
    private static final Set<String> NEVER_BY_THE_STATION =
            Set.of("N01", "N07", "N10", "N11", "Z09", "Z10", "Z11", "Z12");

    private final YamlMapping keys;

    StandardReader(YamlNode item, String path, List<Fault> faults) {
        this.keys = new YamlMapping(item, path, faults);
    }

    /** The standard, with placeholders where keys are at fault. */
    Standard read() {
        String id = keys.matching("id", ID);
        if (id.startsWith("X")) {
            keys.refuse("id", id + " (expected: a standard; what is forbidden is kept by refusing such rules)");
        }
        RuleKind kind =
                keys.has("kind") ? keys.oneOf("kind", KINDS, RuleKind.RULE_KIND_UNSPECIFIED) : RuleKind.SHARE_RULE;
        UnitLevel level = keys.oneOf("level", LEVELS, UnitLevel.UNIT_LEVEL_UNSPECIFIED, JudgedIndicators::refusedLevel);
        String indicator = JudgedIndicators.read(keys, id, kind, level);
        boolean reported = indicator.startsWith(Indicators.REPORTED);
        boolean figure = kind == RuleKind.FIGURE_RULE;
        Standard standard = new Standard(
                id,
                keys.text("clause", NAME_LENGTH),
                keys.bilingual("name", NAME_LENGTH),
                keys.bilingual("text", TEXT_LENGTH),
                kind,
                indicator,
                level,
                keys.has("classes") ? classes(level) : Set.of(),
                comparator(kind),
                target(kind),
                compared(kind) ? keys.optionalInteger("planTargetPpm", 0, mostPpm(kind)) : null,
                windowed(kind, indicator) ? (int) keys.integer("windowMonths", 1, mostMonths(kind)) : 0,
                sampled(kind) ? (int) keys.integer("minimumSample", 1, MAX_COUNT) : 1,
                kind == RuleKind.QUOTA_RULE ? due() : null,
                reported ? reporting(id) : null,
                keys.has("severity") ? keys.oneOf("severity", SEVERITIES, Severity.WARNING) : Severity.WARNING,
                figure ? 1 : (int) keys.integer("holdTurns", 1, MAX_TURNS),
                figure ? 1 : (int) keys.integer("recoveryTurns", 1, MAX_TURNS),
                keys.bool("inForce"),
                day("validFrom", Long.MIN_VALUE),
                day("validUntil", Long.MAX_VALUE),
                sampled(kind) ? rebased() : List.of(),
                keys.has("note") ? keys.bilingual("note", TEXT_LENGTH) : null,
                (int) keys.integer("version", 1, Integer.MAX_VALUE));
        keys.refuseUnknown();
        return standard;
    }

    private Set<UnitClass> classes(UnitLevel level) {
        Set<UnitClass> classes = Set.copyOf(keys.choices("classes", CLASSES));
        if (level != UnitLevel.STATION && level != UnitLevel.UNIT_LEVEL_UNSPECIFIED) {
            keys.refuse("classes", "given (expected: of stations alone)");
        }
        return classes;
    }

    private Comparator comparator(RuleKind kind) {
        return switch (kind) {
            case SHARE_RULE, REPORT_RULE -> keys.oneOf("comparator", COMPARATORS, Comparator.COMPARATOR_UNSPECIFIED);
            case ATTESTATION_RULE, QUOTA_RULE -> Comparator.GE;
            case IMPROVEMENT_RULE -> Comparator.GT;
            case DECLINE_RULE -> Comparator.LT;
            case CLOCK_RULE -> Comparator.LE;
            case FIGURE_RULE, RULE_KIND_UNSPECIFIED, UNRECOGNIZED -> Comparator.COMPARATOR_UNSPECIFIED;
        };
    }

    private long target(RuleKind kind) {
        return switch (kind) {
            case SHARE_RULE, REPORT_RULE -> keys.integer("targetPpm", 0, mostPpm(kind));
            case ATTESTATION_RULE -> ExactInterval.ONE_PPM;
            case QUOTA_RULE -> keys.integer("times", 1, 10_000) * ExactInterval.ONE_PPM;
            case IMPROVEMENT_RULE, DECLINE_RULE, CLOCK_RULE, FIGURE_RULE, RULE_KIND_UNSPECIFIED, UNRECOGNIZED -> 0;
        };
    }

    private static boolean compared(RuleKind kind) {
        return kind == RuleKind.SHARE_RULE || kind == RuleKind.REPORT_RULE;
    }

    private static long mostPpm(RuleKind kind) {
        return kind == RuleKind.REPORT_RULE ? MAX_REPORT_PPM : ExactInterval.ONE_PPM;
    }

    private static boolean sampled(RuleKind kind) {
        return kind == RuleKind.SHARE_RULE || kind == RuleKind.DECLINE_RULE;
    }

    private static boolean windowed(RuleKind kind, String indicator) {
        return sampled(kind)
                || kind == RuleKind.CLOCK_RULE
                || (kind == RuleKind.FIGURE_RULE
                        && Indicators.kind(indicator)
                                .filter(found -> found != IndicatorKind.LEVEL)
                                .isPresent());
    }

    private static int mostMonths(RuleKind kind) {
        return kind == RuleKind.DECLINE_RULE ? MAX_DECLINE_MONTHS : MAX_WINDOW_MONTHS;
    }

    private @Nullable MonthDay due() {
        String text = keys.matching("due", "[0-9]{2}-[0-9]{2}");
        try {
            return text.isEmpty() ? null : MonthDay.parse("--" + text);
        } catch (DateTimeException none) {
            keys.refuse("due", text + " (expected: a day of the year, month-day, such as 12-31)");
            return null;
        }
    }

    private long day(String key, long open) {
        if (!keys.has(key)) {
            return open;
        }
        String text = keys.matching(key, DAY);
        try {
            return text.isEmpty() ? open : LocalDate.parse(text).toEpochDay();
        } catch (DateTimeException none) {
            keys.refuse(key, text + " (expected: a day, such as 2026-01-31)");
            return open;
        }
    }

    private List<LocalDate> rebased() {
        List<LocalDate> days = new ArrayList<>();
        for (String text : keys.optionalTexts("rebased")) {
            try {
                days.add(LocalDate.parse(text));
            } catch (DateTimeException none) {
                keys.refuse("rebased", text + " (expected: days, such as 2026-01-31)");
            }
        }
        days.sort(LocalDate::compareTo);
        return days;
    }

    private @Nullable Reporting reporting(String id) {
        YamlMapping reporting = keys.mapping("reporting");
        if (reporting == null) {
            return null;
        }
        List<Standing> by = reporting.choices("by", STANDINGS);
        if (NEVER_BY_THE_STATION.contains(id) && by.contains(Standing.STATION)) {
            reporting.refuse(
                    "by", "station (expected: a body above it; the judged station does not report " + id + ")");
        }
        Reporting read = new Reporting(
                (int) reporting.integer("everyMonths", 1, MAX_WINDOW_MONTHS),
                (int) reporting.integer("graceDays", 0, MAX_TURNS),
                Set.copyOf(by),
                (int) reporting.integer("minutes", 0, 10_000));
        reporting.refuseUnknown();
        return read;
    }
}
