package org.stationboard.api.alerts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.LiveView;
import org.stationboard.api.read.Audience;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Standard;
import org.stationboard.store.AlertAction;
import org.stationboard.store.AlertActions;
import org.stationboard.store.AlertReader;

/** Finds where alerts stand. Blocks on the store: for workers. Thread-safe. */
final class AlertStandings {
    private final LiveView view;
    private final AlertReader alerts;
    private final AlertActions actions;

    AlertStandings(LiveView view, AlertReader alerts, AlertActions actions) {
        this.view = view;
        this.alerts = alerts;
        this.actions = actions;
    }

    /** Of the newest alert of each of these units and standards. */
    List<AlertStanding> now(Collection<String> unitIds) {
        return of(alerts.now(unitIds));
    }

    /** Of these transitions, in their order. */
    List<AlertStanding> of(Collection<AlertTransition> transitions) {
        Set<String> units = new LinkedHashSet<>();
        transitions.forEach(transition -> units.add(transition.getUnitId()));
        List<AlertAction> done = units.isEmpty() ? List.of() : actions.of(units);
        Map<String, List<FeedState>> silent = silentFeeds(units);
        Catalogue catalogue = view.catalogue();
        return transitions.stream()
                .filter(transition -> !Audience.forReviewers(transition.getStandardId()))
                .map(transition -> of(
                        transition,
                        catalogue.standard(transition.getStandardId()).orElse(null),
                        done,
                        silent))
                .toList();
    }

    private AlertStanding of(
            AlertTransition transition,
            @Nullable Standard standard,
            List<AlertAction> done,
            Map<String, List<FeedState>> silent) {
        List<AlertAction> same = done.stream()
                .filter(action -> action.unitId().equals(transition.getUnitId()))
                .filter(action -> action.standardId().equals(transition.getStandardId()))
                .toList();
        List<AlertAction> life = same.stream()
                .filter(action -> action.since() == transition.getSince())
                .toList();
        return new AlertStanding(
                transition,
                standard,
                first(life, AlertAction.Kind.ACKNOWLEDGED),
                silence(same, view.machineNow()),
                last(life, AlertAction.Kind.ASSIGNED),
                life,
                silentFeed(transition.getUnitId(), standard, silent));
    }

    /** A silence holds for unit and standard, whatever becomes of the alert meanwhile. */
    private static @Nullable AlertAction silence(List<AlertAction> actions, Instant now) {
        return actions.stream()
                .filter(action -> action.ends() != null && now.isBefore(action.ends()))
                .max(Comparator.comparing(action -> Objects.requireNonNull(action.ends())))
                .orElse(null);
    }

    private static @Nullable AlertAction first(List<AlertAction> actions, AlertAction.Kind kind) {
        return actions.stream()
                .filter(action -> action.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable AlertAction last(List<AlertAction> actions, AlertAction.Kind kind) {
        return actions.stream()
                .filter(action -> action.kind() == kind)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private @Nullable FeedState silentFeed(
            String unitId, @Nullable Standard standard, Map<String, List<FeedState>> silent) {
        if (standard == null || Indicators.kind(standard.indicator()).isEmpty()) {
            return null;
        }
        String feed = Indicators.feed(standard.indicator());
        return silent.getOrDefault(unitId, List.of()).stream()
                .filter(state -> state.getFeed().equals(feed))
                .findFirst()
                .orElse(null);
    }

    /** Of each unit, in one look at the memory: its lock is the frames' too. */
    private Map<String, List<FeedState>> silentFeeds(Collection<String> units) {
        City city = view.city();
        long today = today();
        Map<String, Set<String>> logKeys = new HashMap<>();
        units.forEach(unit -> logKeys.put(unit, city.group(unit, today).logKeys()));
        Set<Set<String>> distinct = Set.copyOf(logKeys.values());
        Map<Set<String>, List<FeedState>> silent = view.read(state -> {
            Map<Set<String>, List<FeedState>> found = new HashMap<>();
            distinct.forEach(keys -> found.put(
                    keys, state.feeds(keys).stream().filter(FeedState::getStale).toList()));
            return found;
        });
        Map<String, List<FeedState>> byUnit = new HashMap<>();
        logKeys.forEach((unit, keys) -> byUnit.put(unit, silent.getOrDefault(keys, List.of())));
        return byUnit;
    }

    /** The local day of the log's now. */
    long today() {
        return view.read(state -> LocalDate.ofInstant(state.now(view.machineNow()), state.zone()))
                .toEpochDay();
    }

    /** Every station that the register has ever had, closed ones too: an alert may outlive its station. */
    List<String> everyStation() {
        City city = view.city();
        Set<String> stations = new LinkedHashSet<>();
        city.units().stream()
                .filter(unit -> unit.getLevel() != UnitLevel.COMMUNITY)
                .forEach(unit -> stations.add(unit.getId()));
        return List.copyOf(stations);
    }
}
