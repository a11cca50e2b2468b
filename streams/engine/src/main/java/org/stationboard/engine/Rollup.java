package org.stationboard.engine;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;

/**
 * Sums final figures of units to a unit above them, with the parents valid on each figure's day ({@link OrgTree#summed}).
 * Pure; safe to share. Where figures lie in a database they are summed there, of the same units; this is the sum in memory
 * and what those sums are held to.
 */
public final class Rollup {
    private final OrgTree tree;
    private final LocalDays days;

    /** Over the register's tree; the zone says on which day a minute lies. */
    public Rollup(OrgTree tree, ZoneId zone) {
        this.tree = tree;
        this.days = new LocalDays(zone);
    }

    /**
     * The unit's figures: one for each indicator, grain and start among the given ones, of those units that were at or
     * under it on that day, ordered by indicator, grain and start. Figures of communities are left out but of the
     * community itself, because their station counts the same. No key may be given twice.
     */
    public List<Figure> sum(String unitId, Collection<Figure> figures) {
        Map<Place, Figure.Builder> sums = new TreeMap<>();
        for (Figure figure : figures) {
            if (tree.isSummed(figure.getUnitId(), unitId, dayOf(figure))) {
                Place place = new Place(figure.getIndicator(), figure.getGrain(), figure.getStart());
                add(sums.computeIfAbsent(place, p -> empty(unitId, p)), figure);
            }
        }
        return sums.values().stream().map(Figure.Builder::build).toList();
    }

    /** The exact interval of the summed proportion. */
    public static ExactInterval summedInterval(Collection<Figure> figures) {
        long n = figures.stream().mapToLong(Figure::getNumerator).sum();
        long d = figures.stream().mapToLong(Figure::getDenominator).sum();
        return ExactInterval.of(n, d);
    }

    private long dayOf(Figure figure) {
        return figure.getGrain() == Grain.MINUTE ? days.ofMinute(figure.getStart()) : figure.getStart();
    }

    private static Figure.Builder empty(String unitId, Place place) {
        return Figure.newBuilder()
                .setUnitId(unitId)
                .setIndicator(place.indicator())
                .setGrain(place.grain())
                .setStart(place.start());
    }

    private static void add(Figure.Builder sum, Figure figure) {
        sum.setNumerator(sum.getNumerator() + figure.getNumerator());
        if (figure.hasDenominator()) {
            sum.setDenominator(sum.getDenominator() + figure.getDenominator());
        }
        if (figure.hasOpened()) {
            sum.setOpened(sum.getOpened() + figure.getOpened());
        }
        if (figure.hasClosed()) {
            sum.setClosed(sum.getClosed() + figure.getClosed());
        }
    }

    private record Place(String indicator, Grain grain, long start) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byIndicator = indicator.compareTo(other.indicator);
            if (byIndicator != 0) {
                return byIndicator;
            }
            int byGrain = grain.compareTo(other.grain);
            return byGrain != 0 ? byGrain : Long.compare(start, other.start);
        }
    }
}
