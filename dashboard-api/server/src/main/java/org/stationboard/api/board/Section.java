package org.stationboard.api.board;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.stationboard.api.view.Change;

/** The parts of a board that are sent whole when they change. */
enum Section {
    CALLS,
    DISPUTES,
    STANDARDS,
    ALERTS,
    FEEDS,
    CHILDREN;

    /** Its name in the API. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the API shows. */
    Object compute(Moment moment) {
        return switch (this) {
            case CALLS -> CallsSection.of(moment);
            case DISPUTES -> DisputesSection.of(moment);
            case STANDARDS -> StandardsSection.of(moment);
            case ALERTS -> AlertsSection.of(moment);
            case FEEDS -> FeedsSection.of(moment);
            case CHILDREN -> ChildrenSection.of(moment);
        };
    }

    /** What is the same as long as computing the section again would give the same. */
    Stamp stamp(Moment moment) {
        return new Stamp(
                moment.state().changesOf(restsOn()),
                movesWithMinutes() ? moment.end() : 0,
                moment.today(),
                System.identityHashCode(moment.city()),
                moment.catalogue().digest());
    }

    private Set<Change> restsOn() {
        return switch (this) {
            case CALLS -> EnumSet.of(Change.DAYS, Change.MINUTES, Change.FEEDS, Change.TICK);
            case DISPUTES -> EnumSet.of(Change.DAYS, Change.FEEDS, Change.TICK);
            case STANDARDS -> EnumSet.of(Change.VERDICTS);
            case ALERTS -> EnumSet.of(Change.ALERTS);
            case FEEDS -> EnumSet.of(Change.FEEDS);
            case CHILDREN -> EnumSet.of(Change.DAYS, Change.MINUTES, Change.FEEDS, Change.VERDICTS, Change.ALERTS);
        };
    }

    private boolean movesWithMinutes() {
        return switch (this) {
            case CALLS, CHILDREN -> true;
            case DISPUTES, STANDARDS, ALERTS, FEEDS -> false;
        };
    }

    /** What a computed section rests on. */
    record Stamp(long changes, long end, long today, int city, String catalogue) {}
}
