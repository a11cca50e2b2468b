package org.stationboard.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.Assurance;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.engine.trends.ControlChart;
import org.stationboard.engine.trends.ControlChart.Observation;
import org.stationboard.engine.trends.Direction;

/**
 * What the closed calendar months before a day say: an XmR chart of a share by month, or of a count by day of the month.
 * A month that the feeds do not cover, or in which nothing was eligible, is no point.
 */
final class MonthTrend {
    /** Five years: what day cells are kept for, less a year of lateness. */
    static final int MONTHS = 60;

    private MonthTrend() {}

    /** First day of the first month that is looked at. */
    static long from(long on) {
        return firstOfMonth(on).minusMonths(MONTHS).toEpochDay();
    }

    /** The trend on the day; of kinds that have no good direction it is unknown. */
    static Trend of(Standard standard, DaySeries series, long on, Coverage coverage, long existed) {
        if (standard.kind() != RuleKind.SHARE_RULE && standard.kind() != RuleKind.DECLINE_RULE) {
            return Trend.UNKNOWN;
        }
        boolean share = standard.kind() == RuleKind.SHARE_RULE;
        List<Observation> months = months(series, on, coverage, existed, share);
        if (months.size() < ControlChart.MINIMUM) {
            return Trend.UNKNOWN;
        }
        boolean higher = standard.comparator() == Comparator.GE || standard.comparator() == Comparator.GT;
        Direction good = higher ? Direction.HIGHER_IS_BETTER : Direction.LOWER_IS_BETTER;
        ControlChart chart = ControlChart.of(months, standard.rebased());
        return new Trend(
                chart.variation(good),
                share ? chart.assurance(standard.targetPpm(), good) : Assurance.ASSURANCE_UNKNOWN);
    }

    private static List<Observation> months(DaySeries series, long on, Coverage coverage, long existed, boolean share) {
        List<Observation> months = new ArrayList<>();
        LocalDate end = firstOfMonth(on);
        for (LocalDate month = end.minusMonths(MONTHS); month.isBefore(end); month = month.plusMonths(1)) {
            long from = month.toEpochDay();
            long to = month.plusMonths(1).toEpochDay() - 1;
            if (from < existed || !coverage.known() || open(coverage, from, to)) {
                continue;
            }
            Counts counts = series.sum(from, to);
            if (!share) {
                months.add(new Observation(month, (double) counts.n() / (to - from + 1)));
            } else if (counts.d() > 0) {
                months.add(new Observation(month, (double) counts.n() / counts.d()));
            }
        }
        return months;
    }

    private static boolean open(Coverage coverage, long from, long to) {
        return coverage.holes().stream().anyMatch(hole -> hole.from() <= to && hole.to() >= from);
    }

    private static LocalDate firstOfMonth(long day) {
        return LocalDate.ofEpochDay(day).withDayOfMonth(1);
    }
}
