package org.stationboard.api.read;

import java.util.List;
import java.util.Locale;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;

/** Answer of the indicators route: what can be asked for as a figure. */
public record IndicatorList(List<Row> indicators, List<Row> prefixes) {

    /**
     * An indicator, or a prefix that a code follows.
     *
     * @param minutes whether it is counted by the minute too
     * @param trendOnly whether it may have no target, verdict or comparison between stations (X01)
     */
    public record Row(String id, String kind, String feed, boolean minutes, boolean trendOnly) {}

    /** Those of this version, in the order screens show them. */
    public static IndicatorList shipped() {
        return new IndicatorList(
                Indicators.listed().stream().map(id -> row(id, id)).toList(),
                Indicators.prefixes().stream()
                        .map(prefix -> row(prefix, exampleOf(prefix)))
                        .toList());
    }

    private static Row row(String id, String example) {
        IndicatorKind kind = Indicators.kind(example)
                .orElseThrow(() -> new IllegalStateException("indicator: " + example + " (expected: a known id)"));
        return new Row(
                id,
                kind.name().toLowerCase(Locale.ROOT),
                Indicators.feed(example),
                Indicators.minutes(example),
                Indicators.trendOnly(example));
    }

    private static String exampleOf(String prefix) {
        return prefix + (prefix.equals(Indicators.DEVICES_KIND) ? "x" + Indicators.DEVICES_KIND_AVAILABLE : "x");
    }
}
