package org.stationboard.engine;

/** What became of a data record; each counts one in the balance of its partition. */
enum Outcome {
    /** It is now the newest version. */
    APPLIED,
    /** A newer version was there already, or one of the same version that goes before it. */
    SUPERSEDED,
    /** The very same version was there already. */
    DUPLICATE,
    /** It could not be taken. */
    DEAD
}
