package org.stationboard.api.access;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. Immutable.
 *
 * @param account id of the account, key or wall token; never a person's name
 * @param unitId the unit whose subtree is its scope; null is the whole register
 * @param means how it was proven
 * @param feeds what a source or reporter may send; empty for everybody else
 * @param source the only source its records may name; empty: any
 */
public record Principal(
        String account, Role role, @Nullable String unitId, Means means, Set<String> feeds, Optional<String> source) {
    private static final Principal ANONYMOUS =
            new Principal("anonymous", Role.ANONYMOUS, null, Means.NONE, Set.of(), Optional.empty());
    private static final Principal DEMO =
            new Principal("demo", Role.DEMO, null, Means.LOOPBACK, Set.of(), Optional.empty());

    public Principal {
        feeds = Set.copyOf(feeds);
    }

    /** How a principal was proven. */
    public enum Means {
        /** Not at all. */
        NONE,
        /** It sits at the machine of an installation without accounts. */
        LOOPBACK,
        /** A cookie that its browser sends along by itself, so another site could use it too. */
        COOKIE,
        /** A key in a header. */
        KEY,
        /** A client certificate. Browsers send it along by themselves too. */
        CERTIFICATE;

        /** Whether a browser sends it along without being asked. */
        public boolean automatic() {
            return this == COOKIE || this == CERTIFICATE;
        }
    }

    public static Principal anonymous() {
        return ANONYMOUS;
    }

    /** At the machine of an installation without accounts. */
    public static Principal demo() {
        return DEMO;
    }

    /** An account's. */
    public static Principal of(String account, Role role, @Nullable String unitId, Means means) {
        return new Principal(account, role, unitId, means, Set.of(), Optional.empty());
    }

    /** Whether a person or service has proven to be this one. */
    public boolean proven() {
        return means == Means.COOKIE || means == Means.KEY || means == Means.CERTIFICATE;
    }
}
