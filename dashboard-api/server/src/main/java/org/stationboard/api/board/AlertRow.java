package org.stationboard.api.board;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Verdict;

/**
 * The newest transition of an alert, as the API shows it.
 *
 * @param since the first tick it was pending at
 * @param at the tick of this transition
 * @param days day's turns in a row that led here
 */
public record AlertRow(
        String id,
        NamedUnit unit,
        String standard,
        String state,
        String since,
        String at,
        String reason,
        long numerator,
        long denominator,
        @Nullable Long lowerPpm,
        @Nullable Long upperPpm,
        long targetPpm,
        int days) {

    /** A unit with the name that screens show. */
    public record NamedUnit(String id, String name) {}

    /** The order of every list: firing, pending, resolved; then the newest; then the register's. Never by a rate. */
    public static List<AlertTransition> inOrder(List<AlertTransition> transitions, City city) {
        return transitions.stream()
                .sorted(Comparator.comparingInt(AlertRow::rank)
                        .thenComparing(Comparator.comparingLong(AlertTransition::getTick)
                                .reversed())
                        .thenComparingInt(transition -> city.orderOf(transition.getUnitId()))
                        .thenComparing(AlertTransition::getStandardId))
                .toList();
    }

    /** The transition as a row. */
    public static AlertRow of(AlertTransition transition, City city) {
        Verdict verdict = transition.getVerdict();
        return new AlertRow(
                transition.getId(),
                new NamedUnit(transition.getUnitId(), city.nameOf(transition.getUnitId())),
                transition.getStandardId(),
                transition.getTo().name(),
                Json.minute(transition.getSince()),
                Json.minute(transition.getTick()),
                transition.getReason().name(),
                verdict.getNumerator(),
                verdict.getDenominator(),
                verdict.hasLowerPpm() ? verdict.getLowerPpm() : null,
                verdict.hasUpperPpm() ? verdict.getUpperPpm() : null,
                verdict.getTargetPpm(),
                transition.getTurns());
    }

    /** Whether screens show an alert in this state. */
    public static boolean shown(AlertTransition transition) {
        return rank(transition) < 3;
    }

    private static int rank(AlertTransition transition) {
        AlertState state = transition.getTo();
        return switch (state) {
            case FIRING -> 0;
            case PENDING -> 1;
            case RESOLVED -> 2;
            case INACTIVE, ALERT_STATE_UNSPECIFIED, UNRECOGNIZED -> 3;
        };
    }
}
