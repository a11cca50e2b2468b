package org.stationboard.gateway;

import org.stationboard.contract.v1.Unit;

/**
 * One thing that a new register changes.
 *
 * @param unit id of the unit
 * @param day local day it holds from, as days since 1970-01-01
 * @param from what it was, of a merger the successor named before; empty where that says nothing
 * @param to what it is: of a merger the successor, of a move the new parent
 */
public record RegisterChange(Kind kind, String unit, long day, String from, String to) {
    /** What can happen to a unit. Its log key never changes, and it is never taken out of the register. */
    public enum Kind {
        OPENED,
        CLOSED,
        /** Closed, and another unit took its tasks over. */
        MERGED,
        REOPENED,
        /** To another parent. */
        MOVED,
        RENAMED,
        /** Urban, town or rural. */
        RECLASSED,
        /** Residents or officers. */
        RECOUNTED,
        /** A span begins on another day than it did. */
        REDATED
    }

    static RegisterChange opened(Unit unit) {
        return new RegisterChange(Kind.OPENED, unit.getId(), unit.getValidFrom(), "", unit.getParent());
    }
}
