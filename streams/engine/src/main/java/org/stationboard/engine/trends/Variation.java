package org.stationboard.engine.trends;

/** What the newest point of a control chart says: a change for the better or worse, chance, or too few points to tell. */
public enum Variation {
    BETTER,
    WORSE,
    COMMON_CAUSE,
    NOT_ENOUGH
}
