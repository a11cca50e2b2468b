package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

/**
 * What the figures must be in the end: a batch over each record's final version, written from the standards' list and
 * sharing no code with the engine. Slow and plain on purpose.
 */
final class Oracle {
    private final ZoneId zone;
    private final Map<String, StationRecord> finals = new HashMap<>();
    /** unit|indicator|day or minute to numerator, denominator (proportions), opened and closed (stocks). */
    final Map<String, long[]> figures = new TreeMap<>();
    /** Stocks and levels: they are published when the clock reaches a day. */
    final Set<String> carried = new TreeSet<>();

    private final BodyOracle bodies = new BodyOracle(this);

    Oracle(ZoneId zone) {
        this.zone = zone;
    }

    /** A version as it came; order must not matter. */
    void see(StationRecord version) {
        finals.merge(version.getRecordId(), version, Oracle::later);
    }

    private static StationRecord later(StationRecord a, StationRecord b) {
        if (a.getVersion() != b.getVersion()) {
            return a.getVersion() > b.getVersion() ? a : b;
        }
        return Long.compareUnsigned(a.getContentDigest(), b.getContentDigest()) >= 0 ? a : b;
    }

    /** Works the figures out; stocks for every day up to the last one. */
    Oracle count(LocalDate firstDay, LocalDate lastDay) {
        figures.clear();
        for (StationRecord record : finals.values()) {
            if (record.getWithdrawn()) {
                continue;
            }
            if (record.hasDispute()) {
                countDispute(record, firstDay, lastDay);
            } else {
                bodies.count(record, firstDay, lastDay);
            }
        }
        bodies.countLevels(firstDay, lastDay);
        return this;
    }

    /** Successes and concluded attempts of a unit whose conclusion lies on a day of the window. */
    long[] attempts(String unit, boolean policeOnly, LocalDate from, LocalDate to) {
        long[] sum = new long[2];
        for (StationRecord record : finals.values()) {
            Dispute dispute = record.getDispute();
            boolean counts = !record.getWithdrawn()
                    && record.getUnitId().equals(unit)
                    && (dispute.getPoliceRelated() || !policeOnly);
            for (MediationAttempt attempt : dispute.getAttemptsList()) {
                if (counts && ended(attempt)) {
                    LocalDate day = day(attempt.getConcludedAt());
                    if (!day.isBefore(from) && !day.isAfter(to)) {
                        sum[0] += held(attempt) ? 1 : 0;
                        sum[1]++;
                    }
                }
            }
        }
        return sum;
    }

    private void countDispute(StationRecord record, LocalDate firstDay, LocalDate lastDay) {
        String unit = record.getUnitId();
        Dispute dispute = record.getDispute();
        for (String group : dispute.getPoliceRelated() ? List.of("", "police.") : List.of("")) {
            long registered = day(dispute.getRegisteredAt()).toEpochDay();
            add(unit, "disputes." + group + "registered", "D", registered, 1, 0, 0, 0);
            for (MediationAttempt attempt : dispute.getAttemptsList()) {
                if (ended(attempt)) {
                    long day = day(attempt.getConcludedAt()).toEpochDay();
                    add(unit, "disputes." + group + "concluded", "D", day, 1, 0, 0, 0);
                    add(unit, "disputes." + group + "succeeded", "D", day, held(attempt) ? 1 : 0, 1, 0, 0);
                }
            }
        }
        countDisputeShares(record);
        List<LocalDate[]> spans = spans(dispute);
        countStock(unit, "disputes.open", spans, firstDay, lastDay);
        if (dispute.hasDueAt()) {
            countStock(unit, "disputes.overdue", afterDue(spans, day(dispute.getDueAt())), firstDay, lastDay);
        }
    }

    private void countDisputeShares(StationRecord record) {
        String unit = record.getUnitId();
        Dispute dispute = record.getDispute();
        long registered = day(dispute.getRegisteredAt()).toEpochDay();
        boolean known = dispute.getLevelValue() > 0;
        boolean complete = known && dispute.hasDueAt() && dispute.getOwnerRole().length() > 0;
        add(unit, "disputes.joint", "D", registered, dispute.getJointWithCount() == 0 ? 0 : 1, 1, 0, 0);
        add(unit, "disputes.complete", "D", registered, complete ? 1 : 0, 1, 0, 0);
        List<Instant> ends = new ArrayList<>();
        for (MediationAttempt attempt : dispute.getAttemptsList()) {
            if (!ended(attempt)) {
                continue;
            }
            ends.add(instant(attempt.getConcludedAt()));
            long day = day(attempt.getConcludedAt()).toEpochDay();
            if (known) {
                boolean low = held(attempt) && dispute.getLevelValue() <= 2;
                add(unit, "disputes.at-grid", "D", day, low ? 1 : 0, 1, 0, 0);
            }
            if (attempt.getOutcome() == DisputeOutcome.ESCALATED) {
                add(unit, "disputes.escalated", "D", day, 1, 0, 0, 0);
                if (!record.getCommunityId().isEmpty()) {
                    add(record.getCommunityId(), "disputes.escalated", "D", day, 1, 0, 0, 0);
                }
            }
        }
        if (dispute.getClosedWithout() != ClosedWithout.NOT_CLOSED_WITHOUT) {
            ends.add(instant(dispute.getClosedAt()));
        }
        if (dispute.hasDueAt()) {
            Instant due = instant(dispute.getDueAt());
            long inTime = ends.stream().anyMatch(end -> !end.isAfter(due)) ? 1 : 0;
            add(unit, "disputes.due", "D", day(dispute.getDueAt()).toEpochDay(), inTime, 1, 0, 0);
        }
    }

