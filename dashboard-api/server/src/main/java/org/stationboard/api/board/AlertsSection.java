package org.stationboard.api.board;

import java.time.Duration;
import java.util.List;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;

/** Section {@code alerts}: those of the stations at or under the unit. */
record AlertsSection(long firing, long pending, List<AlertRow> list) {
    private static final Duration RESOLVED_SHOWN = Duration.ofDays(7);
    private static final int SHOWN = 50;

    static AlertsSection of(Moment moment) {
        List<AlertTransition> all =
                moment.state().alerts(moment.group(moment.today()).stationIds());
        long oldest = moment.now().minus(RESOLVED_SHOWN).getEpochSecond() / 60;
        List<AlertTransition> shown = all.stream()
                .filter(AlertRow::shown)
                .filter(alert -> alert.getTo() != AlertState.RESOLVED || alert.getTick() >= oldest)
                .toList();
        return new AlertsSection(
                count(all, AlertState.FIRING),
                count(all, AlertState.PENDING),
                AlertRow.inOrder(shown, moment.city()).stream()
                        .limit(SHOWN)
                        .map(alert -> AlertRow.of(alert, moment.city()))
                        .toList());
    }

    static long count(List<AlertTransition> alerts, AlertState state) {
        return alerts.stream().filter(alert -> alert.getTo() == state).count();
    }
}
