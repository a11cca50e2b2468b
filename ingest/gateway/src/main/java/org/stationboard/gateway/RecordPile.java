package org.stationboard.gateway;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.StationRecord;

/**
 * Many records in little memory, to be put in another order: their Protobuf bytes on large pages and about 28 bytes more
 * each. One thread.
 */
public final class RecordPile {
    private static final int PAGE_BITS = 20;
    private static final int PAGE = 1 << PAGE_BITS;

    private final List<byte[]> pages = new ArrayList<>();
    private int used = PAGE;
    private long[] places = new long[1_024];
    private int[] lengths = new int[1_024];
    /** Reporting times, nanoseconds since 1970. */
    private long[] times = new long[1_024];

    private int size;

    /** Puts a record on the pile; at most 1 MiB of bytes. */
    public void add(StationRecord record) {
        int length = record.getSerializedSize();
        if (length > PAGE) {
            throw new IllegalArgumentException("record: " + length + " bytes (expected: at most " + PAGE + ")");
        }
        if (used + length > PAGE) {
            pages.add(new byte[PAGE]);
            used = 0;
        }
        if (size == times.length) {
            grow();
        }
        write(record, pages.get(pages.size() - 1), length);
        places[size] = (long) (pages.size() - 1) << PAGE_BITS | used;
        lengths[size] = length;
        times[size] = Math.addExact(
                Math.multiplyExact(record.getReportedAt().getSeconds(), 1_000_000_000L),
                record.getReportedAt().getNanos());
        used += length;
        size++;
    }

    /** How many records lie on it. */
    public int size() {
        return size;
    }

    /** The records as they were put. */
    public Iterator<StationRecord> asPut() {
        return iterate(identity());
    }

    /** The records by reporting time; those of one time as they were put. */
    public Iterator<StationRecord> byTime() {
        int[] order = identity();
        sort(order);
        return iterate(order);
    }

    /** The records in an order that the seed alone decides. */
    public Iterator<StationRecord> shuffled(long seed) {
        int[] order = identity();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return iterate(order);
    }

    private void grow() {
        int larger = times.length * 2;
        places = Arrays.copyOf(places, larger);
        lengths = Arrays.copyOf(lengths, larger);
        times = Arrays.copyOf(times, larger);
    }

    private void write(StationRecord record, byte[] page, int length) {
        try {
            record.writeTo(CodedOutputStream.newInstance(page, used, length));
        } catch (IOException e) {
            throw new UncheckedIOException("a page with room cannot overflow", e);
        }
    }

    private int[] identity() {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /** A merge sort from below: stable, and no boxed number for each record. */
    private void sort(int[] order) {
        int[] from = order;
        int[] to = new int[size];
        for (int run = 1; run < size; run *= 2) {
            for (int low = 0; low < size; low += 2 * run) {
                merge(from, to, low, Math.min(size, low + run), Math.min(size, low + 2 * run));
            }
            int[] merged = to;
            to = from;
            from = merged;
        }
        if (from != order) {
            System.arraycopy(from, 0, order, 0, size);
        }
    }

    private void merge(int[] from, int[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeLeft = right >= high || (left < middle && times[from[left]] <= times[from[right]]);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }

    private Iterator<StationRecord> iterate(int[] order) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < order.length;
            }

            @Override
            public StationRecord next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no more records");
                }
                return read(order[next++]);
            }
        };
    }

    private StationRecord read(int index) {
        byte[] page = pages.get((int) (places[index] >> PAGE_BITS));
        try {
            return StationRecord.parser().parseFrom(page, (int) (places[index] & (PAGE - 1)), lengths[index]);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("bytes that were a record a moment ago", e);
        }
    }
}
