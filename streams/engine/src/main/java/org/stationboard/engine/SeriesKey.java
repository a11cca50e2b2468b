package org.stationboard.engine;

/** Names the days of one unit and indicator; ordered by unit, then indicator. */
record SeriesKey(String unitId, String indicator) implements Comparable<SeriesKey> {
    @Override
    public int compareTo(SeriesKey other) {
        int byUnit = unitId.compareTo(other.unitId);
        return byUnit != 0 ? byUnit : indicator.compareTo(other.indicator);
    }
}
