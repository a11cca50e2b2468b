package org.stationboard.allinone;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.stationboard.contract.v1.Reading;

/**
 * The demo's devices on the demo's own time: recorded readings, shifted by whole weeks, up to the anchor; after it their
 * last 14 days again and again. A source laid over itself is other devices each time. Immutable; safe to share.
 */
final class DemoReadings {
    private static final long WEEK = Duration.ofDays(7).toSeconds();
    private static final long CYCLE = Duration.ofDays(14).toSeconds();

    private final List<Recorded> sources;

    DemoReadings(List<Source> sources) {
        this.sources = sources.stream().map(Recorded::of).toList();
    }

    /** Readings in any order, and how often they are laid over themselves, a week apart, at most three times. */
    record Source(List<Reading> readings, int layers) {}

    /**
     * What is received in ({@code after}, {@code upTo}], in order. Units are left to the device register.
     *
     * @param anchor the demo's first start
     */
    List<Reading> received(Instant anchor, Instant after, Instant upTo) {
        List<Reading> due = new ArrayList<>();
        for (Recorded source : sources) {
            for (int layer = 0; layer < source.layers; layer++) {
                source.collect(anchor.getEpochSecond(), after.getEpochSecond(), upTo.getEpochSecond(), layer, due);
            }
        }
        due.sort(Comparator.comparingLong(reading -> reading.getReceivedAt().getSeconds()));
        return due;
    }

    /** One source's readings as bytes, in order of receipt. */
    private static final class Recorded {
        private final byte[][] readings;
        private final long[] receivedAt;
        private final int layers;

        private Recorded(byte[][] readings, long[] receivedAt, int layers) {
            this.readings = readings;
            this.receivedAt = receivedAt;
            this.layers = layers;
        }

        static Recorded of(Source source) {
            List<Reading> inOrder = source.readings().stream()
                    .sorted(Comparator.comparingLong(
                            reading -> reading.getReceivedAt().getSeconds()))
                    .toList();
            return new Recorded(
                    inOrder.stream().map(Reading::toByteArray).toArray(byte[][]::new),
                    inOrder.stream()
                            .mapToLong(reading -> reading.getReceivedAt().getSeconds())
                            .toArray(),
                    source.layers());
        }

        void collect(long anchor, long after, long upTo, int layer, List<Reading> due) {
            long weeks = Math.floorDiv(anchor - receivedAt[receivedAt.length - 1] + WEEK - 1, WEEK) + layer;
            long from = after;
            while (from < upTo) {
                // Up to the anchor no repetition; after it one more with each 14 days.
                long repeats = Math.max(0, Math.floorDiv(from - anchor, CYCLE) + 1);
                long to = Math.min(upTo, anchor + repeats * CYCLE);
                collectShifted(weeks * WEEK + repeats * CYCLE, from, to, layer, due);
                from = to;
            }
        }

        private void collectShifted(long shift, long after, long upTo, int layer, List<Reading> due) {
            for (int place = placeAfter(after - shift);
                    place < receivedAt.length && receivedAt[place] + shift <= upTo;
                    place++) {
                due.add(shifted(place, shift, layer));
            }
        }

        private int placeAfter(long epochSecond) {
            int low = 0;
            int high = receivedAt.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (receivedAt[middle] <= epochSecond) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private Reading shifted(int place, long shift, int layer) {
            try {
                Reading.Builder reading = Reading.newBuilder().mergeFrom(readings[place]);
                return reading.setDeviceId(reading.getDeviceId() + '-' + (layer + 1))
                        .clearUnitId()
                        .setMeasuredAt(moved(reading.getMeasuredAt(), shift))
                        .setReceivedAt(moved(reading.getReceivedAt(), shift))
                        .build();
            } catch (InvalidProtocolBufferException impossible) {
                throw new IllegalStateException("place: " + place + " (expected: bytes written here)", impossible);
            }
        }

        private static Timestamp moved(Timestamp at, long seconds) {
            return at.toBuilder().setSeconds(at.getSeconds() + seconds).build();
        }
    }
}
