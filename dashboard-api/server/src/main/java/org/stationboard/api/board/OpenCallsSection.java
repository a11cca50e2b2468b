package org.stationboard.api.board;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.board.AlertRow.NamedUnit;
import org.stationboard.api.view.Recent;
import org.stationboard.engine.Indicators;

/**
 * Section {@code openCalls}: calls nobody was sent to or nobody has reached. How many is the engine's word; which are the
 * oldest comes from the end of the log itself. Of a call it shows its station, its type and its age.
 *
 * @param older how many of those counted are not in the list
 */
record OpenCallsSection(
        About about, @Nullable Long undispatched, @Nullable Long unattended, List<Call> oldest, long older) {
    private static final int SHOWN = 20;

    record Call(NamedUnit unit, String category, String family, int priority, String state, long ageMinutes) {}

    static OpenCallsSection of(Moment moment) {
        Set<String> stations = new HashSet<>(moment.group(moment.today()).stationIds());
        List<Recent> open = moment.state().recent().openCalls(moment.today()).stream()
                .filter(call -> stations.contains(call.unitId()))
                .sorted(Comparator.comparingLong(Recent::since)
                        .thenComparingInt(call -> moment.city().orderOf(call.unitId()))
                        .thenComparing(Recent::category))
                .toList();
        Long undispatched = moment.stock(Indicators.ALARMS_UNDISPATCHED);
        Long unattended = moment.stock(Indicators.ALARMS_UNATTENDED);
        // Whoever waits for somebody to be sent waits for somebody to come as well.
        long counted = Math.max(unattended == null ? 0 : unattended, open.size());
        List<Call> oldest =
                open.stream().limit(SHOWN).map(call -> row(moment, call)).toList();
        return new OpenCallsSection(
                About.of(
                        moment,
                        Mixture.ANY,
                        List.of(ResponseSection.FEED),
                        List.of(Indicators.ALARMS_UNDISPATCHED, Indicators.ALARMS_UNATTENDED)),
                undispatched,
                unattended,
                oldest,
                counted - oldest.size());
    }

    private static Call row(Moment moment, Recent call) {
        long age = Math.max(0, moment.now().getEpochSecond() - call.since()) / 60;
        return new Call(
                new NamedUnit(call.unitId(), moment.city().nameOf(call.unitId())),
                call.category(),
                call.family(),
                call.priority(),
                call.openOn(moment.today()).name(),
                age);
    }
}
