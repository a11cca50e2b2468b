package org.stationboard.streams;

/** What is timed against what. */
enum BenchVariant {
    A("(a) plain consumer, hash maps, nothing durable", PlainRun.class, "", false),
    C("(c) ours, at least once", StreamsRun.class, "at-least-once", true),
    D("(d) ours as shipped, exactly once", StreamsRun.class, "shipped", true);

    private final String told;
    private final Class<?> main;
    private final String argument;
    private final boolean publishes;

    BenchVariant(String told, Class<?> main, String argument, boolean publishes) {
        this.told = told;
        this.main = main;
        this.argument = argument;
        this.publishes = publishes;
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
