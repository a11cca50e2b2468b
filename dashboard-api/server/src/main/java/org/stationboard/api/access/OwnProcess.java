package org.stationboard.api.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.util.Optional;

/** What the product's own process asks of itself by HTTP, by a key that is made at its start and leaves it nowhere. */
public final class OwnProcess implements Authenticator {
    private final byte[] digest;

    /** @param key as sent: {@code Authorization: Bearer key} */
    public OwnProcess(String key) {
        this.digest = Secrets.digest("Bearer " + key);
    }

    @Override
    public Future<Optional<Principal>> of(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        boolean own = header != null && MessageDigest.isEqual(digest, Secrets.digest(header));
        return Future.succeededFuture(
                own
                        ? Optional.of(Principal.of("process", Role.OPERATOR, null, Principal.Means.KEY))
                        : Optional.empty());
    }
}
