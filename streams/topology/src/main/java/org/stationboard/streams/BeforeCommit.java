package org.stationboard.streams;

/** A table that tells its engine when it is about to be made durable. */
interface BeforeCommit {
    /** Sets what is run before each commit; none after the store was opened again. */
    void beforeCommit(Runnable keeper);
}
