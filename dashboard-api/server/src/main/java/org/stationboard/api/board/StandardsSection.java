package org.stationboard.api.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.read.VerdictRow;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.ExactInterval;
import org.stationboard.engine.Standard;
import org.stationboard.engine.Verdicts;

/** Section {@code standards}, the shares alone: at the level a standard judges its verdict, above it the sum and the tally of verdicts. */
final class StandardsSection {
    private StandardsSection() {}

    record Row(
            String id,
            String clause,
            Bilingual name,
            String comparator,
            long targetPpm,
            @Nullable Long planTargetPpm,
            long minimumSample,
            long numerator,
            long denominator,
            @Nullable Long lowerPpm,
            @Nullable Long upperPpm,
            String literal,
            @Nullable String state,
            @Nullable Map<String, Integer> tally,
            @Nullable String windowFrom,
            @Nullable String windowTo,
            @Nullable String tick) {}

    static List<Row> of(Moment moment) {
        List<Row> rows = new ArrayList<>();
        for (Standard standard : moment.catalogue().standards()) {
            if (standard.kind() != RuleKind.SHARE_RULE) {
                continue;
            }
            if (standard.level() == moment.unit().getLevel()) {
                Verdict verdict =
                        moment.state().verdict(standard.id(), moment.unit().getId());
                rows.add(verdict == null ? unjudged(standard) : judged(standard, verdict));
            } else if (moment.unit().getLevel().getNumber() < standard.level().getNumber()) {
                rows.add(summed(standard, verdictsBelow(moment, standard)));
            }
        }
        return rows;
    }

    private static List<Verdict> verdictsBelow(Moment moment, Standard standard) {
        List<String> units = standard.level() == UnitLevel.STATION
                ? moment.group(moment.today()).stationIds()
                : moment.city().tree().children(moment.unit().getId(), moment.today()).stream()
                        .filter(child -> child.getLevel() == standard.level())
                        .map(Unit::getId)
                        .toList();
        return units.stream()
                .map(unit -> moment.state().verdict(standard.id(), unit))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Row judged(Standard standard, Verdict verdict) {
        return new Row(
                standard.id(),
                standard.clause(),
                standard.name(),
                verdict.getComparator().name().toLowerCase(Locale.ROOT),
                verdict.getTargetPpm(),
                standard.planTargetPpm(),
                verdict.getMinimumSample(),
                verdict.getNumerator(),
                verdict.getDenominator(),
                verdict.hasLowerPpm() ? verdict.getLowerPpm() : null,
                verdict.hasUpperPpm() ? verdict.getUpperPpm() : null,
                VerdictRow.nameOf(verdict.getLiteral()),
                verdict.getState().name(),
                null,
                Json.day(verdict.getWindowFrom()),
                Json.day(verdict.getWindowTo()),
                Json.minute(verdict.getTick()));
    }

    /** A unit that no verdict was given for: nothing was counted and nothing can be said. */
    private static Row unjudged(Standard standard) {
        VerdictState state = standard.inForce() ? VerdictState.INSUFFICIENT : VerdictState.NOT_IN_FORCE;
        return row(standard, 0, 0, state.name(), null, Optional.empty());
    }

    private static Row summed(Standard standard, List<Verdict> verdicts) {
        Map<String, Integer> tally = new TreeMap<>(Comparator.comparing(VerdictState::valueOf));
        for (VerdictState state : VerdictState.values()) {
            if (state != VerdictState.VERDICT_STATE_UNSPECIFIED && state != VerdictState.UNRECOGNIZED) {
                tally.put(state.name(), 0);
            }
        }
        long numerator = 0;
        long denominator = 0;
        for (Verdict verdict : verdicts) {
            numerator += verdict.getNumerator();
            denominator += verdict.getDenominator();
            tally.computeIfPresent(verdict.getState().name(), (state, count) -> count + 1);
        }
        Optional<Verdict> newest = verdicts.stream().max(Comparator.comparingLong(Verdict::getTick));
        return row(standard, numerator, denominator, null, tally, newest);
    }

    private static Row row(
            Standard standard,
            long numerator,
            long denominator,
            @Nullable String state,
            @Nullable Map<String, Integer> tally,
            Optional<Verdict> newest) {
        Optional<ExactInterval> interval =
                denominator == 0 ? Optional.empty() : Optional.of(ExactInterval.of(numerator, denominator));
        return new Row(
                standard.id(),
                standard.clause(),
                standard.name(),
                standard.comparator().name().toLowerCase(Locale.ROOT),
                standard.targetPpm(),
                standard.planTargetPpm(),
                standard.minimumSample(),
                numerator,
                denominator,
                interval.map(ExactInterval::lowerPpm).orElse(null),
                interval.map(ExactInterval::upperPpm).orElse(null),
                VerdictRow.nameOf(
                        Verdicts.literal(standard.comparator(), standard.targetPpm(), numerator, denominator)),
                state,
                tally,
                newest.map(verdict -> Json.day(verdict.getWindowFrom())).orElse(null),
                newest.map(verdict -> Json.day(verdict.getWindowTo())).orElse(null),
                newest.map(verdict -> Json.minute(verdict.getTick())).orElse(null));
    }
}
