package org.stationboard.streams;

import java.util.List;

/** What is timed against what. */
enum BenchVariant {
    A("a", "(a) plain consumer, hash maps, nothing durable", PlainRun.class, "", false),
    TWIN("a'", "(a') durable twin, packed tables, transactions", DurableRun.class, "", true),
    B("b", "(b) stock DSL, two repartitions, JSON", StockDslRun.class, "", true),
    C("c", "(c) ours, at least once", StreamsRun.class, "at-least-once", true),
    D("d", "(d) ours as shipped, exactly once", StreamsRun.class, "shipped", true),
    /** Over a log with the catalogue in it. */
    V("v", "(d) with the shipped catalogue's verdicts", StreamsRun.class, "shipped", true);

    /** Without the slowest, whose log is better a short one. */
    static final List<BenchVariant> USUAL = List.of(A, TWIN, C, D);

    private final String letter;
    private final String told;
    private final Class<?> main;
    private final String argument;
    private final boolean publishes;

    BenchVariant(String letter, String told, Class<?> main, String argument, boolean publishes) {
        this.letter = letter;
        this.told = told;
        this.main = main;
        this.argument = argument;
        this.publishes = publishes;
    }

    static BenchVariant of(String letter) {
        for (BenchVariant variant : values()) {
            if (variant.letter.equals(letter)) {
                return variant;
            }
        }
        throw new IllegalArgumentException("variant: " + letter + " (expected: a, a', b, c or d)");
    }

    String letter() {
        return letter;
    }

    String told() {
        return told;
    }

    Class<?> main() {
        return main;
    }

    String argument() {
        return argument;
    }

    /** Whether its figures are read from their topics; else it tells them itself. */
    boolean publishes() {
        return publishes;
    }
}
