package org.stationboard.api.rules;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.stationboard.store.RuleStore;

/** What changing the rules needs beside the server's own memory; the assembler brings it. Safe for use by many threads. */
public record RulePorts(RuleStore store, Book book, Trials trials) {
    /** The rules of the log. */
    public interface Book {
        /** The newest catalogue of the log, YAML. From memory. */
        String text();

        /**
         * Has the log keeper write this catalogue, from where it takes effect at the next day's turn; the newest is not
         * written again. Blocks; throws where the log did not take it.
         */
        void write(String text);
    }

    /** Where drafts are run on the past. */
    @FunctionalInterface
    public interface Trials {
        /** Begins to run the stored log under the draft and under its own rules; days are inclusive. */
        Trial begin(String draft, LocalDate from, LocalDate to);
    }

    /** One run. */
    public interface Trial extends AutoCloseable {
        /** How far it is, in per cent of both runs; empty before it says so. */
        OptionalInt percent();

        /** What has come of it; null while it runs. */
        @Nullable
        Outcome outcome();

        /** Breaks it off where it runs. */
        @Override
        void close();
    }

    /** A report in JSON, or why there is none. */
    public record Outcome(@Nullable String report, @Nullable String fault) {
        /** One of the two. */
        public Outcome {
            if ((report == null) == (fault == null)) {
                throw new IllegalArgumentException("report, fault: both or none (expected: one of the two)");
            }
        }
    }
}
