package org.stationboard.engine.trends;

/** Whether a process as it runs will keep its target: always, never, by chance now and then, or too few points to tell. */
public enum Assurance {
    CONSISTENTLY_PASSES,
    CONSISTENTLY_FAILS,
    HIT_OR_MISS,
    NOT_ENOUGH
}
