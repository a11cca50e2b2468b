package org.stationboard.engine;

import org.stationboard.contract.FigureForm;

/** Takes figures in parts, so that a host that sends bytes need not make an object of each. */
@FunctionalInterface
public interface FigureTaker {
    /**
     * Takes one whole figure.
     *
     * @param form unit, indicator and grain
     * @param start local day as days since 1970-01-01, or epoch minutes
     * @param numerator never negative
     * @param denominator as the contract says, or {@link FigureForm#ABSENT}; so are the amounts that follow
     */
    void figure(FigureForm form, long start, long numerator, long denominator, long opened, long closed);
}
