package org.stationboard.allinone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.stationboard.contract.v1.StationRecord;

/**
 * The demo's records on the demo's own time. History is each source, real ones laid over themselves four times, a week
 * apart, shifted by whole weeks so that night stays night and Monday Monday, and cut at the anchor, the instant of the
 * demo's first start. After it what was open goes on, and the last 14 days repeat with new ids, for ever. The same anchor
 * gives the same records, so a restart sends nothing twice under another id.
 */
final class DemoTimeline {
    static final int LAYERS = 4;
    static final Duration HISTORY = Duration.ofDays(66 * 7);
    private static final long WEEK = Duration.ofDays(7).toSeconds();
    private static final long CYCLE = Duration.ofDays(14).toSeconds();
    /** No record gets a version later than this after its first. */
    private static final long LONGEST_LIFE = Duration.ofDays(120).toSeconds();

    private final List<DemoSource> sources;
    private final long anchor;
    private final long begin;

    /** {@code history}: how far back the records reach, at most {@link #HISTORY}. */
    DemoTimeline(List<DemoSource> sources, Instant anchor, Duration history) {
        this.sources = List.copyOf(sources);
        this.anchor = anchor.getEpochSecond();
        this.begin = this.anchor - history.toSeconds();
    }

    /** How many record versions the history has. */
    long historySize() {
        long versions = 0;
        for (Layer layer : layers(begin)) {
            while (layer.hasNext()) {
                layer.skip();
                versions++;
            }
        }
        return versions;
    }

    /** Versions reported from {@code from} up to the anchor, in order of reporting; at most those of the history. */
    Iterator<StationRecord> history(Instant from) {
        PriorityQueue<Layer> waiting =
                new PriorityQueue<>(Comparator.comparingLong(Layer::reportedAt).thenComparingInt(Layer::rank));
        for (Layer layer : layers(Math.max(begin, from.getEpochSecond()))) {
            if (layer.hasNext()) {
                waiting.add(layer);
            }
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !waiting.isEmpty();
            }

            @Override
            public StationRecord next() {
                Layer earliest = waiting.poll();
                if (earliest == null) {
                    throw new NoSuchElementException();
                }
                StationRecord version = earliest.take();
                if (earliest.hasNext()) {
                    waiting.add(earliest);
                }
                return version;
            }
        };
    }

    /** Versions reported after the anchor, in ({@code after}, {@code upTo}], in order of reporting. */
    List<StationRecord> live(Instant after, Instant upTo) {
        long from = Math.max(after.getEpochSecond(), anchor) + 1;
        long to = upTo.getEpochSecond();
        List<StationRecord> due = new ArrayList<>();
        for (int source = 0; source < sources.size(); source++) {
            for (int layer = 0; layer < sources.get(source).layers(); layer++) {
                long shift = shift(sources.get(source), layer);
                long earliest = Math.max(begin(sources.get(source)), anchor - LONGEST_LIFE);
                collect(due, source, shift, from, to, earliest, "-" + (layer + 1));
                long firstCycle = Math.max(1, Math.floorDiv(from - anchor - LONGEST_LIFE, CYCLE));
                long lastCycle = Math.floorDiv(to - anchor + CYCLE - 1, CYCLE);
                for (long cycle = firstCycle; cycle <= lastCycle; cycle++) {
                    collectCycle(due, source, shift, from, to, cycle, "-" + (layer + 1) + "r" + cycle);
                }
            }
        }
        due.sort(Comparator.comparingLong(record -> record.getReportedAt().getSeconds()));
        return due;
    }

    private void collect(
            List<StationRecord> due, int source, long shift, long from, long to, long earliestFirst, String suffix) {
        RecordedSource recorded = sources.get(source).recorded();
        for (int place = recorded.placeOf(from - shift);
                place < recorded.size() && recorded.reportedAt(place) + shift <= to;
                place++) {
            long first = recorded.firstReportedAt(place) + shift;
            if (first <= anchor && first >= earliestFirst) {
                due.add(TimeShift.shifted(recorded.version(place), shift, suffix));
            }
        }
    }

    private void collectCycle(
            List<StationRecord> due, int source, long shift, long from, long to, long cycle, String suffix) {
        RecordedSource recorded = sources.get(source).recorded();
        long cycleShift = shift + cycle * CYCLE;
        for (int place = recorded.placeOf(from - cycleShift);
                place < recorded.size() && recorded.reportedAt(place) + cycleShift <= to;
                place++) {
            long first = recorded.firstReportedAt(place) + shift;
            if (first <= anchor && first > anchor - CYCLE) {
                due.add(TimeShift.shifted(recorded.version(place), cycleShift, suffix));
            }
        }
    }

    /** Whole weeks, in seconds, that bring the source's end to the anchor or up to a week after it. */
    private long shift(DemoSource source, int layer) {
        long weeks = Math.floorDiv(anchor - source.end() + WEEK - 1, WEEK);
        return (weeks + layer) * WEEK;
    }

    /** Epoch second of the source's first record. */
    private long begin(DemoSource source) {
        return Math.max(begin, anchor - source.history().toSeconds());
    }

    private List<Layer> layers(long from) {
        List<Layer> layers = new ArrayList<>();
        for (DemoSource source : sources) {
            for (int layer = 0; layer < source.layers(); layer++) {
                layers.add(new Layer(source, shift(source, layer), layers.size(), "-" + (layer + 1), from));
            }
        }
        return layers;
    }

    /** One source at one shift, read forward up to the anchor. */
    private final class Layer {
        private final RecordedSource source;
        private final long begin;
        private final long shift;
        private final int rank;
        private final String suffix;
        private int place;

        Layer(DemoSource played, long shift, int rank, String suffix, long from) {
            this.source = played.recorded();
            this.begin = begin(played);
            this.shift = shift;
            this.rank = rank;
            this.suffix = suffix;
            this.place = source.placeOf(Math.max(begin, from) - shift);
            passOverOlder();
        }

        boolean hasNext() {
            return place < source.size() && reportedAt() <= anchor;
        }

        long reportedAt() {
            return source.reportedAt(place) + shift;
        }

        int rank() {
            return rank;
        }

        StationRecord take() {
            StationRecord version = TimeShift.shifted(source.version(place), shift, suffix);
            skip();
            return version;
        }

        void skip() {
            place++;
            passOverOlder();
        }

        // A later version of a record whose first one lies before the history would come out of nowhere.
        private void passOverOlder() {
            while (place < source.size() && source.firstReportedAt(place) + shift < begin) {
                place++;
            }
        }
    }
}
