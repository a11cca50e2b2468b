package org.stationboard.engine;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.stationboard.contract.v1.Figure;

/** Sums final figures of units to a unit above them, with the parents valid on each figure's day. Pure; safe to share. */
public final class Rollup {
    /** Over the register's tree; the zone says on which day a minute lies. */
    public Rollup(OrgTree tree, ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    /**
     * The unit's figures: one for each indicator, grain and start among the given ones, of those units that were at or
     * under it on that day, ordered by indicator, grain and start. No key may be given twice.
     */
    public List<Figure> sum(String unitId, Collection<Figure> figures) {
        throw new UnsupportedOperationException();
    }

    /** The exact interval of the summed proportion. */
    public static ExactInterval summedInterval(Collection<Figure> figures) {
        throw new UnsupportedOperationException();
    }
}
