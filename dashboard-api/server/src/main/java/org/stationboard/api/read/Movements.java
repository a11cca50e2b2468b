package org.stationboard.api.read;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a figure moved between two periods, part by part; exact, and what the parts say adds up to what the whole says. A
 * count moved by the sum of its parts' movements. A rate is the parts' rates weighted by their share of all that were
 * eligible: what it moved by is split into what the parts' rates moved by at the mean of both shares (rate) and what the
 * shares moved by at the mean of both rates (mix), after Kitagawa (1955). Published in parts per million, rounded so that
 * the sum stays exact (largest remainders). Pure.
 */
public final class Movements {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private Movements() {}

    /**
     * A part's counts in both periods.
     *
     * @param name of the part: a unit's or an indicator's id
     */
    public record Part(String name, long before, long eligibleBefore, long after, long eligibleAfter) {}

    /** What a part explains of a rate's movement, in parts per million of it; of a part that came or went all is mix. */
    public record Effect(String name, long ratePpm, long mixPpm) {}

    /** A whole rate's movement, its rates rounded down, and what explains it: {@code movedPpm} is the sum of all effects. */
    public record Explained(
            @Nullable Long beforePpm,
            @Nullable Long afterPpm,
            @Nullable Long movedPpm,
            List<Effect> effects) {}

    /** Explains a rate; without anything eligible in one of the periods there is nothing to explain. */
    public static Explained rate(List<Part> parts) {
        BigInteger before = sum(parts.stream().map(Part::eligibleBefore).toList());
        BigInteger after = sum(parts.stream().map(Part::eligibleAfter).toList());
        Long first = ppm(sum(parts.stream().map(Part::before).toList()), before);
        Long second = ppm(sum(parts.stream().map(Part::after).toList()), after);
        if (first == null || second == null) {
            return new Explained(first, second, null, List.of());
        }
        List<Fraction> exact = new ArrayList<>();
        for (Part part : parts) {
            Fraction share0 = new Fraction(BigInteger.valueOf(part.eligibleBefore()), before);
            Fraction share1 = new Fraction(BigInteger.valueOf(part.eligibleAfter()), after);
            // A part that is in one period alone has no rate in the other: its own is taken, so that all of it is mix.
            Fraction rate0 = part.eligibleBefore() > 0
                    ? Fraction.of(part.before(), part.eligibleBefore())
                    : Fraction.of(part.after(), Math.max(1, part.eligibleAfter()));
            Fraction rate1 = part.eligibleAfter() > 0 ? Fraction.of(part.after(), part.eligibleAfter()) : rate0;
            exact.add(rate1.minus(rate0).times(share0.plus(share1)).half());
            exact.add(share1.minus(share0).times(rate0.plus(rate1)).half());
        }
        List<Long> rounded = rounded(exact);
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            effects.add(new Effect(parts.get(i).name(), rounded.get(2 * i), rounded.get(2 * i + 1)));
        }
        return new Explained(
                first, second, rounded.stream().mapToLong(Long::longValue).sum(), effects);
    }

    private static @Nullable Long ppm(BigInteger n, BigInteger d) {
        return d.signum() == 0 ? null : n.multiply(MILLION).divide(d).longValueExact();
    }

    private static BigInteger sum(List<Long> values) {
        return BigInteger.valueOf(values.stream().mapToLong(Long::longValue).sum());
    }

    /** In millionths, rounded down, then those with the largest remainders up until the sum is the exact one rounded. */
    private static List<Long> rounded(List<Fraction> exact) {
        Fraction whole = exact.stream().reduce(Fraction.ZERO, Fraction::plus);
        List<Long> floors = new ArrayList<>();
        long given = 0;
        for (Fraction one : exact) {
            floors.add(one.floorOfMillionths());
            given += one.floorOfMillionths();
        }
        long left = whole.roundedMillionths() - given;
        List<Integer> byRemainder = new ArrayList<>();
        for (int i = 0; i < exact.size(); i++) {
            byRemainder.add(i);
        }
        byRemainder.sort(Comparator.comparing(
                        (Integer i) -> exact.get(i).remainderOfMillionths(), Comparator.<Fraction>reverseOrder())
                .thenComparing(i -> i));
        for (int i = 0; i < left; i++) {
            int at = byRemainder.get(i % byRemainder.size());
            floors.set(at, floors.get(at) + 1);
        }
        return floors;
    }

    /** An exact quotient with a positive denominator. */
    private record Fraction(BigInteger n, BigInteger d) implements Comparable<Fraction> {
        static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

        static Fraction of(long n, long d) {
            return new Fraction(BigInteger.valueOf(n), BigInteger.valueOf(d));
        }

        Fraction plus(Fraction other) {
            return new Fraction(n.multiply(other.d).add(other.n.multiply(d)), d.multiply(other.d)).reduced();
        }

        Fraction minus(Fraction other) {
            return plus(new Fraction(other.n.negate(), other.d));
        }

        Fraction times(Fraction other) {
            return new Fraction(n.multiply(other.n), d.multiply(other.d)).reduced();
        }

        Fraction half() {
            return new Fraction(n, d.shiftLeft(1));
        }

        private Fraction reduced() {
            BigInteger common = n.gcd(d);
            return common.signum() == 0 ? ZERO : new Fraction(n.divide(common), d.divide(common));
        }

        long floorOfMillionths() {
            BigInteger[] parts = n.multiply(MILLION).divideAndRemainder(d);
            return parts[1].signum() < 0 ? parts[0].longValueExact() - 1 : parts[0].longValueExact();
        }

        Fraction remainderOfMillionths() {
            return new Fraction(n.multiply(MILLION), d).minus(Fraction.of(floorOfMillionths(), 1));
        }

        long roundedMillionths() {
            return new Fraction(n.multiply(MILLION).shiftLeft(1).add(d), d.shiftLeft(1)).floorOfOnes();
        }

        private long floorOfOnes() {
            BigInteger[] parts = n.divideAndRemainder(d);
            return parts[1].signum() < 0 ? parts[0].longValueExact() - 1 : parts[0].longValueExact();
        }

        @Override
        public int compareTo(Fraction other) {
            return n.multiply(other.d).compareTo(other.n.multiply(d));
        }
    }
}
