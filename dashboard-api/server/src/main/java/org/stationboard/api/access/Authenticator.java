package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** One way to prove who asks. Called on the event loop; what blocks it does elsewhere. */
@FunctionalInterface
public interface Authenticator {
    /**
     * The principal that the request proves; empty where it shows nothing of this kind. A proof that does not hold (forged,
     * expired, withdrawn) makes an anonymous one, whatever else the request shows.
     */
    Future<Optional<Principal>> of(HttpServerRequest request);
}