    void countStock(String unit, String indicator, List<LocalDate[]> spans, LocalDate firstDay, LocalDate lastDay) {
        carried.add(indicator);
        for (LocalDate[] span : spans) {
            add(unit, indicator, "D", span[0].toEpochDay(), 0, 0, 1, 0);
            if (span[1] != null) {
                add(unit, indicator, "D", span[1].toEpochDay(), 0, 0, 0, 1);
            }
            LocalDate from = span[0].isBefore(firstDay) ? firstDay : span[0];
            for (LocalDate day = from; !day.isAfter(lastDay); day = day.plusDays(1)) {
                if (span[1] == null || day.isBefore(span[1])) {
                    add(unit, indicator, "D", day.toEpochDay(), 1, 0, 0, 0);
                }
            }
        }
    }

    /** Opening and closing days: walk through the instants at which the quarrel was settled or broke out. */
    private List<LocalDate[]> spans(Dispute dispute) {
        TreeMap<Instant, List<Boolean>> steps = new TreeMap<>();
        Instant registered = instant(dispute.getRegisteredAt());
        put(steps, registered, registered, true);
        for (MediationAttempt attempt : dispute.getAttemptsList()) {
            if (ended(attempt)) {
                put(steps, instant(attempt.getConcludedAt()), registered, false);
            }
            if (attempt.hasReopenedAt()) {
                put(steps, instant(attempt.getReopenedAt()), registered, true);
            }
        }
        if (dispute.getClosedWithout() != ClosedWithout.NOT_CLOSED_WITHOUT) {
            put(steps, instant(dispute.getClosedAt()), registered, false);
        }
        List<LocalDate[]> spans = new ArrayList<>();
        boolean open = false;
        for (Map.Entry<Instant, List<Boolean>> at : steps.entrySet()) {
            LocalDate day = at.getKey().atZone(zone).toLocalDate();
            for (boolean opens : at.getValue()) {
                if (opens && !open) {
                    spans.add(new LocalDate[] {day, null});
                } else if (!opens && open) {
                    spans.get(spans.size() - 1)[1] = day;
                }
                open = opens;
            }
        }
        return spans;
    }

    private static void put(Map<Instant, List<Boolean>> steps, Instant at, Instant earliest, boolean opens) {
        Instant clamped = at.isBefore(earliest) ? earliest : at;
        steps.computeIfAbsent(clamped, i -> new ArrayList<>()).add(opens);
    }

    static List<LocalDate[]> afterDue(List<LocalDate[]> spans, LocalDate due) {
        List<LocalDate[]> overdue = new ArrayList<>();
        for (LocalDate[] span : spans) {
            if (span[1] == null || span[1].isAfter(due)) {
                LocalDate from = span[0].isAfter(due) ? span[0] : due.plusDays(1);
                overdue.add(new LocalDate[] {from, span[1]});
            }
        }
        return overdue;
    }

    private static boolean ended(MediationAttempt attempt) {
        return attempt.hasConcludedAt() && attempt.getOutcomeValue() > 0;
    }

    private static boolean held(MediationAttempt attempt) {
        Instant limit = instant(attempt.getConcludedAt()).plus(Duration.ofDays(30));
        boolean undone =
                attempt.hasReopenedAt() && !instant(attempt.getReopenedAt()).isAfter(limit);
        return attempt.getOutcome() == DisputeOutcome.SUCCESS && !undone;
    }

    void add(String unit, String indicator, String grain, long start, long n, long d, long in, long out) {
        long[] sums = figures.computeIfAbsent(unit + '|' + indicator + '|' + grain + '|' + start, k -> new long[4]);
        sums[0] += n;
        sums[1] += d;
        sums[2] += in;
        sums[3] += out;
    }

    Collection<StationRecord> finals() {
        return finals.values();
    }

    LocalDate day(Timestamp time) {
        return instant(time).atZone(zone).toLocalDate();
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
