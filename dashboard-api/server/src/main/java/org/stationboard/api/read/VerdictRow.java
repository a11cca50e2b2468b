package org.stationboard.api.read;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.contract.v1.Assurance;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.Variation;
import org.stationboard.contract.v1.Verdict;

/** A verdict as it was given, as the API shows it. */
public record VerdictRow(
        String unit,
        String standard,
        String on,
        String tick,
        String state,
        String literal,
        long numerator,
        long denominator,
        @Nullable Long lowerPpm,
        @Nullable Long upperPpm,
        long targetPpm,
        String comparator,
        String windowFrom,
        String windowTo,
        long minimumSample,
        long ruleVersion,
        String ruleDigest,
        String inputDigest,
        String engine,
        String kind,
        @Nullable String lastEvent,
        @Nullable String freeOn,
        @Nullable Long dispersionMilli,
        String variation,
        String assurance) {

    public static VerdictRow of(Verdict verdict) {
        return new VerdictRow(
                verdict.getUnitId(),
                verdict.getStandardId(),
                Json.day(verdict.getOn()),
                Json.minute(verdict.getTick()),
                verdict.getState().name(),
                nameOf(verdict.getLiteral()),
                verdict.getNumerator(),
                verdict.getDenominator(),
                verdict.hasLowerPpm() ? verdict.getLowerPpm() : null,
                verdict.hasUpperPpm() ? verdict.getUpperPpm() : null,
                verdict.getTargetPpm(),
                StandardRow.comparatorOf(verdict.getComparator()),
                Json.day(verdict.getWindowFrom()),
                Json.day(verdict.getWindowTo()),
                verdict.getMinimumSample(),
                verdict.getRuleVersion(),
                hex(verdict.getRuleDigest()),
                hex(verdict.getInputDigest()),
                verdict.getEngineVersion(),
                StandardRow.kindOf(verdict.getKind()),
                verdict.hasLastEvent() ? Json.day(verdict.getLastEvent()) : null,
                verdict.hasFreeOn() ? Json.day(verdict.getFreeOn()) : null,
                verdict.hasDispersionMilli() ? verdict.getDispersionMilli() : null,
                nameOf(verdict.getVariation()),
                nameOf(verdict.getAssurance()));
    }

    /** Name of a literal result as the API has it. */
    public static String nameOf(Literal literal) {
        return switch (literal) {
            case LITERAL_MET -> "MET";
            case LITERAL_MISSED -> "MISSED";
            case LITERAL_NONE, UNRECOGNIZED -> "NONE";
        };
    }

    static String nameOf(Variation variation) {
        return variation.name().replace("VARIATION_", "");
    }

    static String nameOf(Assurance assurance) {
        return assurance.name().replace("ASSURANCE_", "");
    }

    private static String hex(ByteString digest) {
        return HexFormat.of().formatHex(digest.toByteArray());
    }
}
