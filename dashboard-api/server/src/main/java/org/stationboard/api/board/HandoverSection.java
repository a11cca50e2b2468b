package org.stationboard.api.board;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.board.About.Mixture;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.Recent;
import org.stationboard.engine.Indicators;

/**
 * Section {@code handover}: what the shift that runs found and did, and the one before it: what came, what was
 * concluded, what stands open. From the end of the log, for no daily figure knows a shift.
 */
record HandoverSection(
        About about, String from, String shift, String previousFrom, Turn calls, Turn disputes, Turn cases) {
    private static final List<String> FEEDS = List.of("alarm", "dispute", "case");

    /** Null where the log has not been read that far back, or nobody covers it. */
    record Turn(
            @Nullable Long came,
            @Nullable Long concluded,
            @Nullable Long open,
            @Nullable Long cameBefore,
            @Nullable Long concludedBefore) {}

    static HandoverSection of(Moment moment) {
        ZoneId zone = moment.state().zone();
        LocalDateTime from = startOf(moment.around().settings().shifts(), LocalDateTime.ofInstant(moment.now(), zone));
        LocalDateTime before = startOf(moment.around().settings().shifts(), from.minusNanos(1));
        Shifts shifts = new Shifts(moment, seconds(from, zone), seconds(before, zone));
        return new HandoverSection(
                About.of(moment, Mixture.ANY, FEEDS, List.of(Indicators.DISPUTES_OPEN, Indicators.CASES_OPEN)),
                Json.time(Instant.ofEpochSecond(shifts.from)),
                from.toLocalTime().toString(),
                Json.time(Instant.ofEpochSecond(shifts.before)),
                shifts.turn("alarm", moment.stock(Indicators.ALARMS_UNATTENDED)),
                shifts.turn("dispute", moment.stock(Indicators.DISPUTES_OPEN)),
                shifts.turn("case", moment.stock(Indicators.CASES_OPEN)));
    }

    /** The newest start of a shift up to that time. */
    static LocalDateTime startOf(List<LocalTime> starts, LocalDateTime at) {
        LocalDateTime newest = LocalDateTime.MIN;
        for (LocalTime start : starts) {
            LocalDateTime today = at.toLocalDate().atTime(start);
            LocalDateTime begun = today.isAfter(at) ? today.minusDays(1) : today;
            newest = begun.isAfter(newest) ? begun : newest;
        }
        return newest;
    }

    private static long seconds(LocalDateTime at, ZoneId zone) {
        return at.atZone(zone).toEpochSecond();
    }

    /** Counts the records of the two shifts. */
    private static final class Shifts {
        private final Moment moment;
        private final long from;
        private final long before;
        private final Set<String> stations;
        private final OptionalLong whole;

        Shifts(Moment moment, long from, long before) {
            this.moment = moment;
            this.from = from;
            this.before = before;
            stations = new HashSet<>(moment.group(moment.today()).stationIds());
            whole = moment.state().recentWholeFrom();
        }

        Turn turn(String feed, @Nullable Long open) {
            long[] counts = new long[4];
            moment.state().recent().forEach(recent -> {
                if (recent.feed().equals(feed) && stations.contains(recent.unitId())) {
                    count(counts, 0, recent.came());
                    count(counts, 1, recent.concluded());
                }
            });
            boolean covered = moment.covered(feed, moment.today());
            boolean now = covered && reaches(from);
            boolean then = covered && reaches(before);
            return new Turn(
                    now ? Long.valueOf(counts[0]) : null,
                    now ? Long.valueOf(counts[1]) : null,
                    open,
                    then ? Long.valueOf(counts[2]) : null,
                    then ? Long.valueOf(counts[3]) : null);
        }

        private void count(long[] counts, int which, long at) {
            if (at == Recent.NEVER || at < before || at > moment.now().getEpochSecond()) {
                return;
            }
            counts[at >= from ? which : which + 2]++;
        }

        private boolean reaches(long time) {
            return whole.isPresent() && whole.getAsLong() <= time;
        }
    }
}
