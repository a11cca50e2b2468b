package org.stationboard.api.view;

/** Kinds of change in the live view; each has a counter that says whether a section has to be computed again. */
public enum Change {
    MINUTES,
    VERDICTS,
    ALERTS,
    FEEDS,
    /** A tick that all partitions have completed, or the clock's mode. */
    TICK
}
