package org.stationboard.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Contribution;
import org.stationboard.engine.Contributions;
import org.stationboard.engine.Parameters;

/** The days on which a record counts, by the engine's own word. */
final class DaySpans {
    private final Parameters parameters;

    DaySpans(Parameters parameters) {
        this.parameters = parameters;
    }

    /** First and last local day of what the record contributes; null when it contributes nothing. */
    @Nullable
    DayRange of(StationRecord stationRecord) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (Contribution contribution : contributions(stationRecord)) {
            if (contribution.grain() == Grain.DAY) {
                from = Math.min(from, contribution.start());
                to = Math.max(to, contribution.until());
            }
        }
        return from <= to ? new DayRange(from, to) : null;
    }

    private List<Contribution> contributions(StationRecord stationRecord) {
        try {
            return Contributions.of(stationRecord, parameters);
        } catch (IllegalArgumentException notCountable) {
            // The engine takes no such record either and says so on dead-letters, which the store keeps.
            return List.of();
        }
    }
}
