package org.stationboard.engine.trends;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Weeks that both a detector and R judged: how often they agree, and each difference in words. */
final class DetectorComparison {
    private static final double NEAR = 1e-4;

    private final String column;
    private final WeekDetector detector;
    private final List<String> differences = new ArrayList<>();
    private int weeks;
    private int alarms;
    private int otherAlarms;
    private int otherBounds;

    DetectorComparison(String column, WeekDetector detector) {
        this.column = column;
        this.detector = detector;
    }

    void week(GoldenFile.Row row, long[] counts) {
        int week = row.whole("week");
        WeekBound bound = detector.judge(counts, week);
        boolean alarm = bound.state() == WeekBound.State.ALARM;
        boolean expected = row.text(column + "_alarm").equals("1");
        weeks++;
        alarms += expected ? 1 : 0;
        boolean differs = alarm != expected;
        otherAlarms += differs ? 1 : 0;
        boolean given = row.given(column + "_upper").isPresent();
        boolean silent = bound.state() == WeekBound.State.TOO_FEW || bound.state() == WeekBound.State.NO_FIT;
        boolean boundDiffers = given == silent || (given && !boundNear(bound, row));
        otherBounds += boundDiffers ? 1 : 0;
        if (differs || boundDiffers) {
            differences.add(String.format(
                    Locale.ROOT,
                    "%s %s week %d: count %d, R's bound %s%s, ours %s",
                    column,
                    row.text("series"),
                    week,
                    counts[week],
                    row.text(column + "_upper"),
                    expected ? " and alarm" : "",
                    bound));
        }
    }

    private boolean boundNear(WeekBound bound, GoldenFile.Row row) {
        boolean expectedNear = !column.equals("flexible") || near(bound.expected(), row.number("flexible_expected"));
        return expectedNear && near(bound.upper(), row.number(column + "_upper"));
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) <= NEAR * Math.abs(other);
    }

    int weeks() {
        return weeks;
    }

    int alarms() {
        return alarms;
    }

    double alarmsAlike() {
        return 1 - (double) otherAlarms / weeks;
    }

    double boundsAlike() {
        return 1 - (double) otherBounds / weeks;
    }

    List<String> differences() {
        return differences;
    }
}
