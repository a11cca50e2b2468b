package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.Assurance;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.engine.trends.ControlChart;
import org.stationboard.engine.trends.ControlChart.Observation;
import org.stationboard.engine.trends.Direction;

/**
 * What the closed calendar months before a day say: an XmR chart of a share by month, or of a count by day of the month.
 * A month that the feeds do not cover, or in which nothing was eligible, is no point.
 */
final class MonthTrend {
    private MonthTrend() {}

    /** The trend over the closed months, the oldest first; of kinds that have no good direction it is unknown. */
    static Trend of(Standard standard, DaySeries series, List<ClosedMonth> closed, Coverage coverage, long existed) {
        if (standard.kind() != RuleKind.SHARE_RULE && standard.kind() != RuleKind.DECLINE_RULE) {
            return Trend.UNKNOWN;
        }
        boolean share = standard.kind() == RuleKind.SHARE_RULE;
        List<Observation> months = months(series, closed, coverage, existed, share);
        if (months.size() < ControlChart.MINIMUM) {
            return Trend.UNKNOWN;
        }
        Direction good = standard.good();
        ControlChart chart = ControlChart.of(months, standard.rebased());
        return new Trend(
                chart.variation(good),
                share ? chart.assurance(standard.targetPpm(), good) : Assurance.ASSURANCE_UNKNOWN);
    }

    private static List<Observation> months(
            DaySeries series, List<ClosedMonth> closed, Coverage coverage, long existed, boolean share) {
        List<Observation> months = new ArrayList<>();
        for (ClosedMonth month : closed) {
            if (!month.counts(coverage, existed)) {
                continue;
            }
            Counts counts = series.sum(month.from(), month.to());
            if (share) {
                month.share(counts.n(), counts.d()).ifPresent(months::add);
            } else {
                months.add(month.byDay(counts.n()));
            }
        }
        return months;
    }
}
