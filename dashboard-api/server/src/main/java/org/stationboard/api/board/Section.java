package org.stationboard.api.board;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.stationboard.api.view.Change;

/** The parts of a board that are sent whole when they change. */
enum Section {
    CALLS("calls", EnumSet.of(Change.DAYS, Change.MINUTES, Change.FEEDS, Change.TICK), true, CallsSection::of),
    DISPUTES("disputes", EnumSet.of(Change.DAYS, Change.FEEDS, Change.TICK), false, DisputesSection::of),
    STANDARDS("standards", EnumSet.of(Change.VERDICTS), false, StandardsSection::of),
    ALERTS("alerts", EnumSet.of(Change.ALERTS), false, AlertsSection::of),
    FEEDS("feeds", EnumSet.of(Change.FEEDS), false, FeedsSection::of),
    CHILDREN(
            "children",
            EnumSet.of(Change.DAYS, Change.MINUTES, Change.FEEDS, Change.VERDICTS, Change.ALERTS),
            true,
            ChildrenSection::of);

    private final String key;
    private final Set<Change> restsOn;
    private final boolean movesWithMinutes;
    private final Function<Moment, Object> compute;

    Section(String key, Set<Change> restsOn, boolean movesWithMinutes, Function<Moment, Object> compute) {
        this.key = key;
        this.restsOn = restsOn;
        this.movesWithMinutes = movesWithMinutes;
        this.compute = compute;
    }

    /** Its name in the API. */
    String key() {
        return key;
    }

    /** What the API shows. */
    Object compute(Moment moment) {
        return compute.apply(moment);
    }

    /** A number that is the same as long as computing the section again would give the same. */
    Stamp stamp(Moment moment) {
        return new Stamp(
                moment.state().changesOf(restsOn),
                movesWithMinutes ? moment.end() : 0,
                moment.today(),
                System.identityHashCode(moment.city()),
                moment.catalogue().digest());
    }

    /** What a computed section rests on. */
    record Stamp(long changes, long end, long today, int city, String catalogue) {}
}
