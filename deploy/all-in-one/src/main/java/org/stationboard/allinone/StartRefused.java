package org.stationboard.allinone;

import org.jspecify.annotations.Nullable;

/** Why the product does not start, in a sentence for whoever started it: the value and what was expected. */
final class StartRefused extends Exception {
    private static final long serialVersionUID = 1L;

    StartRefused(@Nullable String message) {
        super(message);
    }
}
