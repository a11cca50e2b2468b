package org.stationboard.store;

import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stationboard.contract.v1.StationRecord;

/**
 * How late records are reported: {@code reported_at - occurred_at} of every version stored since the process began, by
 * feed, in seconds. A histogram in fixed buckets for whoever adds processes up, and beside it the median and the largest
 * value for whoever reads one. Counted after the commit, so nothing is counted twice. For the sink's thread; the gauges
 * may be read by any.
 */
final class Lateness {
    private static final String NAME = "stationboard.records.lateness";
    private static final String SECONDS = "seconds";
    private static final double[] BUCKETS = {
        1, 10, 30, 60, 120, 180, 240, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400, 172_800, 604_800
    };

    private final MeterRegistry registry;
    private final Map<BodyKind, Spread> spreads = new EnumMap<>(BodyKind.class);

    Lateness(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The versions are in the database now. */
    void stored(List<Batch.Version> versions) {
        for (Batch.Version version : versions) {
            StationRecord head = version.head();
            if (version.body() != BodyKind.FEED_MARK && head.hasOccurredAt() && head.hasReportedAt()) {
                spreads.computeIfAbsent(version.body(), this::spreadOf)
                        .add(seconds(head.getReportedAt()) - seconds(head.getOccurredAt()));
            }
        }
    }

    private Spread spreadOf(BodyKind body) {
        String feed = body.name().toLowerCase(Locale.ROOT).replace('_', '-');
        DistributionSummary summary = DistributionSummary.builder(NAME)
                .description("reported_at less occurred_at of the versions stored")
                .baseUnit(SECONDS)
                .tag("feed", feed)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        Spread spread = new Spread(summary);
        Gauge.builder(NAME + ".median", spread, Spread::median)
                .description("their median, exact to the second below two hours, to the minute above")
                .baseUnit(SECONDS)
                .tag("feed", feed)
                .register(registry);
        Gauge.builder(NAME + ".max", spread, Spread::largest)
                .description("the largest of them")
                .baseUnit(SECONDS)
                .tag("feed", feed)
                .register(registry);
        return spread;
    }

    private static double seconds(Timestamp at) {
        return at.getSeconds() + at.getNanos() / 1e9;
    }

    /** Counts by second up to two hours, by minute up to thirty days, the rest together. */
    static final class Spread {
        private static final int FINE = 7_200;
        private static final int COARSE_SECONDS = 60;
        private static final int MOST_SECONDS = 30 * 86_400;

        private final DistributionSummary summary;
        private final long[] counts = new long[FINE + (MOST_SECONDS - FINE) / COARSE_SECONDS + 1];
        private long all;
        private double largest;

        Spread(DistributionSummary summary) {
            this.summary = summary;
        }

        /** A report before its event is no earlier than the event: its source's clocks differ. */
        synchronized void add(double seconds) {
            double late = Math.max(0, seconds);
            summary.record(late);
            counts[cellOf(late)]++;
            all++;
            largest = Math.max(largest, late);
        }

        synchronized double largest() {
            return largest;
        }

        /** The lower one of two middle values; 0 before the first. */
        synchronized double median() {
            long wanted = (all + 1) / 2;
            long seen = 0;
            for (int cell = 0; cell < counts.length; cell++) {
                seen += counts[cell];
                if (seen >= wanted && wanted > 0) {
                    return cell < FINE ? cell : FINE + (double) (cell - FINE) * COARSE_SECONDS;
                }
            }
            return 0;
        }

        private static int cellOf(double seconds) {
            if (seconds < FINE) {
                return (int) seconds;
            }
            return (int) (FINE + (Math.min(seconds, MOST_SECONDS) - FINE) / COARSE_SECONDS);
        }
    }
}
