package org.stationboard.api.read;

import java.util.Set;
import org.stationboard.api.access.Seen;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Standard;

/**
 * Who may see what (standards.md, section 1): Z06 to Z08 are for reviewers and auditors alone, Z04, Z05 and Z13 are never on
 * a wall. Outside of a request, as in what is told of alerts, nobody is a reviewer.
 */
public final class Audience {
    private static final Set<String> REVIEWERS = Set.of("Z06", "Z07", "Z08");
    private static final Set<String> NEVER_ON_A_WALL = Set.of("Z04", "Z05", "Z13");
    private static final Set<String> REVIEWERS_INDICATORS =
            Set.of(Indicators.GRADED + "political", Indicators.GRADED + "terror", Indicators.GRADED + "cult");

    private Audience() {}

    /** Whether a standard's verdicts and alerts are for reviewers alone and the request at hand is of none, by its id. */
    public static boolean forReviewers(String standardId) {
        return REVIEWERS.contains(standardId) && !Seen.reviewers();
    }

    /** Whether an indicator's figures are for reviewers alone and the request at hand is of none. */
    public static boolean ofReviewers(String indicator) {
        return !Seen.reviewers()
                && REVIEWERS_INDICATORS.stream()
                        .anyMatch(id -> indicator.equals(id) || indicator.equals(id + Indicators.FILED));
    }

    /** Whether a standard's verdicts and alerts may stand on a wall, by its id. */
    public static boolean onWalls(String standardId) {
        return !REVIEWERS.contains(standardId) && !NEVER_ON_A_WALL.contains(standardId);
    }

    /** Whether the request at hand may read the standard's verdicts. */
    public static boolean open(Standard standard) {
        return !forReviewers(standard.id()) && !ofReviewers(standard.indicator());
    }
}
