package org.stationboard.gateway.telemetry;

import java.util.Optional;
import org.stationboard.contract.v1.DeviceKind;

/**
 * One row of the device register. A device that moves to another unit has a row for each span.
 *
 * @param id as [a-z0-9-], 1 to 64 characters; never a MAC address or a number of a person
 * @param credential empty where the device may not log in by itself: its readings then come by HTTP
 * @param validFrom first local day, as days since 1970-01-01
 * @param validTo first local day that is no longer valid; {@link Long#MAX_VALUE} = open
 */
record Device(
        String id, String unitId, DeviceKind kind, Optional<Credential> credential, long validFrom, long validTo) {
    boolean validOn(long day) {
        return validFrom <= day && day < validTo;
    }

    boolean apartFrom(Device other) {
        return validTo <= other.validFrom || other.validTo <= validFrom;
    }
}
