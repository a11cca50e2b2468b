package org.stationboard.engine;

import org.stationboard.contract.v1.Assurance;
import org.stationboard.contract.v1.Variation;

/** What the months before say of a figure and of its target. */
record Trend(Variation variation, Assurance assurance) {
    static final Trend UNKNOWN = new Trend(Variation.VARIATION_UNKNOWN, Assurance.ASSURANCE_UNKNOWN);
}
