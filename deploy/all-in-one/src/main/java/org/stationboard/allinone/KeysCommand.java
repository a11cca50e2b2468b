package org.stationboard.allinone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.access.Secrets;
import org.stationboard.store.AccessToken;
import org.stationboard.store.AccessToken.Kind;
import org.stationboard.store.PostgresTokenStore;
import org.stationboard.store.TokenStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys of sources and operators, and tokens of walls. A secret is shown once, when it is made, and kept nowhere. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Keys: of a source for its feeds and units, of an operator's scripts, of a wall.",
            "Works on a running installation and on one that is stopped."
        })
final class KeysCommand {
    @Mixin
    private final DataOption place = new DataOption();

    private final Clock clock = Clock.systemUTC();

    @Command(mixinStandardHelpOptions = true, description = "Makes a key for a source's records, or for readings.")
    int add(
            @Parameters(paramLabel = "SOURCE", description = "What its records' ids begin with.") String source,
            @Option(
                            names = "--feeds",
                            split = ",",
                            required = true,
                            paramLabel = "FEED",
                            description = "Such as alarm,case.")
                    List<String> feeds,
            @Option(names = "--unit", paramLabel = "ID", description = "Its unit and what stands below. Default: all.")
                    @Nullable
                    String unit,
            @Option(names = "--days", paramLabel = "N", description = "Ends after so many. Default: never.") @Nullable
                    Integer days)
            throws StartRefused {
        AccountsCommand.requireFeeds(feeds);
        Console.line("key: " + make(Kind.SOURCE, source, unit, feeds, days));
        Console.line("send it as Authorization: Bearer KEY; it is not shown again");
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes a key for imports, the clock and the quarantine.")
    int operator(
            @Parameters(paramLabel = "LABEL", description = "Whose it is.") String label,
            @Option(names = "--days", paramLabel = "N", description = "Ends after so many. Default: never.") @Nullable
                    Integer days)
            throws StartRefused {
        Console.line("key: " + make(Kind.OPERATOR, label, null, List.of(), days));
        Console.line("give it to replay and onboarding in STATIONBOARD_KEY; it is not shown again");
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes the token of a wall: it is of use once.")
    int wall(
            @Parameters(paramLabel = "UNIT", description = "The unit whose wall it shows.") String unit,
            @Option(names = "--label", paramLabel = "WORDS", defaultValue = "wall", description = "Where it hangs.")
                    String label)
            throws StartRefused {
        String token = make(Kind.WALL, label, unit, List.of(), null);
        Console.line("open once on the wall's own browser: /wall/" + unit + "#t=" + token);
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Lists keys and walls' tokens, without their secrets.")
    int list() throws StartRefused {
        try (OpenDatabase open = OpenDatabase.of(place.data())) {
            List<AccessToken> tokens = Arrays.stream(Kind.values())
                    .flatMap(kind -> store(open).list(kind).stream())
                    .toList();
            tokens.forEach(token -> Console.line(line(token, clock.instant())));
            if (tokens.isEmpty()) {
                Console.line("no key and no wall's token yet");
            }
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Ends a key or a wall's token within five seconds, for good.")
    int revoke(@Parameters(paramLabel = "ID") String id) throws StartRefused {
        try (OpenDatabase open = OpenDatabase.of(place.data())) {
            if (!store(open).revoke(id, clock.instant())) {
                throw new StartRefused("id: " + id + " (expected: one that has not ended; see keys list)");
            }
            Console.line("revoked " + id);
        }
        return 0;
    }

    private String make(Kind kind, String label, @Nullable String unit, List<String> feeds, @Nullable Integer days)
            throws StartRefused {
        String id = Secrets.id();
        String secret = Secrets.secret();
        Instant now = clock.instant();
        Instant ends = days == null ? null : now.plus(Duration.ofDays(days));
        try (OpenDatabase open = OpenDatabase.in(place.data())) {
            store(open)
                    .add(new AccessToken(id, kind, label, unit, feeds, now, ends, null, null), Secrets.digest(secret));
        }
        return id + '.' + secret;
    }

    private static TokenStore store(OpenDatabase open) {
        return new PostgresTokenStore(open.database());
    }

    private static String line(AccessToken token, Instant now) {
        return String.format(
                Locale.ROOT,
                "%-14s %-8s %-20s %-10s %-8s %s",
                token.id(),
                token.kind().name().toLowerCase(Locale.ROOT),
                token.label(),
                token.unitId() == null ? "all" : token.unitId(),
                token.valid(now) ? "valid" : "ended",
                String.join(",", token.feeds()));
    }
}
