package org.stationboard.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source's key or a wall's token, without its secret.
 *
 * @param id what the secret is looked up by; names nobody
 * @param label of a key the source that its records name; of a wall where it hangs
 * @param unitId the unit whose records a source may send, or whose wall is shown; null is every unit's
 * @param feeds what a source may send
 * @param expiresAt when it ends by itself; null: never
 * @param exchangedAt when a wall's token became a cookie; null: not yet
 */
public record AccessToken(
        String id,
        Kind kind,
        String label,
        @Nullable String unitId,
        List<String> feeds,
        Instant madeAt,
        @Nullable Instant expiresAt,
        @Nullable Instant exchangedAt,
        @Nullable Instant revokedAt) {
    public AccessToken {
        feeds = List.copyOf(feeds);
    }

    /** What it opens. */
    public enum Kind {
        /** A source's records. */
        SOURCE,
        /** What keeps the product running: imports, the clock, the quarantine. */
        OPERATOR,
        /** One unit's wall. */
        WALL
    }

    /** Whether it opens anything now. */
    public boolean valid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
