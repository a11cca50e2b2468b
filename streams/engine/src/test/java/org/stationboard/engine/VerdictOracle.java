package org.stationboard.engine;

import java.math.BigInteger;
import java.time.LocalDate;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.VerdictState;

/** What a verdict must say, from final versions, feeds and rules alone. */
final class VerdictOracle {
    private final FigureOracle figures;
    private final FeedOracle feeds;
    private final RulesOracle rules;
    private final long firstTick;

    VerdictOracle(FigureOracle figures, FeedOracle feeds, RulesOracle rules, long firstTick) {
        this.figures = figures;
        this.feeds = feeds;
        this.rules = rules;
        this.firstTick = firstTick;
    }

    /** Of a unit and target on a local day, given at this minute. */
    Said said(String unit, Target target, long on, long minute) {
        Realm realm = rules.at(minute).realm();
        if (realm == null) {
            throw new IllegalStateException("realm: absent (expected: before anything is judged)");
        }
        if (!target.inForce()) {
            return new Said(VerdictState.NOT_IN_FORCE, Literal.LITERAL_NONE, 0, 0, 0, 0, on);
        }
        long from = LocalDate.ofEpochDay(on)
                .minusMonths(target.months())
                .plusDays(1)
                .toEpochDay();
        long[] sum = figures.sum(unit, target.indicator(), from, on);
        String logKey = Realm.logKey(unit);
        ExactBounds bounds = sum[1] == 0 ? new ExactBounds(0, 0) : ExactBounds.of(sum[0], sum[1]);
        Literal literal = literal(target, sum);
        VerdictState state;
        if (feeds.stale(logKey, target.feed(), minute, firstTick)) {
            state = VerdictState.STALE;
        } else if (sum[1] < target.sample()
                || !feeds.covered(logKey, target.feed(), Math.max(from, realm.firstDay(unit)), on)) {
            state = VerdictState.INSUFFICIENT;
        } else {
            state = certain(target, bounds);
        }
        return new Said(state, literal, sum[0], sum[1], bounds.lower(), bounds.upper(), from);
    }

    private static Literal literal(Target target, long[] sum) {
        if (sum[1] == 0) {
            return Literal.LITERAL_NONE;
        }
        BigInteger reached = BigInteger.valueOf(sum[0]).multiply(BigInteger.valueOf(1_000_000));
        BigInteger wanted = BigInteger.valueOf(sum[1]).multiply(BigInteger.valueOf(target.ppm()));
        return target.keptAt(reached.compareTo(wanted)) ? Literal.LITERAL_MET : Literal.LITERAL_MISSED;
    }

    private static VerdictState certain(Target target, ExactBounds bounds) {
        boolean low = target.keptAt(Long.compare(bounds.lower(), target.ppm()));
        boolean high = target.keptAt(Long.compare(bounds.upper(), target.ppm()));
        if (low != high) {
            return VerdictState.UNDECIDED;
        }
        return low ? VerdictState.MET : VerdictState.MISSED;
    }

    /** State, literal result, counts, bounds (0 where nothing was counted) and the window's first day. */
    record Said(VerdictState state, Literal literal, long n, long d, long lower, long upper, long from) {}
}
