package org.stationboard.engine;

import com.google.protobuf.ByteString;
import java.time.LocalDate;
import java.time.MonthDay;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.engine.VerdictDraft.Occasion;

/**
 * Verdicts on what is reported (standards.md, section 6): nothing is sampled here, so the plan's literal result is as
 * certain as the report; a report that has not come in time is STALE, and where there never was one it is INSUFFICIENT.
 */
final class ReportVerdicts {
    private ReportVerdicts() {}

    /** The verdict of a standard that is reported. */
    static Verdict judge(Standard standard, ByteString ruleDigest, Occasion occasion, Reports reports, long existed) {
        Reporting reporting = standard.reporting();
        if (reporting == null) {
            throw new IllegalArgumentException(standard.id() + ".reporting: absent (expected: of what is reported)");
        }
        VerdictDraft draft = new VerdictDraft(standard, ruleDigest, occasion);
        if (standard.kind() == RuleKind.QUOTA_RULE) {
            return quota(standard, reporting, draft, occasion.on(), reports);
        }
        LevelReport said = reports.standingOn(occasion.on());
        if (said == null) {
            return draft.counted(occasion.on(), occasion.on(), 0, 0)
                    .say(Literal.LITERAL_NONE, VerdictState.INSUFFICIENT);
        }
        boolean ownPeriod = standard.kind() == RuleKind.ATTESTATION_RULE;
        boolean overdue = occasion.on() > reporting.speaksUntil(said.until(), ownPeriod);
        draft.resting(overdue ? 1 : 0);
        return switch (standard.kind()) {
            case CLOCK_RULE -> clock(standard, draft, occasion.on(), new Said(said, overdue), reports, existed);
            case IMPROVEMENT_RULE -> improvement(draft, new Said(said, overdue), reports);
            case FIGURE_RULE -> counted(draft, said).say(Literal.LITERAL_NONE, late(overdue, VerdictState.NO_TARGET));
            default -> {
                Literal literal = Verdicts.literal(
                        standard.comparator(),
                        standard.targetPpm(),
                        said.counts().n(),
                        said.counts().d());
                yield counted(draft, said).say(literal, late(overdue, certain(literal)));
            }
        };
    }

    /** None in all the periods of the window; a period nobody reported leaves it open, one event in any decides it. */
    private static Verdict clock(
            Standard standard, VerdictDraft draft, long on, Said said, Reports reports, long existed) {
        long from = Math.max(Verdicts.windowFrom(on, standard.windowMonths()), existed);
        long events = 0;
        Long last = null;
        LevelReport report = said.report();
        boolean open = false;
        while (report != null && report.until() >= from) {
            long here = occurrences(report.counts());
            events += here;
            last = here > 0 && last == null ? Long.valueOf(Math.min(report.until(), on)) : last;
            long before = report.from() - 1;
            report = before < from ? null : reports.covering(before);
            open |= report == null && before >= from;
        }
        Literal literal = events == 0 ? Literal.LITERAL_MET : Literal.LITERAL_MISSED;
        VerdictState state = events > 0 ? VerdictState.MISSED : open ? VerdictState.INSUFFICIENT : VerdictState.MET;
        return draft.counted(from, on, events, 0)
                .resting(open ? 1 : 0)
                .events(last, last == null ? null : Verdicts.freeOn(last, standard.windowMonths()))
                .say(literal, late(said.overdue(), state));
    }

    /** Better than what was said of the same day a year before. */
    private static Verdict improvement(VerdictDraft draft, Said said, Reports reports) {
        LevelReport now = said.report();
        long yearBefore = LocalDate.ofEpochDay(now.until()).minusYears(1).toEpochDay();
        LevelReport before = reports.covering(yearBefore);
        counted(draft, now);
        if (before == null || before.counts().d() == 0 || now.counts().d() == 0) {
            return draft.say(Literal.LITERAL_NONE, late(said.overdue(), VerdictState.INSUFFICIENT));
        }
        int better = Verdicts.compareProducts(
                now.counts().n(),
                before.counts().d(),
                before.counts().n(),
                now.counts().d());
        Literal literal = better > 0 ? Literal.LITERAL_MET : Literal.LITERAL_MISSED;
        return draft.target(Verdicts.ppm(before.counts().n(), before.counts().d()))
                .resting(before.counts().n(), before.counts().d())
                .say(literal, late(said.overdue(), certain(literal)));
    }

    /**
     * So many within the calendar year that the day, less the grace, lies in. Before it is due too few are only not yet
     * enough; they are too few once a report speaks for the due day, or the grace has run out.
     */
    private static Verdict quota(Standard standard, Reporting reporting, VerdictDraft draft, long on, Reports reports) {
        LocalDate year = LocalDate.ofEpochDay(on - reporting.graceDays());
        long first = year.withDayOfYear(1).toEpochDay();
        MonthDay due = standard.due() == null ? MonthDay.of(12, 31) : standard.due();
        long dueDay = due.atYear(year.getYear()).toEpochDay();
        LevelReport said = reports.standingOn(
                Math.min(on, year.withDayOfYear(year.lengthOfYear()).toEpochDay()));
        boolean outOfTime = on >= dueDay + reporting.graceDays();
        draft.resting(dueDay, outOfTime ? 1 : 0);
        if (said == null || said.from() < first) {
            draft.counted(first, Math.min(on, dueDay), 0, 0);
            VerdictState state = outOfTime && said != null ? VerdictState.STALE : VerdictState.INSUFFICIENT;
            return draft.say(Literal.LITERAL_NONE, state);
        }
        Literal literal = Verdicts.literal(
                standard.comparator(),
                standard.targetPpm(),
                said.counts().n(),
                said.counts().d());
        boolean settled = literal == Literal.LITERAL_MET || outOfTime || (on >= dueDay && said.until() >= dueDay);
        return counted(draft, said).say(literal, settled ? certain(literal) : VerdictState.UNDECIDED);
    }

    private static VerdictDraft counted(VerdictDraft draft, LevelReport said) {
        return draft.counted(
                said.from(), said.until(), said.counts().n(), said.counts().d());
    }

    private static VerdictState late(boolean overdue, VerdictState otherwise) {
        return overdue ? VerdictState.STALE : otherwise;
    }

    private static VerdictState certain(Literal literal) {
        return switch (literal) {
            case LITERAL_MET -> VerdictState.MET;
            case LITERAL_MISSED -> VerdictState.MISSED;
            case LITERAL_NONE, UNRECOGNIZED -> VerdictState.INSUFFICIENT;
        };
    }

    /** Whole events: a number is reported in thousandths, of a thousand. */
    private static long occurrences(Counts counts) {
        return counts.d() == 0 ? 0 : (counts.n() + counts.d() - 1) / counts.d();
    }

    private record Said(LevelReport report, boolean overdue) {}
}
