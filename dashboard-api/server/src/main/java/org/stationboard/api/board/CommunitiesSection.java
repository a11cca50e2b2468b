package org.stationboard.api.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.board.AlertRow.NamedUnit;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Indicators;
import org.stationboard.store.LastCount;

/**
 * Section {@code communities}: 六零, as far as events tell: crime, accidents and quarrels handed up, this calendar year.
 * A community's counts and days are for its own station; above it there is yes or no, for a small number in a small
 * place points at people.
 */
record CommunitiesSection(About about, int year, List<Tally> tally, List<Row> units, List<Community> list) {
    private static final List<String> FEEDS = List.of("alarm", "graded-event", "dispute");

    /** What a community has to be clean of. */
    private enum Zero {
        CRIME(Indicators.ALARMS_CRIME),
        ACCIDENT(Indicators.GRADED + "accident"),
        ESCALATED(Indicators.DISPUTES_ESCALATED);

        private final String indicator;

        Zero(String indicator) {
            this.indicator = indicator;
        }
    }

    record Tally(String zero, int communities, @Nullable Long clean) {}

    record Row(NamedUnit unit, int communities, @Nullable Long clean) {}

    record Community(NamedUnit unit, State crime, State accident, State escalated) {}

    /** {@code clean} is null where that cannot be said; the others are null above the community's own station. */
    record State(
            @Nullable Boolean clean,
            @Nullable Long count,
            @Nullable String cleanSince) {
        static final State UNKNOWN = new State(null, null, null);

        State withoutCounts() {
            return new State(clean, null, null);
        }
    }

    static CommunitiesSection of(Moment moment) {
        List<Map<Zero, State>> states = statesOf(moment);
        List<Tally> tally = new ArrayList<>();
        for (Zero zero : Zero.values()) {
            tally.add(new Tally(
                    Indicators.code(zero.name()),
                    states.size(),
                    cleanAmong(
                            states.stream().map(state -> cleanOf(state, zero)).toList())));
        }
        return new CommunitiesSection(
                About.of(moment, Mixture.ALL, FEEDS, List.of(Indicators.ALARMS_CRIME, Indicators.DISPUTES_ESCALATED)),
                LocalDate.ofEpochDay(moment.today()).getYear(),
                tally,
                moment.children().stream()
                        .filter(child -> child.unit().getLevel() != UnitLevel.COMMUNITY)
                        .map(CommunitiesSection::row)
                        .toList(),
                list(moment, states));
    }

    private static Row row(Moment child) {
        List<Map<Zero, State>> states = statesOf(child);
        List<Boolean> clean = new ArrayList<>();
        states.forEach(state -> clean.add(allClean(state)));
        return new Row(child.named(), states.size(), cleanAmong(clean));
    }

    private static List<Community> list(Moment moment, List<Map<Zero, State>> states) {
        UnitLevel level = moment.unit().getLevel();
        if (level == UnitLevel.CITY) {
            return List.of();
        }
        List<Unit> communities = communitiesOf(moment);
        List<Community> list = new ArrayList<>();
        for (int i = 0; i < communities.size(); i++) {
            Unit community = communities.get(i);
            boolean own = level == UnitLevel.STATION || level == UnitLevel.COMMUNITY;
            list.add(new Community(
                    new NamedUnit(community.getId(), community.getName()),
                    shown(states.get(i), Zero.CRIME, own),
                    shown(states.get(i), Zero.ACCIDENT, own),
                    shown(states.get(i), Zero.ESCALATED, own)));
        }
        return list;
    }

    private static State shown(Map<Zero, State> states, Zero zero, boolean own) {
        State state = states.getOrDefault(zero, State.UNKNOWN);
        return own ? state : state.withoutCounts();
    }

    private static List<Unit> communitiesOf(Moment moment) {
        return moment.city().communitiesUnder(moment.unit().getId(), moment.today());
    }

    private static List<Map<Zero, State>> statesOf(Moment moment) {
        Map<Zero, FeedSeries> series = new EnumMap<>(Zero.class);
        for (Zero zero : Zero.values()) {
            series.put(
                    zero,
                    FeedSeries.of(
                            Indicators.feed(zero.indicator),
                            moment.state().feeds(moment.group(moment.today()).logKeys()),
                            moment.state().zone()));
        }
        List<Map<Zero, State>> states = new ArrayList<>();
        for (Unit community : communitiesOf(moment)) {
            Map<Zero, State> state = new EnumMap<>(Zero.class);
            series.forEach((zero, feed) -> state.put(zero, stateOf(moment.of(community), zero.indicator, feed)));
            states.add(state);
        }
        return states;
    }

    private static State stateOf(Moment community, String indicator, FeedSeries feed) {
        LastCounts.Read read = community.around().counted();
        if (!read.known() || !feed.heard()) {
            return State.UNKNOWN;
        }
        Optional<LastCount> stored = read.of(indicator, community.unit().getId());
        long count = stored.map(LastCount::since).orElse(0L);
        long last = stored.map(LastCount::lastDay).orElse(Long.MIN_VALUE);
        // What is newer than the last reading of the store.
        for (long day = community.today() - 1; day <= community.today(); day++) {
            long here = community.day(indicator, day).numerator();
            last = here > 0 ? Math.max(last, day) : last;
            count = Math.max(count, here);
        }
        long since = last == Long.MIN_VALUE ? feed.firstDay(false) : last + 1;
        return new State(count == 0, count, Json.day(since));
    }

    private static @Nullable Boolean cleanOf(Map<Zero, State> states, Zero zero) {
        return states.getOrDefault(zero, State.UNKNOWN).clean();
    }

    /** Null where any of the three cannot be said and none is broken. */
    private static @Nullable Boolean allClean(Map<Zero, State> states) {
        Boolean all = Boolean.TRUE;
        for (State state : states.values()) {
            if (Boolean.FALSE.equals(state.clean())) {
                return Boolean.FALSE;
            }
            all = state.clean() == null ? null : all;
        }
        return all;
    }

    /** How many are clean; null where that cannot be said of one of them. */
    private static @Nullable Long cleanAmong(List<@Nullable Boolean> states) {
        return states.stream().anyMatch(Objects::isNull)
                ? null
                : Long.valueOf(states.stream().filter(Boolean.TRUE::equals).count());
    }
}
