package org.stationboard.api.read;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.Reporting;
import org.stationboard.engine.Standard;

/** A standard of the catalogue, as the API shows it. */
public record StandardRow(
        String id,
        String clause,
        Bilingual name,
        Bilingual text,
        String kind,
        String comparator,
        long targetPpm,
        @Nullable Long planTargetPpm,
        String indicator,
        int windowMonths,
        int minimumSample,
        String level,
        List<String> classes,
        int version,
        boolean inForce,
        @Nullable String due,
        @Nullable ReportingRow reporting,
        String severity,
        @Nullable Bilingual note) {

    /** Who reports it, how often, how late it may come, and the minutes of work a report asks for. */
    public record ReportingRow(int everyMonths, int graceDays, List<String> by, int minutes) {
        static ReportingRow of(Reporting reporting) {
            return new ReportingRow(
                    reporting.everyMonths(),
                    reporting.graceDays(),
                    reporting.by().stream()
                            .sorted()
                            .map(standing -> standing.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    reporting.minutes());
        }
    }

    public static StandardRow of(Standard standard) {
        return new StandardRow(
                standard.id(),
                standard.clause(),
                standard.name(),
                standard.text(),
                kindOf(standard.kind()),
                comparatorOf(standard.comparator()),
                standard.targetPpm(),
                standard.planTargetPpm(),
                standard.indicator(),
                standard.windowMonths(),
                standard.minimumSample(),
                standard.level().name().toLowerCase(Locale.ROOT),
                standard.classes().stream()
                        .sorted()
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toList(),
                standard.version(),
                standard.inForce(),
                standard.due() == null ? null : standard.due().toString().substring(2),
                standard.reporting() == null ? null : ReportingRow.of(standard.reporting()),
                standard.severity().name().toLowerCase(Locale.ROOT),
                standard.note());
    }

    /** A comparator as the API writes it; of a rule that has none, {@code none}. */
    static String comparatorOf(Comparator comparator) {
        return comparator == Comparator.COMPARATOR_UNSPECIFIED
                ? "none"
                : comparator.name().toLowerCase(Locale.ROOT);
    }

    /** A kind of rule as the catalogue writes it: {@code share}. */
    static String kindOf(RuleKind kind) {
        return kind.name().replace("_RULE", "").toLowerCase(Locale.ROOT);
    }
}
