package org.stationboard.api.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.store.FigureReader;

/**
 * Up to when what is known counts: a day's turn, which closes the day before it, or the newest tick. What was known is
 * kept for day's turns alone.
 *
 * @param turn epoch minute of a day's turn; null for the newest tick
 * @param zone of local days
 */
public record Known(@Nullable Long turn, ZoneId zone) {
    /**
     * From what a request says: a local day means the turn that closes it, a time the last turn up to it, nothing the
     * newest tick.
     */
    public static Known of(@Nullable String text, ZoneId zone) {
        if (text == null) {
            return new Known(null, zone);
        }
        try {
            LocalDate opened = text.length() == 10
                    ? LocalDate.parse(text).plusDays(1)
                    : LocalDate.ofInstant(Instant.parse(text), zone);
            return new Known(startOf(opened, zone), zone);
        } catch (DateTimeException e) {
            throw new ProblemException(
                    ProblemCode.BAD_DATE,
                    "known: " + text + " (expected: a day as YYYY-MM-DD or a time as 2026-03-02T00:00:00Z)");
        }
    }

    /** The two times of an answer. */
    public record Times(String on, @Nullable String known, boolean recomputed) {}

    /** The last local day that was over then; empty where the newest tick is meant. */
    public OptionalLong lastDay() {
        return turn == null
                ? OptionalLong.empty()
                : OptionalLong.of(LocalDate.ofInstant(Instant.ofEpochSecond(turn * 60), zone)
                        .minusDays(1)
                        .toEpochDay());
    }

    /** The turn; where it is the newest tick that is meant, that. */
    public long tickOr(long newest) {
        return turn == null ? newest : turn;
    }

    /** The figures as they were known. */
    FigureReader in(FigureReader newest) {
        return turn == null ? newest : newest.knownAt(turn);
    }

    /** The turn that closes the local day, epoch minute. */
    long turnOf(LocalDate day) {
        return startOf(day.plusDays(1), zone);
    }

    /**
     * What is said of the day with what is known: what was said then where this is the turn that closed it, recomputed
     * where more is known than then.
     *
     * @param completed the newest tick that the store has whole, epoch minute
     * @throws ProblemException when nothing of the turn is known yet
     */
    public Times about(LocalDate on, OptionalLong completed) {
        long newest = completed.orElse(0);
        if (turn != null && turn > newest) {
            throw new ProblemException(
                    ProblemCode.NOT_YET_KNOWN,
                    "known: " + Json.minute(turn) + " (expected: a day's turn up to " + Json.minute(newest) + ")");
        }
        long closes = turnOf(on);
        boolean recomputed = closes <= newest && (turn == null || turn > closes);
        return new Times(on.toString(), turn == null ? null : Json.minute(turn), recomputed);
    }

    private static long startOf(LocalDate day, ZoneId zone) {
        return Math.floorDiv(day.atStartOfDay(zone).toEpochSecond() + 59, 60L);
    }
}
