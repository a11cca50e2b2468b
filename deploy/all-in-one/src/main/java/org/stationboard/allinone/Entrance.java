package org.stationboard.allinone;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.stationboard.api.access.OidcSettings;
import org.stationboard.api.access.OwnMachine;
import org.stationboard.store.Account;

/**
 * Where an installation is reached, and what it asks of whom. Immutable.
 *
 * @param host address to listen on
 * @param accounts when people and systems have to say who they are
 * @param tls its certificate, where it speaks TLS itself
 * @param clientAuthority PEM of the authority whose client certificates are taken; needs {@code tls}
 * @param proxied whether something before it speaks TLS to browsers
 * @param provider where people log in besides, or instead
 */
record Entrance(
        String host,
        Accounts accounts,
        Optional<Tls> tls,
        Optional<Path> clientAuthority,
        boolean proxied,
        Optional<OidcSettings> provider) {
    /** When people and systems have to say who they are. */
    enum Accounts {
        /** Never: whoever sits at the machine may do everything. */
        NEVER,
        /** Where there is an account. */
        WHERE_THERE_ARE,
        ALWAYS
    }

    /** PEM files of the certificate with its chain, and of its key. */
    record Tls(Path certificate, Path key) {}

    Entrance {
        if (clientAuthority.isPresent() && tls.isEmpty()) {
            throw new IllegalArgumentException(
                    "client-ca: without TLS (expected: --tls-certificate and --tls-key beside it)");
        }
        boolean beyond = !OwnMachine.loopback(host);
        if (beyond && accounts == Accounts.NEVER) {
            throw new IllegalArgumentException("host: " + host + " (expected: a loopback address without accounts)");
        }
        if (beyond && tls.isEmpty() && !proxied) {
            throw new IllegalArgumentException("host: " + host
                    + " (expected: --tls-certificate and --tls-key, or --behind-tls where a proxy has them)");
        }
    }

    /** This machine alone, nobody asked. */
    static Entrance ownMachine() {
        return new Entrance("127.0.0.1", Accounts.NEVER, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** Whether others can reach it. */
    boolean beyondLoopback() {
        return !OwnMachine.loopback(host);
    }

    /**
     * Whether everybody is asked who they are, where these accounts are kept.
     *
     * @throws StartRefused where others reach it and nobody could say who they are
     */
    boolean asks(List<Account> kept) throws StartRefused {
        if (accounts == Accounts.NEVER) {
            return false;
        }
        boolean open = provider.isPresent() || kept.stream().anyMatch(account -> !account.disabled());
        if (!open && beyondLoopback()) {
            throw new StartRefused("host: " + host + " (expected: an account first; see stationboard accounts add)");
        }
        // Whoever disables the last account does not mean that nobody is asked any more.
        return accounts == Accounts.ALWAYS || provider.isPresent() || !kept.isEmpty();
    }

    /** What is odd about open accounts whose unit is none: their people log in and see nothing. */
    static List<String> lost(List<Account> kept, Predicate<String> known) {
        return kept.stream()
                .filter(account -> !account.disabled())
                .filter(account -> account.unitId() != null && !known.test(account.unitId()))
                .map(account -> "account " + account.account() + ": unit " + account.unitId()
                        + " (expected: one of the register) sees nothing")
                .toList();
    }

    /** Whether browsers reach it over TLS alone. */
    boolean encrypted() {
        return tls.isPresent() || proxied;
    }
}
