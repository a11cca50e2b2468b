package org.stationboard.gateway;

import java.util.regex.Pattern;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.EventGrade;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.ReportedFigure;

/** Checks of what people grade, report and award: graded events, reported figures, awards. Stateless. */
final class VerdictChecks {
    private static final Pattern STANDARD = Pattern.compile("[A-Z][0-9]{2,3}");

    private VerdictChecks() {}

    /** Whoever grades is named as a role, with the time: an event without both is one to be graded. */
    static void graded(GradedEvent event, boolean withdrawn, RecordTimes times) throws RefusedException {
        boolean graded = event.getGrade() != EventGrade.UNGRADED;
        Forms.chosen(withdrawn, event.getKind(), "gradedEvent.kind");
        Forms.named(event.getGrade(), "gradedEvent.grade");
        Forms.code(!graded, event.getGradedByRole(), "gradedEvent.gradedByRole");
        times.requiredUnless(withdrawn, event.hasHappenedAt(), event.getHappenedAt(), "gradedEvent.happenedAt");
        times.optional(event.hasFiledAt(), event.getFiledAt(), "gradedEvent.filedAt");
        times.requiredUnless(!graded, event.hasGradedAt(), event.getGradedAt(), "gradedEvent.gradedAt");
    }

    static void reported(ReportedFigure figure, boolean withdrawn, RecordTimes times) throws RefusedException {
        boolean named = STANDARD.matcher(figure.getStandard()).matches();
        boolean excused = withdrawn && figure.getStandard().isEmpty();
        Forms.require(named || excused, "reportedFigure.standard", "the id of a standard, such as N01");
        Forms.code(withdrawn, figure.getMethod(), "reportedFigure.method");
        Forms.code(withdrawn, figure.getReporterRole(), "reportedFigure.reporterRole");
        Forms.idOrNone(figure.getEvidenceId(), "reportedFigure.evidenceId");
        Forms.count(figure.getSampleSize(), "reportedFigure.sampleSize");
        if (!excused) {
            period(figure, times);
            value(figure, withdrawn);
        }
    }

    private static void period(ReportedFigure figure, RecordTimes times) throws RefusedException {
        plausible(figure.getPeriodFrom(), "reportedFigure.periodFrom");
        plausible(figure.getPeriodTo(), "reportedFigure.periodTo");
        times.days(
                figure.getPeriodFrom(), figure.getPeriodTo(), "reportedFigure.periodFrom", "reportedFigure.periodTo");
    }

    private static void plausible(long day, String field) throws RefusedException {
        Forms.require(day >= 0 && day < 1_000_000, field, "a day as days since 1970-01-01");
    }

    private static void value(ReportedFigure figure, boolean withdrawn) throws RefusedException {
        boolean share = figure.hasNumerator() || figure.hasDenominator();
        Forms.require(
                withdrawn || share != figure.hasValueMilli(),
                "reportedFigure.valueMilli",
                "a value, or numerator and denominator, and not both");
        Forms.require(
                !share || (figure.hasNumerator() && figure.hasDenominator()),
                figure.hasNumerator() ? "reportedFigure.denominator" : "reportedFigure.numerator",
                "numerator and denominator together");
        Forms.count(figure.getDenominator(), "reportedFigure.denominator");
        Forms.among(
                figure.getNumerator(),
                figure.getDenominator(),
                "reportedFigure.numerator",
                "reportedFigure.denominator");
    }

    static void award(Award award, boolean withdrawn, RecordTimes times) throws RefusedException {
        Forms.chosen(withdrawn, award.getLevel(), "award.level");
        Forms.code(withdrawn, award.getTitle(), "award.title");
        boolean year = award.getYear() >= 2000 && award.getYear() <= 2999;
        Forms.require(year || (withdrawn && award.getYear() == 0), "award.year", "a year from 2000 on");
        times.requiredUnless(withdrawn, award.hasGrantedAt(), award.getGrantedAt(), "award.grantedAt");
        times.optional(award.hasEndedAt(), award.getEndedAt(), "award.endedAt");
        times.before(
                award.hasGrantedAt() && award.hasEndedAt(),
                award.getGrantedAt(),
                award.getEndedAt(),
                "award.endedAt",
                "award.grantedAt");
    }
}
