package org.stationboard.engine.trends;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stationboard.contract.v1.Assurance;
import org.stationboard.contract.v1.Variation;

/**
 * An XmR chart (individual values and moving ranges). Its limits come from the first points of a stretch, up to
 * {@value #BASELINE}, and stand until a person begins a new stretch on a date: a chart that moved its own limits would
 * forgive a slow slip.
 *
 * <p>Rules: a point beyond a limit; eight in a row on one side of the centre (Wheeler's run; the NHS's Making Data Count
 * takes seven, which alarms twice as often by chance); two of three in a row beyond two thirds of the way to the same
 * limit (Making Data Count, after Western Electric). A trend of rising points is no rule: it adds false signals and finds
 * nothing that the others do not (Davis and Woodall 1988). A point on the centre ends a run; none crosses a new stretch.
 *
 * @param points in order of their days
 * @param stretches the parts of the chart, one after the other; the first begins with the first point
 */
public record ControlChart(List<Point> points, List<Stretch> stretches) {
    /** Fewest points that limits are drawn for. */
    public static final int MINIMUM = 12;

    /** Most points that limits rest on. */
    public static final int BASELINE = 24;

    private static final int RUN = 8;
    private static final double NEAR_LIMIT = 2.0 / 3;

    /** A copy of the lists. */
    public ControlChart {
        points = List.copyOf(points);
        stretches = List.copyOf(stretches);
    }

    /**
     * The chart of values at rising days.
     *
     * @param rebased first days of new stretches, as a person set them; those without a point after them change nothing
     */
    public static ControlChart of(List<Observation> observations, List<LocalDate> rebased) {
        double[] values = new double[observations.size()];
        for (int i = 0; i < values.length; i++) {
            Observation each = observations.get(i);
            if (i > 0 && !observations.get(i - 1).day().isBefore(each.day())) {
                throw new IllegalArgumentException("day: " + each.day() + " (expected: after the one before)");
            }
            values[i] = each.value();
        }
        List<Point> points = new ArrayList<>();
        List<Stretch> stretches = new ArrayList<>();
        List<Integer> starts = starts(observations, rebased);
        for (int i = 0; i + 1 < starts.size(); i++) {
            Stretch stretch = stretch(values, starts.get(i), starts.get(i + 1));
            stretches.add(stretch);
            points.addAll(points(observations, values, stretch));
        }
        return new ControlChart(points, stretches);
    }

    /** What the newest point says; its own signals only, so that an old change does not speak for today. */
    public Variation variation(Direction good) {
        if (newestLimits().isEmpty()) {
            return Variation.VARIATION_UNKNOWN;
        }
        Set<ControlSignal> signals = points.get(points.size() - 1).signals();
        if (signals.isEmpty()) {
            return Variation.COMMON_CAUSE;
        }
        boolean high = signals.iterator().next().high();
        return high == (good == Direction.HIGHER_IS_BETTER) ? Variation.BETTER : Variation.WORSE;
    }

    /** Whether the process of the newest stretch keeps a target in parts per million of the values' unit. */
    public Assurance assurance(long targetPpm, Direction good) {
        return newestLimits().map(limits -> limits.against(targetPpm, good)).orElse(Assurance.ASSURANCE_UNKNOWN);
    }

    /** The limits that hold now; empty with fewer than {@value #MINIMUM} points since the last rebasing. */
    public Optional<ControlLimits> newestLimits() {
        return stretches.isEmpty()
                ? Optional.empty()
                : stretches.get(stretches.size() - 1).limits();
    }

    private static List<Integer> starts(List<Observation> observations, List<LocalDate> rebased) {
        TreeSet<Integer> starts = new TreeSet<>();
        starts.add(0);
        starts.add(observations.size());
        for (LocalDate day : rebased) {
            int index = 0;
            while (index < observations.size() && observations.get(index).day().isBefore(day)) {
                index++;
            }
            starts.add(index);
        }
        return List.copyOf(starts);
    }

    private static Stretch stretch(double[] values, int from, int to) {
        if (to - from < MINIMUM) {
            return new Stretch(from, to, Optional.empty());
        }
        return new Stretch(from, to, Optional.of(ControlLimits.of(values, from, Math.min(to, from + BASELINE))));
    }

    private static List<Point> points(List<Observation> observations, double[] values, Stretch stretch) {
        List<Point> points = new ArrayList<>();
        for (int i = stretch.from(); i < stretch.to(); i++) {
            Set<ControlSignal> signals = stretch.limits().isEmpty()
                    ? Set.of()
                    : signals(values, i, stretch.from(), stretch.limits().get());
            points.add(new Point(observations.get(i), signals));
        }
        return points;
    }

    private static Set<ControlSignal> signals(double[] values, int at, int from, ControlLimits limits) {
        EnumSet<ControlSignal> signals = EnumSet.noneOf(ControlSignal.class);
        if (values[at] > limits.upper()) {
            signals.add(ControlSignal.ABOVE_LIMIT);
        }
        if (values[at] < limits.lower()) {
            signals.add(ControlSignal.BELOW_LIMIT);
        }
        double high = limits.centre() + NEAR_LIMIT * (limits.upper() - limits.centre());
        double low = limits.centre() - NEAR_LIMIT * (limits.centre() - limits.lower());
        if (run(values, at, from, limits.centre(), 1)) {
            signals.add(ControlSignal.RUN_ABOVE);
        }
        if (run(values, at, from, limits.centre(), -1)) {
            signals.add(ControlSignal.RUN_BELOW);
        }
        if (twoOfThree(values, at, from, high, 1)) {
            signals.add(ControlSignal.TWO_OF_THREE_HIGH);
        }
        if (twoOfThree(values, at, from, low, -1)) {
            signals.add(ControlSignal.TWO_OF_THREE_LOW);
        }
        return signals;
    }

    private static boolean run(double[] values, int at, int from, double centre, int side) {
        if (at - RUN + 1 < from) {
            return false;
        }
        for (int i = at - RUN + 1; i <= at; i++) {
            if (side * (values[i] - centre) <= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean twoOfThree(double[] values, int at, int from, double bound, int side) {
        if (side * (values[at] - bound) <= 0) {
            return false;
        }
        for (int i = Math.max(from, at - 2); i < at; i++) {
            if (side * (values[i] - bound) > 0) {
                return true;
            }
        }
        return false;
    }

    /** A value of a local day, or of the period that begins on it. */
    public record Observation(LocalDate day, double value) {
        /** Only a finite value. */
        public Observation {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value: " + value + " (expected: a finite number)");
            }
        }
    }

    /** An observation and what marks it; a signal rests on it and the points before it alone. */
    public record Point(Observation observation, Set<ControlSignal> signals) {
        /** A copy of the set, in the enum's order. */
        public Point {
            signals = Collections.unmodifiableSet(
                    signals.isEmpty() ? EnumSet.noneOf(ControlSignal.class) : EnumSet.copyOf(signals));
        }
    }

    /**
     * A part of the chart under the same limits.
     *
     * @param from index of its first point
     * @param to index after its last point
     * @param limits empty with fewer than {@value ControlChart#MINIMUM} points
     */
    public record Stretch(int from, int to, Optional<ControlLimits> limits) {}
}
