package org.stationboard.engine;

import java.util.EnumMap;
import java.util.Map;

/** The kinds of cell, with their codes in the tables; 5 was a stock's base. */
enum CellKind {
    COUNT_DAY(1),
    PROPORTION_DAY(2),
    /** What opened and closed on a day. */
    STOCK_DAY(3),
    COUNT_MINUTE(4),
    /** What a level's reports say of a day. */
    LEVEL(6);

    private static final Map<IndicatorKind, CellKind> OF_DAYS = new EnumMap<>(Map.of(
            IndicatorKind.COUNT, COUNT_DAY,
            IndicatorKind.PROPORTION, PROPORTION_DAY,
            IndicatorKind.STOCK, STOCK_DAY,
            IndicatorKind.LEVEL, LEVEL));

    private final int code;

    CellKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static CellKind ofDays(String indicator) {
        IndicatorKind kind = Indicators.kind(indicator)
                .orElseThrow(() -> new IllegalArgumentException("indicator: " + indicator + " (expected: a known id)"));
        CellKind ofDays = OF_DAYS.get(kind);
        if (ofDays == null) {
            throw new IllegalStateException("indicator: " + indicator + " (expected: a kind with day cells)");
        }
        return ofDays;
    }

    static CellKind ofCode(int code) {
        for (CellKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalStateException("cell kind: " + code + " (expected: 1..4 or 6)");
    }
}
