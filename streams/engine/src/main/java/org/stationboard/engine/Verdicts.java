package org.stationboard.engine;

import com.google.protobuf.ByteString;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

/** How a standard is judged: pure functions over counts, interval and coverage. */
public final class Verdicts {
    private Verdicts() {}

    /** The plan's literal result: the quotient against the target, compared in whole numbers. */
    public static Literal literal(Comparator comparator, long targetPpm, long n, long d) {
        if (d == 0) {
            return Literal.LITERAL_NONE;
        }
        int difference = compareProducts(n, ExactInterval.ONE_PPM, targetPpm, d);
        return keeps(comparator, difference) ? Literal.LITERAL_MET : Literal.LITERAL_MISSED;
    }

    /** Compares a·b with c·d, none negative, exactly. */
    static int compareProducts(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }

    /** A quotient in parts per million, rounded down. */
    static long ppm(long n, long d) {
        return n / d * ExactInterval.ONE_PPM + (n % d) * ExactInterval.ONE_PPM / d;
    }

    /** MET or MISSED where the whole interval lies on one side of the target, else UNDECIDED. */
    public static VerdictState certainty(Comparator comparator, long targetPpm, ExactInterval interval) {
        boolean low = keeps(comparator, interval.lowerPpm() - targetPpm);
        boolean high = keeps(comparator, interval.upperPpm() - targetPpm);
        if (low && high) {
            return VerdictState.MET;
        }
        return low || high ? VerdictState.UNDECIDED : VerdictState.MISSED;
    }

    /** First local day of the window of whole months that ends on the day; both are epoch days and inside it. */
    public static long windowFrom(long on, int windowMonths) {
        return LocalDate.ofEpochDay(on).minusMonths(windowMonths).plusDays(1).toEpochDay();
    }

    /** The first day, epoch day, whose window of whole months no longer holds a day. */
    static long freeOn(long day, int windowMonths) {
        long free = LocalDate.ofEpochDay(day).plusMonths(windowMonths).toEpochDay();
        while (windowFrom(free, windowMonths) <= day) {
            free++;
        }
        return free;
    }

    /** The verdict of a share on these inputs. */
    public static Verdict judge(Standard standard, Inputs inputs) {
        ExactInterval interval = ExactInterval.of(inputs.n(), inputs.d());
        return share(standard, standard.digest(), inputs, interval, Trend.UNKNOWN);
    }

    /** The same for callers that keep the rule's digest and the interval, and know the trend. */
    static Verdict share(Standard standard, ByteString ruleDigest, Inputs inputs, ExactInterval interval, Trend trend) {
        VerdictDraft draft = draft(standard, ruleDigest, inputs).trend(trend);
        if (inputs.d() > 0) {
            draft.bounds(interval);
        }
        Literal literal = literal(standard.comparator(), standard.targetPpm(), inputs.n(), inputs.d());
        return draft.say(literal, covered(standard, inputs, () -> certainty(standard, interval)));
    }

    /** A figure without a target; of a share with its interval. */
    static Verdict figure(Standard standard, ByteString ruleDigest, Inputs inputs, ExactInterval interval) {
        VerdictDraft draft = draft(standard, ruleDigest, inputs);
        if (inputs.d() > 0) {
            draft.bounds(interval);
        }
        return draft.say(Literal.LITERAL_NONE, covered(standard, inputs, () -> VerdictState.NO_TARGET));
    }

    /**
     * What a shift or a check says of the day judged: nothing is sampled, so the plan's literal result is certain, and
     * there is no interval. Its window is the day; where nothing is said of it there is no evidence.
     */
    static Verdict said(Standard standard, ByteString ruleDigest, Inputs inputs) {
        Literal literal = standard.kind() == RuleKind.FIGURE_RULE
                ? Literal.LITERAL_NONE
                : literal(standard.comparator(), standard.targetPpm(), inputs.n(), inputs.d());
        VerdictState certain = standard.kind() == RuleKind.FIGURE_RULE
                ? VerdictState.NO_TARGET
                : literal == Literal.LITERAL_MET ? VerdictState.MET : VerdictState.MISSED;
        return new VerdictDraft(standard, ruleDigest, inputs.occasion())
                .counted(inputs.on(), inputs.on(), inputs.n(), inputs.d())
                .resting(inputs.stale(), inputs.coverage())
                .say(literal, covered(standard, inputs, () -> inputs.d() == 0 ? VerdictState.INSUFFICIENT : certain));
    }

    /**
     * A zero-tolerance clock: none in the window. One event is certain whatever else is missing; none is so only where the
     * feeds cover the window.
     */
    static Verdict clock(Standard standard, ByteString ruleDigest, Inputs inputs, long lastEvent) {
        boolean clean = inputs.n() == 0;
        Literal literal = clean ? Literal.LITERAL_MET : Literal.LITERAL_MISSED;
        VerdictState state = inputs.stale()
                ? VerdictState.STALE
                : !clean ? VerdictState.MISSED : covered(standard, inputs, () -> VerdictState.MET);
        return draft(standard, ruleDigest, inputs)
                .events(clean ? null : lastEvent, clean ? null : freeOn(lastEvent, standard.windowMonths()))
                .say(literal, state);
    }

    private static VerdictDraft draft(Standard standard, ByteString ruleDigest, Inputs inputs) {
        return new VerdictDraft(standard, ruleDigest, inputs.occasion())
                .counted(windowFrom(inputs.on(), standard.windowMonths()), inputs.on(), inputs.n(), inputs.d())
                .resting(inputs.stale(), inputs.coverage());
    }

    /** What stands before the counts: silence, too small a sample, holes in the cover; else what they say. */
    static VerdictState covered(Standard standard, Inputs inputs, Supplier<VerdictState> counts) {
        if (inputs.stale()) {
            return VerdictState.STALE;
        }
        boolean sampled = standard.kind() == RuleKind.SHARE_RULE || standard.kind() == RuleKind.DECLINE_RULE;
        if ((sampled && inputs.d() < standard.minimumSample())
                || !inputs.coverage().complete()) {
            return VerdictState.INSUFFICIENT;
        }
        return counts.get();
    }

    private static VerdictState certainty(Standard standard, ExactInterval interval) {
        return certainty(standard.comparator(), standard.targetPpm(), interval);
    }

    private static boolean keeps(Comparator comparator, long difference) {
        return switch (comparator) {
            case GE -> difference >= 0;
            case GT -> difference > 0;
            case LE -> difference <= 0;
            case LT -> difference < 0;
            case COMPARATOR_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("comparator: " + comparator + " (expected: GE, GT, LE or LT)");
        };
    }

    /**
     * What a verdict rests on, beside its rule.
     *
     * @param on the day judged, epoch day
     * @param tick epoch minute it is given at
     * @param turn whether it is given at a day's turn
     * @param n successes in the window
     * @param d eligible in the window
     * @param stale whether a feed is silent longer than its rhythm
     * @param coverage how far the feeds cover the window
     */
    public record Inputs(
            String unitId, long on, long tick, boolean turn, long n, long d, boolean stale, Coverage coverage) {
        VerdictDraft.Occasion occasion() {
            return new VerdictDraft.Occasion(unitId, on, tick, turn);
        }
    }
}
