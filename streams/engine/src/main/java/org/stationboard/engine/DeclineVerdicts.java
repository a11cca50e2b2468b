package org.stationboard.engine;

import com.google.protobuf.ByteString;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.Variation;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

/**
 * 稳中有降: fewer in the window than in the one of as many months before it. Given both windows' sum, what falls into the
 * later one is binomial where the rate has not changed, with the days' share (Przyborowski and Wilenski 1940). Counts of
 * calls vary more than chance would have them; so the sample is divided by how much more, estimated from the same months
 * of both windows, which leaves the seasons out (a quasi-Poisson allowance, McCullagh and Nelder 1989, 4.5).
 */
final class DeclineVerdicts {
    private static final long MILLI = 1000;
    private static final long MOST_DISPERSION = 1000 * MILLI;

    private DeclineVerdicts() {}

    /** The verdict on a count: {@code inputs} hold the later window's count of both windows'. */
    static Verdict judge(
            Standard standard, ByteString ruleDigest, Verdicts.Inputs inputs, DaySeries series, Trend trend) {
        int months = standard.windowMonths();
        long from = Verdicts.windowFrom(inputs.on(), months);
        long before = Verdicts.windowFrom(from - 1, months);
        long days = inputs.on() - from + 1;
        long daysBefore = from - before;
        long target = Verdicts.ppm(days, days + daysBefore);
        long dispersion = dispersionMilli(series, inputs.on(), months);
        long n = inputs.n() * MILLI / dispersion;
        long rest = (inputs.d() - inputs.n()) * MILLI / dispersion;
        ExactInterval interval = ExactInterval.of(n, n + rest);
        VerdictDraft draft = new VerdictDraft(standard, ruleDigest, inputs.occasion())
                .counted(from, inputs.on(), inputs.n(), inputs.d())
                .target(target)
                .dispersion(dispersion)
                .resting(inputs.stale(), inputs.coverage())
                .trend(trend);
        if (inputs.d() > 0) {
            draft.bounds(interval);
        }
        int more = Verdicts.compareProducts(inputs.n(), daysBefore, inputs.d() - inputs.n(), days);
        Literal literal =
                inputs.d() == 0 ? Literal.LITERAL_NONE : more < 0 ? Literal.LITERAL_MET : Literal.LITERAL_MISSED;
        return draft.say(literal, Verdicts.covered(standard, inputs, () -> steady(certainty(target, interval), trend)));
    }

    /** 稳: fewer over the year is not yet a decline while the newest month stands out upwards. */
    private static VerdictState steady(VerdictState certainty, Trend trend) {
        boolean rising = trend.variation() == Variation.WORSE;
        return certainty == VerdictState.MET && rising ? VerdictState.UNDECIDED : certainty;
    }

    private static VerdictState certainty(long target, ExactInterval interval) {
        if (interval.upperPpm() < target) {
            return VerdictState.MET;
        }
        // The days' share lies up to a millionth above what it was rounded down to.
        return interval.lowerPpm() > target + 1 ? VerdictState.MISSED : VerdictState.UNDECIDED;
    }

    /** Pearson's statistic of the months of both windows, side by side, over its degrees of freedom; at least one. */
    static long dispersionMilli(DaySeries series, long on, int months) {
        long n = 0;
        long all = 0;
        long[] later = months(series, on, months);
        long[] both = months(series, Verdicts.windowFrom(on, months) - 1, months);
        for (int i = 0; i < months; i++) {
            both[i] += later[i];
            n += later[i];
            all += both[i];
        }
        if (months < 2 || n == 0 || n == all) {
            return MILLI;
        }
        double share = (double) n / all;
        double sum = 0;
        int used = 0;
        for (int i = 0; i < months; i++) {
            if (both[i] > 0) {
                double away = later[i] - both[i] * share;
                sum += away * away / (both[i] * share * (1 - share));
                used++;
            }
        }
        double dispersion = used < 2 ? 1 : sum / (used - 1);
        return Math.max(MILLI, Math.min(MOST_DISPERSION, (long) StrictMath.ceil(dispersion * MILLI)));
    }

    /** Counts of the whole months of the window that ends on the day, the oldest first. */
    private static long[] months(DaySeries series, long end, int months) {
        long[] counts = new long[months];
        long from = Verdicts.windowFrom(end, months);
        for (int i = 0; i < months; i++) {
            long next = Verdicts.windowFrom(end, months - i - 1);
            counts[i] = series.sum(from, next - 1).n();
            from = next;
        }
        return counts;
    }
}
