package org.stationboard.streams;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.streams.backtest.Period;
import org.stationboard.streams.backtest.RaisedAlert;

/** The alerts that fired in a period, read plainly off the transitions that were published: the oracle of a backtest. */
final class RaisedLive {
    private RaisedLive() {}

    /** Each as {@code unit standard first-day end-day}, "stands" for an end after the period. */
    static List<String> in(List<AlertTransition> transitions, Period period, ZoneId zone) {
        Map<String, List<AlertTransition>> byKey = new HashMap<>();
        for (AlertTransition transition : transitions) {
            byKey.computeIfAbsent(transition.getUnitId() + ' ' + transition.getStandardId(), key -> new ArrayList<>())
                    .add(transition);
        }
        List<String> raised = new ArrayList<>();
        byKey.forEach((key, steps) -> {
            for (int i = 0; i < steps.size(); i++) {
                LocalDate fired = turnOf(steps.get(i), zone);
                if (steps.get(i).getTo() != AlertState.FIRING
                        || fired.toEpochDay() < period.from()
                        || fired.toEpochDay() > period.to()) {
                    continue;
                }
                LocalDate ended = i + 1 < steps.size() ? turnOf(steps.get(i + 1), zone) : LocalDate.MAX;
                raised.add(key + ' ' + fired + ' ' + (ended.toEpochDay() > period.to() ? "stands" : ended));
            }
        });
        return raised;
    }

    /** What a backtest found, in the same words. */
    static String text(RaisedAlert alert) {
        Long ended = alert.endedOn();
        return alert.unitId()
                + ' '
                + alert.standardId()
                + ' '
                + LocalDate.ofEpochDay(alert.firedOn())
                + ' '
                + (ended == null ? "stands" : LocalDate.ofEpochDay(ended));
    }

    private static LocalDate turnOf(AlertTransition transition, ZoneId zone) {
        return Instant.ofEpochSecond(transition.getTick() * 60)
                .atZone(zone)
                .toLocalDate()
                .minusDays(1);
    }
}
