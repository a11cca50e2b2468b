package org.stationboard.store;

import java.io.Serial;
import java.sql.SQLException;
import java.util.List;

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

    static StoreException of(String doing, SQLException cause) {
        return new StoreException(
                isAbsence(cause) ? Reason.UNAVAILABLE : Reason.REFUSED,
                doing + " failed, SQLSTATE " + cause.getSQLState(),
                cause);
    }

    /** Whether the server takes no writes now: SQLSTATE 25006. */
    static boolean isReadOnly(SQLException cause) {
        return "25006".equals(cause.getSQLState());
    }

    /** Whether the server is absent, read-only or short of something: SQLSTATE classes 08, 53, 57 and 58, or none at all. */
    static boolean isAbsence(SQLException cause) {
        String state = cause.getSQLState();
        return state == null
                || isReadOnly(cause)
                || List.of("08", "53", "57", "58").contains(state.substring(0, Math.min(2, state.length())));
    }

    public Reason reason() {
        return reason;
    }
}
