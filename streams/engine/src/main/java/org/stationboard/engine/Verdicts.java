package org.stationboard.engine;

import com.google.protobuf.ByteString;
import java.time.LocalDate;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.Literal;
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
        long difference =
                Math.subtractExact(Math.multiplyExact(n, ExactInterval.ONE_PPM), Math.multiplyExact(targetPpm, d));
        return keeps(comparator, difference) ? Literal.LITERAL_MET : Literal.LITERAL_MISSED;
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

    /** The verdict of a standard on these inputs. */
    public static Verdict judge(Standard standard, Inputs inputs) {
        return judge(standard, standard.digest(), inputs, ExactInterval.of(inputs.n(), inputs.d()));
    }

    /** The same for callers that keep the rule's digest and the interval. */
    static Verdict judge(Standard standard, ByteString ruleDigest, Inputs inputs, ExactInterval interval) {
        long from = windowFrom(inputs.on(), standard.windowMonths());
        Verdict.Builder verdict =
                verdict(standard, ruleDigest, inputs, from).setState(state(standard, inputs, interval));
        if (inputs.d() > 0) {
            verdict.setLowerPpm(interval.lowerPpm()).setUpperPpm(interval.upperPpm());
        }
        return verdict.build();
    }

    /**
     * The verdict on what a report says of the day judged: nothing is sampled, so the plan's literal result is certain,
     * and there is no interval. Its window is the day; without a report that holds on it there is no evidence.
     */
    static Verdict judgeReport(Standard standard, ByteString ruleDigest, Inputs inputs) {
        return verdict(standard, ruleDigest, inputs, inputs.on())
                .setState(reported(standard, inputs))
                .build();
    }

    private static VerdictState reported(Standard standard, Inputs inputs) {
        VerdictState before = beforeCounts(standard, inputs);
        if (before != VerdictState.VERDICT_STATE_UNSPECIFIED) {
            return before;
        }
        return switch (literal(standard.comparator(), standard.targetPpm(), inputs.n(), inputs.d())) {
            case LITERAL_MET -> VerdictState.MET;
            case LITERAL_MISSED -> VerdictState.MISSED;
            case LITERAL_NONE, UNRECOGNIZED -> VerdictState.INSUFFICIENT;
        };
    }

    private static Verdict.Builder verdict(Standard standard, ByteString ruleDigest, Inputs inputs, long from) {
        return Verdict.newBuilder()
                .setUnitId(inputs.unitId())
                .setStandardId(standard.id())
                .setOn(inputs.on())
                .setTick(inputs.tick())
                .setLiteral(literal(standard.comparator(), standard.targetPpm(), inputs.n(), inputs.d()))
                .setNumerator(inputs.n())
                .setDenominator(inputs.d())
                .setTargetPpm(standard.targetPpm())
                .setComparator(standard.comparator())
                .setWindowFrom(from)
                .setWindowTo(inputs.on())
                .setMinimumSample(standard.minimumSample())
                .setRuleVersion(standard.version())
                .setRuleDigest(ruleDigest)
                .setInputDigest(inputDigest(ruleDigest, from, inputs))
                .setTurn(inputs.turn())
                .setEngineVersion(Engine.VERSION);
    }

    /** What holds whatever was counted; unspecified where the counts decide. */
    private static VerdictState beforeCounts(Standard standard, Inputs inputs) {
        if (!standard.inForce()) {
            return VerdictState.NOT_IN_FORCE;
        }
        return inputs.stale() ? VerdictState.STALE : VerdictState.VERDICT_STATE_UNSPECIFIED;
    }

    private static VerdictState state(Standard standard, Inputs inputs, ExactInterval interval) {
        VerdictState before = beforeCounts(standard, inputs);
        if (before != VerdictState.VERDICT_STATE_UNSPECIFIED) {
            return before;
        }
        if (inputs.d() < standard.minimumSample() || !inputs.coverage().complete()) {
            return VerdictState.INSUFFICIENT;
        }
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

    private static ByteString inputDigest(ByteString ruleDigest, long from, Inputs inputs) {
        Coverage coverage = inputs.coverage();
        ByteWriter text = new ByteWriter(128)
                .raw(ruleDigest.toByteArray())
                .fixed(from)
                .fixed(inputs.on())
                .fixed(inputs.n())
                .fixed(inputs.d())
                .flag(inputs.stale())
                .flag(coverage.known());
        for (Coverage.Days hole : coverage.holes()) {
            text.fixed(hole.from()).fixed(hole.to());
        }
        return Sha256.of(text.bytes());
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
            String unitId, long on, long tick, boolean turn, long n, long d, boolean stale, Coverage coverage) {}
}
