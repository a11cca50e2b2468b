package org.stationboard.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

/** The part of the {@link FigureOracle} for disputes. */
final class DisputeOracle {
    private final FigureOracle sums;

    DisputeOracle(FigureOracle sums) {
        this.sums = sums;
    }

    void count(StationRecord record) {
        String unit = record.getUnitId();
        Dispute dispute = record.getDispute();
        LocalDate registered = HistoryOracle.day(dispute.getRegisteredAt());
        for (String group : dispute.getPoliceRelated() ? List.of("", "police.") : List.of("")) {
            sums.add(unit, "disputes." + group + "registered", registered, 1, 0);
            for (MediationAttempt attempt : ended(dispute)) {
                LocalDate day = HistoryOracle.day(attempt.getConcludedAt());
                sums.add(unit, "disputes." + group + "concluded", day, 1, 0);
                sums.add(unit, "disputes." + group + "succeeded", day, held(attempt) ? 1 : 0, 1);
            }
        }
        shares(record, registered);
        for (LocalDate[] span : spans(record)) {
            sums.stand(unit, "disputes.open", span[0], span[1]);
            if (dispute.hasDueAt()) {
                sums.standAfter(unit, "disputes.overdue", span[0], span[1], HistoryOracle.day(dispute.getDueAt()));
            }
        }
    }

    private void shares(StationRecord record, LocalDate registered) {
        String unit = record.getUnitId();
        Dispute dispute = record.getDispute();
        boolean known = dispute.getLevelValue() > 0;
        boolean complete = known && dispute.hasDueAt() && dispute.getOwnerRole().length() > 0;
        sums.add(unit, "disputes.joint", registered, dispute.getJointWithCount() == 0 ? 0 : 1, 1);
        sums.add(unit, "disputes.complete", registered, complete ? 1 : 0, 1);
        List<Instant> ends = new ArrayList<>();
        for (MediationAttempt attempt : ended(dispute)) {
            ends.add(HistoryOracle.instant(attempt.getConcludedAt()));
            LocalDate day = HistoryOracle.day(attempt.getConcludedAt());
            if (known) {
                sums.add(unit, "disputes.at-grid", day, held(attempt) && dispute.getLevelValue() <= 2 ? 1 : 0, 1);
            }
            if (attempt.getOutcome() == DisputeOutcome.ESCALATED) {
                sums.add(unit, "disputes.escalated", day, 1, 0);
                if (!record.getCommunityId().isEmpty()) {
                    sums.add(record.getCommunityId(), "disputes.escalated", day, 1, 0);
                }
            }
        }
        if (dispute.getClosedWithout() != ClosedWithout.NOT_CLOSED_WITHOUT) {
            ends.add(closed(record));
        }
        if (dispute.hasDueAt()) {
            Instant due = HistoryOracle.instant(dispute.getDueAt());
            boolean inTime = ends.stream().anyMatch(end -> !end.isAfter(due));
            sums.add(unit, "disputes.due", HistoryOracle.day(dispute.getDueAt()), inTime ? 1 : 0, 1);
        }
    }

    /** Opening and closing days: walk through the instants at which the quarrel was settled or broke out. */
    private static List<LocalDate[]> spans(StationRecord record) {
        Dispute dispute = record.getDispute();
        TreeMap<Instant, List<Boolean>> steps = new TreeMap<>();
        Instant registered = HistoryOracle.instant(dispute.getRegisteredAt());
        put(steps, registered, registered, true);
        for (MediationAttempt attempt : dispute.getAttemptsList()) {
            if (attempt.hasConcludedAt() && attempt.getOutcomeValue() > 0) {
                put(steps, HistoryOracle.instant(attempt.getConcludedAt()), registered, false);
            }
            if (attempt.hasReopenedAt()) {
                put(steps, HistoryOracle.instant(attempt.getReopenedAt()), registered, true);
            }
        }
        if (dispute.getClosedWithout() != ClosedWithout.NOT_CLOSED_WITHOUT) {
            put(steps, closed(record), registered, false);
        }
        List<LocalDate[]> spans = new ArrayList<>();
        boolean open = false;
        for (Map.Entry<Instant, List<Boolean>> at : steps.entrySet()) {
            LocalDate day = at.getKey().atZone(City.ZONE).toLocalDate();
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

    private static Instant closed(StationRecord record) {
        Dispute dispute = record.getDispute();
        return HistoryOracle.instant(dispute.hasClosedAt() ? dispute.getClosedAt() : record.getReportedAt());
    }

    private static List<MediationAttempt> ended(Dispute dispute) {
        return dispute.getAttemptsList().stream()
                .filter(attempt -> attempt.hasConcludedAt() && attempt.getOutcomeValue() > 0)
                .toList();
    }

    /** A success that nobody reopened within 30 days, the last instant of them included. */
    private static boolean held(MediationAttempt attempt) {
        Instant limit = HistoryOracle.instant(attempt.getConcludedAt()).plus(Duration.ofDays(30));
        boolean undone = attempt.hasReopenedAt()
                && !HistoryOracle.instant(attempt.getReopenedAt()).isAfter(limit);
        return attempt.getOutcome() == DisputeOutcome.SUCCESS && !undone;
    }
}
