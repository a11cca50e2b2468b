package org.stationboard.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reports of one standard and unit that may count: given by a role that may, of periods that have begun by the day
 * judged.
 */
record Reports(List<LevelReport> admitted) {
    static Reports of(List<LevelReport> begun, Reporting reporting) {
        return new Reports(begun.stream().filter(reporting::admits).toList());
    }

    /** The report that speaks for the day: the greatest that covers it, else the one whose period ended last. */
    @Nullable
    LevelReport standingOn(long day) {
        LevelReport covering = covering(day);
        if (covering != null) {
            return covering;
        }
        LevelReport last = null;
        for (LevelReport report : admitted) {
            boolean later = last == null
                    || report.until() > last.until()
                    || (report.until() == last.until() && report.compareTo(last) > 0);
            if (report.until() < day && later) {
                last = report;
            }
        }
        return last;
    }

    /** The greatest report whose period holds the day. */
    @Nullable
    LevelReport covering(long day) {
        LevelReport best = null;
        for (LevelReport report : admitted) {
            boolean covers = report.from() <= day && day <= report.until();
            if (covers && (best == null || report.compareTo(best) > 0)) {
                best = report;
            }
        }
        return best;
    }
}
