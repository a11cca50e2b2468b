package org.stationboard.engine;

import java.util.List;
import java.util.Optional;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Unit;

/** The units of a register as a tree that changes from day to day. Immutable; safe to share. Days are epoch days. */
public final class OrgTree {
    /** The tree of a register. */
    public OrgTree(Register register) {
        throw new UnsupportedOperationException();
    }

    /** The units valid on the day, in the register's order. */
    public List<Unit> unitsOn(long day) {
        throw new UnsupportedOperationException();
    }

    /** The unit's row that is valid on the day. */
    public Optional<Unit> unit(String unitId, long day) {
        throw new UnsupportedOperationException();
    }

    /** The log key that orders the unit's records; the same on every day. */
    public Optional<String> logKey(String unitId) {
        throw new UnsupportedOperationException();
    }

    /** The first day the unit was valid. */
    public Optional<Long> firstDay(String unitId) {
        throw new UnsupportedOperationException();
    }

    /** Direct children valid on the day, in the register's order. */
    public List<Unit> children(String unitId, long day) {
        throw new UnsupportedOperationException();
    }

    /** The stations at or under the unit on the day, in the register's order. */
    public List<Unit> stationsUnder(String unitId, long day) {
        throw new UnsupportedOperationException();
    }

    /** From the unit at the top down to the unit itself; empty where the unit is not valid on the day. */
    public List<Unit> pathTo(String unitId, long day) {
        throw new UnsupportedOperationException();
    }
}
