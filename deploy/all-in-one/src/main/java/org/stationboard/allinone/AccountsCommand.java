package org.stationboard.allinone;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.access.Passwords;
import org.stationboard.api.access.Role;
import org.stationboard.contract.FeedNames;
import org.stationboard.store.Account;
import org.stationboard.store.AccountStore;
import org.stationboard.store.PostgresAccountStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts of people and services. A password is read from the terminal, or as one line from standard input. */
@Command(
        name = "accounts",
        mixinStandardHelpOptions = true,
        description = {
            "Accounts of an installation: who may log in, as what, for which unit.",
            "Works on a running installation and on one that is stopped."
        })
final class AccountsCommand {
    @Mixin
    private final DataOption place = new DataOption();

    private final Clock clock = Clock.systemUTC();

    @Command(mixinStandardHelpOptions = true, description = "Adds an account.")
    int add(
            @Parameters(paramLabel = "ACCOUNT", description = "Its id, a code that names nobody.") String account,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "city, county, station," + " reviewer, auditor, operator or reporter.")
                    String role,
            @Option(names = "--unit", paramLabel = "ID", description = "Its unit and what stands below. Default: all.")
                    @Nullable
                    String unit,
            @Option(names = "--name", paramLabel = "WORDS", defaultValue = "", description = "Shown nowhere else.")
                    String name,
            @Option(names = "--feeds", split = ",", paramLabel = "FEED", description = "What a reporter may send.")
                    @Nullable
                    List<String> feeds,
            @Option(names = "--certificate", description = "Logs in by client certificate: no password.")
                    boolean certificate)
            throws StartRefused {
        Role known = role(role, unit);
        List<String> sent = feeds == null ? List.of() : feeds;
        requireFeeds(sent);
        Instant now = clock.instant();
        String digest = certificate ? null : Passwords.digest(Typed.password());
        try (OpenDatabase open = OpenDatabase.in(place.data())) {
            Account added;
            try {
                added = new Account(account, name, known.word(), unit, sent, digest, false, 0, null, now);
            } catch (IllegalArgumentException notACode) {
                throw new StartRefused(String.valueOf(notACode.getMessage()));
            }
            if (!store(open).add(added)) {
                throw new StartRefused("account: " + account + " (expected: one that is not there yet)");
            }
            Console.line("added " + account + ", " + known.word() + (unit == null ? "" : " of " + unit));
            if (open.running() && store(open).list().size() == 1) {
                Console.line("the first account: from the next start on everybody is asked who they are");
            }
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Lists the accounts.")
    int list() throws StartRefused {
        try (OpenDatabase open = OpenDatabase.of(place.data())) {
            List<Account> accounts = store(open).list();
            if (accounts.isEmpty()) {
                Console.line("no account yet: nobody is asked who they are, and only this machine is answered");
            }
            for (Account account : accounts) {
                Console.line(String.format(
                        Locale.ROOT,
                        "%-24s %-10s %-10s %s%s",
                        account.account(),
                        account.role(),
                        account.unitId() == null ? "all" : account.unitId(),
                        account.disabled() ? "disabled" : "open",
                        account.password() == null ? ", by certificate" : ""));
            }
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Closes an account; its sessions end within ten seconds.")
    int disable(@Parameters(paramLabel = "ACCOUNT") String account) throws StartRefused {
        try (OpenDatabase open = OpenDatabase.of(place.data())) {
            require(store(open).disable(account, true, clock.instant()), account);
            Console.line("disabled " + account);
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Opens an account that was disabled.")
    int enable(@Parameters(paramLabel = "ACCOUNT") String account) throws StartRefused {
        try (OpenDatabase open = OpenDatabase.of(place.data())) {
            require(store(open).disable(account, false, clock.instant()), account);
            Console.line("enabled " + account);
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Gives an account another password and unlocks it.")
    int password(@Parameters(paramLabel = "ACCOUNT") String account) throws StartRefused {
        String digest = Passwords.digest(Typed.password());
        try (OpenDatabase open = OpenDatabase.of(place.data())) {
            require(store(open).password(account, digest, clock.instant()), account);
            boolean disabled =
                    store(open).find(account).filter(Account::disabled).isPresent();
            Console.line("changed the password of " + account
                    + (disabled ? ", which is disabled still; see accounts enable" : ""));
        }
        return 0;
    }

    private static AccountStore store(OpenDatabase open) {
        return new PostgresAccountStore(open.database());
    }

    private static void require(boolean there, String account) throws StartRefused {
        if (!there) {
            throw new StartRefused("account: " + account + " (expected: one that is there; see accounts list)");
        }
    }

    private static Role role(String word, @Nullable String unit) throws StartRefused {
        Role role = Role.of(word).filter(Role::ofAccounts).orElse(null);
        if (role == null) {
            String known = Arrays.stream(Role.values())
                    .filter(Role::ofAccounts)
                    .map(Role::word)
                    .collect(Collectors.joining(", "));
            throw new StartRefused("role: " + word + " (expected: one of " + known + ")");
        }
        if (unit == null && (role == Role.COUNTY || role == Role.STATION)) {
            throw new StartRefused("unit: none (expected: --unit ID for the role " + word + ")");
        }
        return role;
    }

    static void requireFeeds(List<String> feeds) throws StartRefused {
        for (String feed : feeds) {
            if (FeedNames.body(feed).isEmpty() && !feed.equals("telemetry")) {
                throw new StartRefused(
                        "feeds: " + feed + " (expected: telemetry, or of " + String.join(", ", FeedNames.all()) + ")");
            }
        }
    }
}
