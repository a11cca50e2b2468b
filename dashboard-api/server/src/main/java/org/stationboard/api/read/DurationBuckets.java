package org.stationboard.api.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.Buckets;
import org.stationboard.engine.Indicators;

/**
 * Durations counted in the engine's fixed buckets. A quantile is a bucket with its bounds, never a point inside: where in
 * the bucket it lies is not known. Immutable.
 *
 * @param counts one for each bucket, the last one for everything over the largest bound
 */
public record DurationBuckets(List<Long> counts) {
    /** Upper bounds in minutes, inclusive. */
    public static final List<Integer> BOUNDS =
            Buckets.all().stream().flatMap(code -> Buckets.bound(code).stream()).toList();

    public DurationBuckets {
        counts = List.copyOf(counts);
    }

    /** What is measured. */
    public enum Of {
        /** From the call to the order. */
        DISPATCH(Indicators.DISPATCH_BUCKET),
        /** From the call to the arrival. */
        ARRIVAL(Indicators.ARRIVAL_BUCKET),
        /** From the call to the end. */
        HANDLING(Indicators.HANDLING_BUCKET);

        private final String prefix;

        Of(String prefix) {
            this.prefix = prefix;
        }

        /** The indicators of the buckets, in the order of {@link #BOUNDS}, the open one last. */
        public List<String> indicators() {
            return Buckets.all().stream().map(code -> prefix + code).toList();
        }
    }

    /**
     * A quantile's bucket, in minutes.
     *
     * @param over exclusive
     * @param upTo inclusive; null = without end
     */
    public record Bucket(int over, @Nullable Integer upTo) {}

    /** How many durations there are. */
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The bucket of the smallest duration that at least so many percent of all do not exceed; null without durations.
     *
     * @param percent 1 to 100
     */
    public @Nullable Bucket quantile(int percent) {
        long all = count();
        long wanted = (all * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < counts.size(); i++) {
            seen += counts.get(i);
            if (all > 0 && seen >= wanted) {
                return new Bucket(i == 0 ? 0 : BOUNDS.get(i - 1), i < BOUNDS.size() ? BOUNDS.get(i) : null);
            }
        }
        return null;
    }
}
