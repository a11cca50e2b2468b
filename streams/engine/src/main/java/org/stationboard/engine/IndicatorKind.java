package org.stationboard.engine;

/** How an indicator's cells behave. */
public enum IndicatorKind {
    /** A flow of single counts; no denominator. */
    COUNT,
    /** A flow of successes and of all that were eligible. */
    PROPORTION,
    /** What stands open: opened less closed, carried from day to day. */
    STOCK,
    /**
     * What a report says of a period, as a number and what it is of: of each day the newest report whose period covers it.
     * Never summed over days; the number may exceed what it is of.
     */
    LEVEL
}
