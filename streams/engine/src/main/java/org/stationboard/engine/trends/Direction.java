package org.stationboard.engine.trends;

/** Which way of a series is good. */
public enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER
}
