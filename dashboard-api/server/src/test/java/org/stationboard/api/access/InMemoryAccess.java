package org.stationboard.api.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.stationboard.store.AccessToken;
import org.stationboard.store.Account;
import org.stationboard.store.AccountStore;
import org.stationboard.store.AuditEntry;
import org.stationboard.store.AuditLog;
import org.stationboard.store.TokenStore;

/** Accounts, tokens and the audit log over plain maps. */
public final class InMemoryAccess implements AccountStore, TokenStore, AuditLog {
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, AccessToken> tokens = new TreeMap<>();
    private final Map<String, byte[]> secrets = new HashMap<>();
    private final Map<String, byte[]> cookies = new HashMap<>();
    private final List<AuditEntry> entries = new ArrayList<>();
    private boolean full;

    public AccountPorts ports() {
        return new AccountPorts(this, this, this);
    }

    /** From now on nothing can be written into the audit log; or again. */
    public synchronized void full(boolean now) {
        full = now;
    }

    public synchronized List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized boolean add(Account account) {
        return accounts.putIfAbsent(account.account(), account) == null;
    }

    @Override
    public synchronized boolean provision(Account account) {
        Account was = accounts.get(account.account());
        boolean usable = was == null || (was.password() == null && !was.disabled());
        if (usable) {
            accounts.put(account.account(), account);
        }
        return usable;
    }

    @Override
    public synchronized Optional<Account> find(String account) {
        return Optional.ofNullable(accounts.get(account));
    }

    @Override
    public synchronized List<Account> list() {
        return List.copyOf(accounts.values());
    }

    @Override
    public synchronized boolean password(String account, String digest, Instant at) {
        return change(account, was -> copy(was, digest, was.disabled(), 0, null, at));
    }

    @Override
    public synchronized boolean disable(String account, boolean disabled, Instant at) {
        return change(account, was -> copy(was, was.password(), disabled, was.failures(), was.lockedUntil(), at));
    }

    @Override
    public synchronized void attempted(String account, int failures, @Nullable Instant lockedUntil) {
        change(account, was -> copy(was, was.password(), was.disabled(), failures, lockedUntil, was.changedAt()));
    }

    private boolean change(String account, UnaryOperator<Account> change) {
        return accounts.computeIfPresent(account, (same, was) -> change.apply(was)) != null;
    }

    private static Account copy(
            Account was,
            @Nullable String password,
            boolean disabled,
            int failures,
            @Nullable Instant lockedUntil,
            Instant changedAt) {
        return new Account(
                was.account(),
                was.displayName(),
                was.role(),
                was.unitId(),
                was.feeds(),
                password,
                disabled,
                failures,
                lockedUntil,
                changedAt);
    }

    @Override
    public synchronized void add(AccessToken token, byte[] secretDigest) {
        tokens.put(token.id(), token);
        secrets.put(token.id(), secretDigest);
    }

    @Override
    public synchronized Optional<AccessToken> find(String id, byte[] secretDigest) {
        return Optional.ofNullable(tokens.get(id)).filter(token -> Arrays.equals(secrets.get(id), secretDigest));
    }

    @Override
    public synchronized Optional<AccessToken> ofSession(byte[] sessionDigest) {
        return tokens.values().stream()
                .filter(token -> Arrays.equals(cookies.get(token.id()), sessionDigest))
                .findFirst();
    }

    @Override
    public synchronized Optional<AccessToken> exchange(
            String id, byte[] secretDigest, byte[] sessionDigest, Instant now) {
        Optional<AccessToken> found = find(id, secretDigest)
                .filter(token -> token.kind() == AccessToken.Kind.WALL && token.valid(now) && !cookies.containsKey(id));
        found.ifPresent(token -> cookies.put(id, sessionDigest));
        return found;
    }

    @Override
    public synchronized List<AccessToken> list(AccessToken.Kind kind) {
        return tokens.values().stream().filter(token -> token.kind() == kind).toList();
    }

    @Override
    public synchronized boolean revoke(String id, Instant at) {
        return tokens.computeIfPresent(
                        id,
                        (same, was) -> new AccessToken(
                                id,
                                was.kind(),
                                was.label(),
                                was.unitId(),
                                was.feeds(),
                                was.madeAt(),
                                was.expiresAt(),
                                was.exchangedAt(),
                                at))
                != null;
    }

    @Override
    public synchronized void add(AuditEntry entry) {
        if (full) {
            throw new IllegalStateException("audit log: full");
        }
        entries.add(new AuditEntry(
                entries.size() + 1L,
                entry.at(),
                entry.account(),
                entry.role(),
                entry.operation(),
                entry.unitId(),
                entry.outcome()));
    }

    @Override
    public synchronized List<AuditEntry> newest(long before, int limit) {
        List<AuditEntry> newest = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0 && newest.size() < limit; i--) {
            if (entries.get(i).number() < before) {
                newest.add(entries.get(i));
            }
        }
        return newest;
    }
}
