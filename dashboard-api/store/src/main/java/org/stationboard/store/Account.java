package org.stationboard.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account of a person or service.
 *
 * @param account its id, a code
 * @param displayName shown to its holder alone
 * @param unitId the unit whose subtree is its scope; null is the whole register
 * @param feeds what a reporter may send
 * @param password Argon2id in its own notation; null where it logs in otherwise
 * @param failures wrong passwords in a row
 * @param lockedUntil before then no password is looked at
 * @param changedAt what was opened before is closed
 */
public record Account(
        String account,
        String displayName,
        String role,
        @Nullable String unitId,
        List<String> feeds,
        @Nullable String password,
        boolean disabled,
        int failures,
        @Nullable Instant lockedUntil,
        Instant changedAt) {
    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

    public Account {
        feeds = List.copyOf(feeds);
        if (!account.matches(CODE)) {
            throw new IllegalArgumentException("account: not a code (expected: " + CODE + ")");
        }
    }

    /** Without the password's digest. */
    @Override
    public String toString() {
        return "Account[account=" + account + ", role=" + role + ", unitId=" + unitId + ", disabled=" + disabled + "]";
    }
}
