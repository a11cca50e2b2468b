package org.stationboard.engine.trends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A funnel of proportions of the stations of one class around their common proportion (Spiegelhalter 2005, Statistics in
 * Medicine 24, 1185-1202). Whether stations differ by more than chance is seen from the mean square of their z-scores,
 * winsorised at 10 %, so that a few far out do not hide themselves; only where it is larger than chance would give
 * (1 + 2 sqrt(2 / stations)) are the limits widened, else they are exact binomial. Stations keep the caller's order: a
 * funnel is the opposite of a league table.
 *
 * @param centre common proportion: all successes over all tries
 * @param dispersion mean square of the winsorised z-scores
 * @param spread standard deviation between stations beyond chance; 0 unless widened by it
 * @param widening how the limits were widened
 */
public record Funnel(double centre, double dispersion, double spread, Widening widening, List<Place> places) {
    /** Fewest stations with a count that a funnel is drawn for. */
    public static final int MINIMUM = 5;

    private static final double WINSORISED = 0.1;
    private static final double Z_95 = 1.959963984540054;
    private static final double Z_998 = 3.090232306167813;

    /** A copy of the list. */
    public Funnel {
        places = List.copyOf(places);
    }

    /**
     * The funnel of these stations; empty with fewer than {@value #MINIMUM} that counted anything, or where all or none
     * of the tries succeeded.
     *
     * @param over how to widen the limits where stations differ by more than chance; NONE never does
     */
    public static Optional<Funnel> of(List<Station> stations, Widening over) {
        List<Station> counted = stations.stream().filter(each -> each.d() > 0).toList();
        long n = counted.stream().mapToLong(Station::n).sum();
        long d = counted.stream().mapToLong(Station::d).sum();
        if (counted.size() < MINIMUM || n == 0 || n == d) {
            return Optional.empty();
        }
        double centre = (double) n / d;
        double dispersion = dispersion(counted, centre);
        double chance = 1 + 2 * StrictMath.sqrt(2.0 / counted.size());
        Widening widening = dispersion > chance ? over : Widening.NONE;
        double spread = widening == Widening.ADDITIVE ? spread(counted, centre, dispersion) : 0;
        List<Place> places = new ArrayList<>();
        for (Station each : counted) {
            places.add(place(each, new Funnel(centre, dispersion, spread, widening, List.of())));
        }
        return Optional.of(new Funnel(centre, dispersion, spread, widening, places));
    }

    private static double dispersion(List<Station> stations, double centre) {
        double[] scores = new double[stations.size()];
        for (int i = 0; i < scores.length; i++) {
            Station each = stations.get(i);
            scores[i] = (each.proportion() - centre) / StrictMath.sqrt(centre * (1 - centre) / each.d());
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double low = quantile(sorted, WINSORISED);
        double high = quantile(sorted, 1 - WINSORISED);
        double sum = 0;
        for (double score : scores) {
            double kept = Math.min(high, Math.max(low, score));
            sum += kept * kept;
        }
        return sum / scores.length;
    }

    /** Quantile between neighbours of the sorted values, R's seventh kind. */
    private static double quantile(double[] sorted, double p) {
        double place = (sorted.length - 1) * p;
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Deviation between stations by the method of moments. */
    private static double spread(List<Station> stations, double centre, double dispersion) {
        double weights = 0;
        double squares = 0;
        for (Station each : stations) {
            double weight = each.d() / (centre * (1 - centre));
            weights += weight;
            squares += weight * weight;
        }
        double excess = stations.size() * dispersion - (stations.size() - 1);
        return StrictMath.sqrt(Math.max(0, excess / (weights - squares / weights)));
    }

    private static Place place(Station station, Funnel funnel) {
        Limits inner = funnel.limits(station.d(), Z_95, 0.025);
        Limits outer = funnel.limits(station.d(), Z_998, 0.001);
        return new Place(station, inner, outer, standing(station, outer));
    }

    /** Limits at any number of tries: a line of the funnel, inner (95 %) or outer (99.8 %). */
    public Limits limits(long tries, boolean outer) {
        return outer ? limits(tries, Z_998, 0.001) : limits(tries, Z_95, 0.025);
    }

    /** The common proportion, to the nearest part per million. */
    public long centrePpm() {
        return StrictMath.round(centre * 1_000_000);
    }

    /** The mean square of the z-scores, to the nearest thousandth; about a thousand where chance alone is at work. */
    public long dispersionMilli() {
        return StrictMath.round(dispersion * 1000);
    }

    private Limits limits(long tries, double z, double tail) {
        double chance = centre * (1 - centre) / tries;
        return switch (widening) {
            case NONE ->
                new Limits(
                        Math.max(0, Probability.binomialCrossing(tail, tries, centre) / tries),
                        Math.min(1, Probability.binomialCrossing(1 - tail, tries, centre) / tries));
            case MULTIPLICATIVE -> around(z * StrictMath.sqrt(dispersion * chance));
            case ADDITIVE -> around(z * StrictMath.sqrt(chance + spread * spread));
        };
    }

    private Limits around(double reach) {
        return new Limits(Math.max(0, centre - reach), Math.min(1, centre + reach));
    }

    private static Standing standing(Station station, Limits outer) {
        long ppm = station.n() * 1_000_000 / station.d();
        if (ppm < outer.lowerPpm()) {
            return Standing.BELOW;
        }
        return ppm > outer.upperPpm() ? Standing.ABOVE : Standing.WITHIN;
    }

    /** How limits are widened for differences between stations beyond chance. */
    public enum Widening {
        /** Not at all: exact binomial limits. */
        NONE,
        /** Every deviation is larger by the same factor. */
        MULTIPLICATIVE,
        /** Stations' own proportions vary: even a large one has room. */
        ADDITIVE
    }

    /** Where a station lies by the outer limits. */
    public enum Standing {
        BELOW,
        WITHIN,
        ABOVE
    }

    /** The counts of a station: {@code n} successes among {@code d}. */
    public record Station(String unitId, long n, long d) {
        /** Only 0 to d successes. */
        public Station {
            if (n < 0 || n > d) {
                throw new IllegalArgumentException("n: " + n + " (expected: 0.." + d + ")");
            }
        }

        double proportion() {
            return (double) n / d;
        }
    }

    /** Lower and upper limit of a proportion. */
    public record Limits(double lower, double upper) {
        /** At most the lower limit, in parts per million. */
        public long lowerPpm() {
            return Math.max(0, Outward.down(lower));
        }

        /** At least the upper limit, in parts per million. */
        public long upperPpm() {
            return Math.min(1_000_000, Outward.up(upper));
        }
    }

    /** A station in the funnel: 95 % and 99.8 % limits at its size, and where it lies by the latter. */
    public record Place(Station station, Limits inner, Limits outer, Standing standing) {}
}
