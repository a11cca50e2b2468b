package org.stationboard.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys of sources and tokens of walls. Secrets are given and kept as SHA-256 digests. Every call blocks; any thread. */
public interface TokenStore {
    /** Keeps a new one. */
    void add(AccessToken token, byte[] secretDigest);

    /** The one of that id and secret. */
    Optional<AccessToken> find(String id, byte[] secretDigest);

    /** The wall's whose token was exchanged for that cookie. */
    Optional<AccessToken> ofSession(byte[] sessionDigest);

    /** Exchanges a wall's token for a cookie, once and while it is valid; the token, where that was done. */
    Optional<AccessToken> exchange(String id, byte[] secretDigest, byte[] sessionDigest, Instant now);

    /** All of a kind, newest first. */
    List<AccessToken> list(AccessToken.Kind kind);

    /** Ends one for good; whether there was one that had not ended. */
    boolean revoke(String id, Instant at);
}
