package org.stationboard.engine;

import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Announced;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.Verdict;

/** What may never be published, at a tick, between ticks or live, whatever came before. Knows nothing of the engine. */
final class Invariants {
    private Invariants() {}

    /** No negative count; 0 <= n <= d but for levels, which may exceed what they are of. */
    static void hold(Figure figure) {
        boolean negative = figure.getNumerator() < 0
                || figure.getDenominator() < 0
                || figure.getOpened() < 0
                || figure.getClosed() < 0;
        String indicator = figure.getIndicator();
        boolean level = indicator.startsWith("duty.")
                || indicator.startsWith("reported.")
                || indicator.equals("information.collected");
        boolean beyond = !level && figure.hasDenominator() && figure.getNumerator() > figure.getDenominator();
        if (negative || beyond) {
            throw new AssertionError(figure + " (expected: no negative count, 0 <= n <= d)");
        }
    }

    /** Counts as in a figure; the interval around the share; all of it between 0 and 1. */
    static void hold(Verdict verdict) {
        // A report is compared as it stands: it has no interval and may exceed its whole. That a share has one, the
        // oracle holds.
        boolean sampled = verdict.getKind() == RuleKind.SHARE_RULE || verdict.getKind() == RuleKind.DECLINE_RULE;
        // A clock and a figure of events count and have no whole.
        boolean report = !sampled && !verdict.hasLowerPpm() && !verdict.hasUpperPpm();
        boolean counts = verdict.getNumerator() >= 0 && (report || verdict.getNumerator() <= verdict.getDenominator());
        double share = 1e6 * verdict.getNumerator() / Math.max(1, verdict.getDenominator());
        boolean around = verdict.getDenominator() == 0
                ? !verdict.hasLowerPpm() && !verdict.hasUpperPpm()
                : report
                        || (verdict.getLowerPpm() >= 0
                                && verdict.getLowerPpm() <= share
                                && share <= verdict.getUpperPpm()
                                && verdict.getUpperPpm() <= 1_000_000);
        if (!counts || !around || verdict.getWindowFrom() > verdict.getWindowTo()) {
            throw new AssertionError(verdict + " (expected: 0 <= n <= d, its interval around it)");
        }
    }

    /** Completeness is 0 to 1, spans are in order and apart. */
    static void hold(FeedState feed) {
        long end = Long.MIN_VALUE;
        for (Announced span : feed.getAnnouncedList()) {
            boolean share = span.getCounted() >= 0 && span.getCounted() <= span.getAnnounced();
            if (!share || span.getFrom() >= span.getTo() || span.getFrom() < end) {
                throw new AssertionError(feed + " (expected: completeness in 0..1, spans in order)");
            }
            end = span.getTo();
        }
        if (feed.getRecords() < 0) {
            throw new AssertionError(feed + " (expected: no negative count)");
        }
    }

    /** What an alert rests on is a verdict like any other, of its own unit and standard. */
    static void hold(AlertTransition move) {
        hold(move.getVerdict());
        boolean own = move.getUnitId().equals(move.getVerdict().getUnitId())
                && move.getStandardId().equals(move.getVerdict().getStandardId());
        if (!own || move.getFrom() == move.getTo() || move.getTurns() < 0 || move.getSince() > move.getTick()) {
            throw new AssertionError(move + " (expected: a step of its own verdict's alert)");
        }
    }
}
