package org.stationboard.api.access;

import io.vertx.core.Future;
import java.util.Optional;

/** Where it is written down who read and did what. */
public interface AccessLog {
    /** What was decided of a request. */
    enum Outcome {
        ALLOWED,
        REFUSED
    }

    /**
     * Writes down what is about to be answered, where it is of a kind that is audited.
     *
     * @param unitId the unit asked for, where there is one and the register has it
     * @return done once it is written, or where nothing is to be; failed where it could not be written
     */
    Future<Void> write(Principal principal, String operation, Optional<String> unitId, Outcome outcome);

    /** Writes nothing: for an installation without accounts. */
    static AccessLog none() {
        return (principal, operation, unitId, outcome) -> Future.succeededFuture();
    }
}
