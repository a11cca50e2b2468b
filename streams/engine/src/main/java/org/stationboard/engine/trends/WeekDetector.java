package org.stationboard.engine.trends;

/** A rule that says which weekly counts are unusually high for their season, from the same weeks of past years. */
public sealed interface WeekDetector permits FarringtonFlexible, Farrington {
    /** Weeks that a year is taken to have. */
    int YEAR = 52;

    /** Fewest years of weeks before the week judged. */
    int FEWEST_YEARS = 3;

    /** Most years looked back. */
    int MOST_YEARS = 5;

    /** Weeks on either side of the same week of a past year. */
    int HALF_WINDOW = 3;

    /**
     * What to think of a week's count.
     *
     * @param counts counts of consecutive weeks, the oldest first
     * @param week index of the week judged; what follows it is not looked at
     */
    WeekBound judge(long[] counts, int week);

    /** Years that can be looked back from a week, its window included; 0 where they are too few. */
    static int years(int week) {
        int years = Math.min(MOST_YEARS, (week - HALF_WINDOW) / YEAR);
        return years < FEWEST_YEARS ? 0 : years;
    }
}
