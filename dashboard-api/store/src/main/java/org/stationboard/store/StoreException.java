package org.stationboard.store;

import java.io.Serial;
import java.sql.SQLException;

/** A read or write that the database did not carry out, with what a caller can do about it. */
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a caller has to tell cases apart. */
    public enum Reason {
        /** The database cannot be reached or is stopping: the same call may succeed later. */
        UNAVAILABLE,
        /** The database refused: the same call will fail again. */
        REFUSED
    }

    private final Reason reason;

    StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** From what the driver says; classes 08, 53, 57 and 58 of SQLSTATE are the server's absence, not our fault. */
    static StoreException of(String doing, SQLException cause) {
        String state = cause.getSQLState();
        boolean absent = state == null || state.startsWith("08") || state.startsWith("5");
        return new StoreException(
                absent ? Reason.UNAVAILABLE : Reason.REFUSED, doing + " failed, SQLSTATE " + state, cause);
    }

    public Reason reason() {
        return reason;
    }
}
