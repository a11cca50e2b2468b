package org.stationboard.engine.looks;

/** How often a rule called a miss: of years, of stations in ten years, and how soon. Not thread-safe. */
final class LooksResult {
    private final String rule;
    private final int[] stationsByFirstYear = new int[LooksSimulation.YEARS];
    private int stations;
    private int yearsMissed;
    private int first = -1;
    private int lastYear = -1;

    LooksResult(String rule) {
        this.rule = rule;
    }

    /** A look on a day of the ten years; days before them are below nothing and do not count. */
    void look(int day, boolean missed) {
        if (!missed || day < 0) {
            return;
        }
        if (first < 0) {
            first = day;
        }
        int year = day / LooksSimulation.YEAR;
        if (year != lastYear) {
            lastYear = year;
            yearsMissed++;
        }
    }

    void endOfStation() {
        if (first >= 0) {
            stationsByFirstYear[first / LooksSimulation.YEAR]++;
        }
        stations++;
        first = -1;
        lastYear = -1;
    }

    String rule() {
        return rule;
    }

    /** Share of years with a miss on any day. */
    double ofYears() {
        return (double) yearsMissed / stations / LooksSimulation.YEARS;
    }

    /** Share of stations called a miss by the end of so many years. */
    double within(int years) {
        int found = 0;
        for (int i = 0; i < years; i++) {
            found += stationsByFirstYear[i];
        }
        return (double) found / stations;
    }
}
