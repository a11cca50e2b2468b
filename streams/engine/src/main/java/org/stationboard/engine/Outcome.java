package org.stationboard.engine;

/** What became of a data record; each counts one in the balance of its partition. The code is its place in the tables. */
enum Outcome {
    /** It is now the newest version. */
    APPLIED(0),
    /** A newer version was there already, or one of the same version that goes before it. */
    SUPERSEDED(1),
    /** The very same version was there already. */
    DUPLICATE(2),
    /** It could not be taken. */
    DEAD(3);

    /** How many codes there are, from 0. */
    static final int CODES = 4;

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Outcome ofCode(int code) {
        for (Outcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new IllegalStateException("outcome: " + code + " (expected: 0..3)");
    }
}
