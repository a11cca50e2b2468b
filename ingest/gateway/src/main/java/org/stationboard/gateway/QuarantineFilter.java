package org.stationboard.gateway;

import java.util.Optional;
import java.util.OptionalLong;
import org.stationboard.contract.Reject;

/**
 * Which entries of the quarantine are asked for.
 *
 * @param from milliseconds since 1970, inclusive
 * @param unsent only what can be sent again and has not been
 */
record QuarantineFilter(Optional<Reject> reason, Optional<String> source, OptionalLong from, boolean unsent) {
    boolean takes(Quarantine.Row row) {
        return reason.map(wanted -> wanted.name().equals(row.reason())).orElse(true)
                && source.map(wanted -> wanted.equals(row.source())).orElse(true)
                && (from.isEmpty() || row.at() >= from.getAsLong())
                && (!unsent || (row.kept() && Boolean.FALSE.equals(row.resent())));
    }
}
