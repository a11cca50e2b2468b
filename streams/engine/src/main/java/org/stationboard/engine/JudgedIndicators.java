package org.stationboard.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.GradedKind;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.UnitLevel;

/** Which indicators a kind of rule may judge, and why others are refused. */
final class JudgedIndicators {
    private static final Set<String> OFFICERS = Set.of("officer", "officers", "policeman", "policemen");
    private static final Set<String> FOLLOWED = Set.of(
            "person",
            "persons",
            "people",
            "petition",
            "petitions",
            "petitioner",
            "petitioners",
            "juvenile",
            "juveniles",
            "informant",
            "informants",
            "believer",
            "believers");

    private static final String X01 = "no figure of officers and no target on case figures: 四(七) forbids it, X01";
    private static final String X02 =
            "nothing that follows key persons, petitioners, juveniles, informants or believers, X02";

    private static final Set<String> GRADED = Arrays.stream(GradedKind.values())
            .filter(kind -> kind != GradedKind.UNRECOGNIZED && kind != GradedKind.GRADED_KIND_UNSPECIFIED)
            .map(Indicators::gradedCode)
            .collect(Collectors.toSet());
    private static final Set<String> FAMILIES = Arrays.stream(AlarmFamily.values())
            .filter(family -> family != AlarmFamily.UNRECOGNIZED)
            .map(Indicators::familyCode)
            .collect(Collectors.toSet());

    private JudgedIndicators() {}

    /** The indicator of a standard; empty where it is at fault. */
    static String read(YamlMapping keys, String standardId, RuleKind kind, UnitLevel level) {
        String indicator = keys.matching("indicator", "[a-z0-9.-]{1,80}");
        if (indicator.isEmpty()) {
            return "";
        }
        String refusal = refusal(indicator, kind);
        if (refusal == null && !judgeable(indicator, standardId, kind)) {
            refusal = "one of " + String.join(", ", choices(standardId, kind));
        }
        if (refusal == null && level == UnitLevel.COMMUNITY && !Indicators.ofCommunities(indicator)) {
            refusal = "one counted for communities: " + String.join(", ", new TreeSet<>(Indicators.communityIds()));
        }
        if (refusal == null) {
            return indicator;
        }
        keys.refuse("indicator", indicator + " (expected: " + refusal + ')');
        return "";
    }

    /** Why a level is refused for a reason of its own. */
    static @Nullable String refusedLevel(String level) {
        if (contains(level, OFFICERS)) {
            return X01;
        }
        return contains(level, FOLLOWED) ? X02 : null;
    }

    private static @Nullable String refusal(String indicator, RuleKind kind) {
        if (contains(indicator, FOLLOWED)) {
            return X02;
        }
        boolean targeted = Indicators.trendOnly(indicator) && kind != RuleKind.FIGURE_RULE;
        return targeted || contains(indicator, OFFICERS) ? X01 : null;
    }

    private static boolean contains(String code, Collection<String> words) {
        return Arrays.stream(code.split("[.-]", -1)).anyMatch(words::contains);
    }

    private static boolean judgeable(String indicator, String standardId, RuleKind kind) {
        if (indicator.startsWith(Indicators.REPORTED)) {
            return takesReports(kind) && indicator.equals(ownReport(standardId));
        }
        return known(indicator)
                && Indicators.kind(indicator)
                        .filter(found -> takes(kind, found))
                        .isPresent();
    }

    /** Listed, or by prefix with a code that there is. */
    private static boolean known(String indicator) {
        if (indicator.startsWith(Indicators.GRADED) && !indicator.equals(Indicators.GRADED_UNGRADED)) {
            String code = indicator.substring(Indicators.GRADED.length());
            return GRADED.contains(
                    code.endsWith(Indicators.FILED)
                            ? code.substring(0, code.length() - Indicators.FILED.length())
                            : code);
        }
        if (indicator.startsWith(Indicators.ALARMS_FAMILY)) {
            return FAMILIES.contains(indicator.substring(Indicators.ALARMS_FAMILY.length()));
        }
        return true;
    }

    private static boolean takes(RuleKind kind, IndicatorKind found) {
        return switch (kind) {
            case SHARE_RULE -> found == IndicatorKind.PROPORTION;
            case REPORT_RULE -> found == IndicatorKind.LEVEL;
            case CLOCK_RULE, DECLINE_RULE -> found == IndicatorKind.COUNT;
            case FIGURE_RULE -> true;
            case ATTESTATION_RULE, QUOTA_RULE, IMPROVEMENT_RULE, RULE_KIND_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    private static boolean takesReports(RuleKind kind) {
        return kind != RuleKind.SHARE_RULE && kind != RuleKind.DECLINE_RULE;
    }

    private static String ownReport(String standardId) {
        return Indicators.REPORTED + Indicators.code(standardId);
    }

    private static List<String> choices(String standardId, RuleKind kind) {
        Set<String> choices = new TreeSet<>();
        for (String id : Indicators.listed()) {
            boolean taken =
                    Indicators.kind(id).filter(found -> takes(kind, found)).isPresent();
            if (taken && (kind == RuleKind.FIGURE_RULE || !Indicators.trendOnly(id))) {
                choices.add(id);
            }
        }
        if (kind == RuleKind.CLOCK_RULE) {
            GRADED.forEach(code -> choices.add(Indicators.GRADED + code));
        }
        if (kind == RuleKind.DECLINE_RULE) {
            FAMILIES.forEach(code -> choices.add(Indicators.ALARMS_FAMILY + code));
        }
        if (takesReports(kind) && !standardId.isEmpty()) {
            choices.add(ownReport(standardId));
        }
        return List.copyOf(choices);
    }
}
