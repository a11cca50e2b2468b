package org.stationboard.engine;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

/** A verdict being written, and the digest of everything it rests on beside it. One thread; used once. */
final class VerdictDraft {
    private final Verdict.Builder verdict;
    private final ByteWriter inputs = new ByteWriter(128);

    VerdictDraft(Standard standard, ByteString ruleDigest, Occasion occasion) {
        this.inputs.raw(ruleDigest.toByteArray());
        this.verdict = Verdict.newBuilder()
                .setUnitId(occasion.unitId())
                .setStandardId(standard.id())
                .setKind(standard.kind())
                .setOn(occasion.on())
                .setTick(occasion.tick())
                .setTurn(occasion.turn())
                .setTargetPpm(standard.targetPpm())
                .setComparator(standard.comparator())
                .setMinimumSample(standard.minimumSample())
                .setRuleVersion(standard.version())
                .setRuleDigest(ruleDigest)
                .setEngineVersion(Engine.VERSION);
    }

    /** The window or the period of the report, both days inclusive; what is counted in it. */
    VerdictDraft counted(long from, long to, long n, long d) {
        verdict.setWindowFrom(from).setWindowTo(to).setNumerator(n).setDenominator(d);
        return resting(from, to, n, d);
    }

    VerdictDraft target(long ppm) {
        verdict.setTargetPpm(ppm);
        return resting(ppm);
    }

    VerdictDraft bounds(ExactInterval interval) {
        verdict.setLowerPpm(interval.lowerPpm()).setUpperPpm(interval.upperPpm());
        return this;
    }

    VerdictDraft dispersion(long milli) {
        verdict.setDispersionMilli(milli);
        return resting(milli);
    }

    /** The last event in the window and the first day that is free of it; neither where the window is clean. */
    VerdictDraft events(@Nullable Long last, @Nullable Long freeOn) {
        if (last != null && freeOn != null) {
            verdict.setLastEvent(last).setFreeOn(freeOn);
            return resting(last);
        }
        return this;
    }

    /** Adds to what the verdict rests on. */
    VerdictDraft resting(long... values) {
        for (long value : values) {
            inputs.fixed(value);
        }
        return this;
    }

    VerdictDraft resting(boolean stale, Coverage coverage) {
        inputs.flag(stale).flag(coverage.known());
        for (Coverage.Days hole : coverage.holes()) {
            inputs.fixed(hole.from()).fixed(hole.to());
        }
        return this;
    }

    VerdictDraft trend(Trend trend) {
        verdict.setVariation(trend.variation()).setAssurance(trend.assurance());
        return resting(trend.variation().getNumber(), trend.assurance().getNumber());
    }

    /** The verdict, done. */
    Verdict say(Literal literal, VerdictState state) {
        return verdict.setLiteral(literal)
                .setState(state)
                .setInputDigest(Sha256.of(inputs.bytes()))
                .build();
    }

    /**
     * Whom a verdict is about and when it is given.
     *
     * @param on the day judged, epoch day
     * @param tick epoch minute it is given at
     * @param turn whether it is given at a day's turn
     */
    record Occasion(String unitId, long on, long tick, boolean turn) {}
}
