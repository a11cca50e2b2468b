package org.stationboard.engine.trends;

/** Doubles to whole parts per million, rounded away from what they bound by more than their own error. */
final class Outward {
    private static final double PPM = 1_000_000;
    private static final double RELATIVE = 1e-12;
    private static final double ABSOLUTE = 1e-3;

    private Outward() {}

    /** At most the value, in parts per million. */
    static long down(double value) {
        double ppm = value * PPM;
        return (long) StrictMath.floor(ppm - slack(ppm));
    }

    /** At least the value, in parts per million. */
    static long up(double value) {
        double ppm = value * PPM;
        return (long) StrictMath.ceil(ppm + slack(ppm));
    }

    private static double slack(double ppm) {
        return ABSOLUTE + StrictMath.abs(ppm) * RELATIVE;
    }
}
