package org.stationboard.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts. Every call blocks; any thread. */
public interface AccountStore {
    /** Adds an account that is not there yet; whether it was added. */
    boolean add(Account account);

    /**
     * Adds an account that somebody else answers for, or gives it the role and unit that are claimed now; whether it may be
     * used. One that has a password here, or is disabled, is left as it is and may not.
     */
    boolean provision(Account account);

    Optional<Account> find(String account);

    /** All of them by id. */
    List<Account> list();

    /** Gives it another password, unlocks it and closes what was opened; whether there is such an account. */
    boolean password(String account, String digest, Instant at);

    /** Closes or opens it; whether there is such an account. */
    boolean disable(String account, boolean disabled, Instant at);

    /** After a login: how many failures in a row there are now, and until when no password is looked at. */
    void attempted(String account, int failures, @Nullable Instant lockedUntil);
}
