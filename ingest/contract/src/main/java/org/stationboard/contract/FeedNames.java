package org.stationboard.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.StationRecord.BodyCase;

/**
 * The names of the feeds: a feed is what one source sends of one body, named as the body in the contract, with hyphens:
 * {@code alarm}, {@code information-check}. Immutable facts; safe to share.
 */
public final class FeedNames {
    private static final List<BodyCase> BODIES = Arrays.stream(BodyCase.values())
            .filter(body -> body != BodyCase.CONTROL && body != BodyCase.FEED_MARK && body != BodyCase.BODY_NOT_SET)
            .toList();

    private static final Map<BodyCase, String> NAMES = BODIES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(),
                    body -> body.name().toLowerCase(Locale.ROOT).replace('_', '-')));

    private static final Map<String, BodyCase> BY_NAME =
            BODIES.stream().collect(Collectors.toUnmodifiableMap(FeedNames::name, Function.identity()));

    private FeedNames() {}

    /** The feed a record belongs to; empty for control records, feed marks and a record without a body. */
    public static Optional<String> of(StationRecord stationRecord) {
        return Optional.ofNullable(NAMES.get(stationRecord.getBodyCase()));
    }

    /** The body a feed of this name carries; empty where there is no such feed. */
    public static Optional<BodyCase> body(String feed) {
        return Optional.ofNullable(BY_NAME.get(feed));
    }

    /** All feeds, in the order of the contract. */
    public static List<String> all() {
        return BODIES.stream().map(FeedNames::name).toList();
    }

    private static String name(BodyCase body) {
        String name = NAMES.get(body);
        if (name == null) {
            throw new IllegalArgumentException("body: " + body + " (expected: one that a source sends)");
        }
        return name;
    }
}
