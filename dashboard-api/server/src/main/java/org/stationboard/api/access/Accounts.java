package org.stationboard.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.store.Account;
import org.stationboard.store.AccountStore;

/**
 * Logins by password. After {@value #FREE} wrong ones in a row an account is locked for a minute, then for twice as long
 * after each further one, up to an hour; a right one while it is locked is not looked at. Blocks: for workers. Thread-safe.
 */
final class Accounts {
    static final int FREE = 5;
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);

    private final AccountStore store;
    private final Clock clock;

    Accounts(AccountStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The account, where the password is its own; refused without saying which of the two was wrong. */
    Account login(String name, String password) {
        Optional<Account> found = store.find(name).filter(account -> !account.disabled());
        String digest = found.map(Account::password).orElse(null);
        if (found.isEmpty() || digest == null) {
            Passwords.matchesNobody(password);
            throw refused();
        }
        Account account = found.get();
        Instant locked = account.lockedUntil();
        if (locked != null && clock.instant().isBefore(locked)) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_ATTEMPTS, "account: locked (expected: another attempt later)");
        }
        if (!Passwords.matches(password, digest)) {
            int failures = account.failures() + 1;
            store.attempted(name, failures, lockedUntil(failures));
            throw refused();
        }
        if (account.failures() > 0) {
            store.attempted(name, 0, null);
        }
        return account;
    }

    private @Nullable Instant lockedUntil(int failures) {
        if (failures < FREE) {
            return null;
        }
        long doubled = FIRST_LOCK.toSeconds() << Math.min(10, failures - FREE);
        return clock.instant().plusSeconds(Math.min(doubled, LONGEST_LOCK.toSeconds()));
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemCode.LOGIN_REFUSED, "account, password: not taken (expected: an open account and its password)");
    }

    /** The account as it is now, where it may still be used by what was opened at that time. */
    Optional<Account> still(String name, Instant openedAt) {
        return store.find(name)
                .filter(account -> !account.disabled())
                .filter(account -> !account.changedAt().isAfter(openedAt));
    }

    /** The principal of an account's id, where there is such an account, not proven. */
    Optional<Principal> known(String name) {
        return store.find(name).flatMap(account -> principal(account, Principal.Means.NONE));
    }

    /** What an account is to the system; empty where its role is none of an account. */
    static Optional<Principal> principal(Account account, Principal.Means means) {
        return Role.of(account.role())
                .filter(Role::ofAccounts)
                .map(role -> new Principal(
                        account.account(),
                        role,
                        account.unitId(),
                        means,
                        Set.copyOf(account.feeds()),
                        Optional.empty()));
    }
}
