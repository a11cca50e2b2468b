package org.stationboard.engine.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.engine.Bilingual;

/**
 * One case: what happens at one station, and what is to be said of it. Days are epoch days.
 *
 * @param id of the case, as its file is named
 * @param says what it shows
 * @param standards ids of the standards it is about
 * @param covered first day the feeds give their word for
 * @param from day whose 00:00 is the first tick
 * @param feeds that give their word for each day at its end
 * @param silences when a feed neither sends nor gives its word
 * @param closed first day the station is no more; absent where it stays
 * @param changes of the rules, each in force from its day on
 * @param records each as often as it says
 * @param expected what is to be said at the turns that close these days
 */
public record RuleCase(
        String id,
        Bilingual says,
        List<String> standards,
        long covered,
        long from,
        List<String> feeds,
        List<Silence> silences,
        @Nullable Long closed,
        List<Change> changes,
        List<Happening> records,
        List<Expectation> expected) {
    /** Copies the lists. */
    public RuleCase {
        standards = List.copyOf(standards);
        feeds = List.copyOf(feeds);
        silences = List.copyOf(silences);
        changes = List.copyOf(changes);
        records = List.copyOf(records);
        expected = List.copyOf(expected);
    }

    /** The last day anything is expected of. */
    long to() {
        return expected.stream().mapToLong(Expectation::day).max().orElse(from);
    }

    /** Both days inclusive. */
    record Silence(String feed, long from, long to) {
        boolean holds(String otherFeed, long day) {
            return feed.equals(otherFeed) && day >= from && day <= to;
        }
    }

    /** One key of one standard gets another value. */
    record Change(int line, long day, String standard, String key, String value) {}

    /**
     * A record, on each of these days so many times.
     *
     * @param every so many days apart
     * @param reported day it is reported on; absent where it is the day it happened
     * @param reopenedAfter days after which a settled quarrel breaks out again; absent where it holds
     */
    record Happening(
            StationRecord body,
            long from,
            long to,
            int every,
            int times,
            @Nullable Long reported,
            @Nullable Integer reopenedAfter) {}

    /**
     * What is to stand once the day is closed.
     *
     * @param numerator counted in the window; absent where it is not asked for
     * @param denominator eligible in it; absent where it is not asked for
     */
    record Expectation(
            int line,
            long day,
            String standard,
            @Nullable VerdictState verdict,
            @Nullable Long numerator,
            @Nullable Long denominator,
            @Nullable AlertState alert) {}
}
