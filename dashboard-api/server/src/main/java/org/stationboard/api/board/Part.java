package org.stationboard.api.board;

import org.jspecify.annotations.Nullable;

/** A part and its whole as two counts; both null where nothing is known. */
record Part(@Nullable Long n, @Nullable Long d) {
    static final Part UNKNOWN = new Part(null, null);

    Part plus(Part other) {
        if (n == null || d == null) {
            return other;
        }
        return other.n == null || other.d == null ? this : new Part(n + other.n, d + other.d);
    }
}
