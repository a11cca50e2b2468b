package org.stationboard.engine;

import java.util.List;
import org.stationboard.contract.v1.StationRecord;

/** What a record contributes to the figures: a pure function of the record. */
public final class Contributions {
    private Contributions() {}

    /**
     * The contributions of a record's state, none for a withdrawn record, a feed mark or a control record. A cell may
     * appear more than once; its amounts add.
     *
     * @throws IllegalArgumentException where a time the body cannot do without is absent or out of range; the message
     *     names the field and what was expected
     */
    public static List<Contribution> of(StationRecord stationRecord, Parameters parameters) {
        throw new UnsupportedOperationException();
    }
}
