package org.stationboard.allinone;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.stationboard.contract.v1.StationRecord;

/**
 * One source's record versions in order of their reporting time, kept as bytes: a quarter of a million fit in some
 * 40 MB. Immutable; safe to share.
 */
final class RecordedSource {
    private final byte[][] versions;
    /** Epoch seconds, ascending. */
    private final long[] reportedAt;
    /** Epoch seconds of the reporting of the same record's first version. */
    private final long[] firstReportedAt;

    /** Source and feed of each feed it holds. */
    private final List<List<String>> feeds;

    private RecordedSource(
            byte[][] versions, long[] reportedAt, long[] firstReportedAt, Collection<List<String>> feeds) {
        this.feeds = List.copyOf(feeds);
        this.versions = versions;
        this.reportedAt = reportedAt;
        this.firstReportedAt = firstReportedAt;
    }

    /** Takes all of {@code records}, in any order. */
    static RecordedSource of(Iterator<StationRecord> records) {
        List<byte[]> bytes = new ArrayList<>();
        List<Long> reported = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Map<String, Long> first = new HashMap<>();
        Set<List<String>> feeds = new LinkedHashSet<>();
        while (records.hasNext()) {
            StationRecord version = records.next();
            long at = version.getReportedAt().getSeconds();
            feeds.add(List.of(
                    version.getRecordId().substring(0, version.getRecordId().indexOf('/')), feedOf(version)));
            bytes.add(version.toByteArray());
            reported.add(at);
            ids.add(version.getRecordId());
            first.merge(version.getRecordId(), at, Math::min);
        }
        int[] order = IntStream.range(0, bytes.size())
                .boxed()
                .sorted(Comparator.comparingLong(reported::get))
                .mapToInt(Integer::intValue)
                .toArray();
        byte[][] versions = new byte[order.length][];
        long[] reportedAt = new long[order.length];
        long[] firstReportedAt = new long[order.length];
        for (int place = 0; place < order.length; place++) {
            versions[place] = bytes.get(order[place]);
            reportedAt[place] = reported.get(order[place]);
            firstReportedAt[place] = first.getOrDefault(ids.get(order[place]), reportedAt[place]);
        }
        return new RecordedSource(versions, reportedAt, firstReportedAt, feeds);
    }

    /** Takes what {@link #write} gave. */
    static RecordedSource read(DataInput in) throws IOException {
        List<List<String>> feeds = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            feeds.add(List.of(in.readUTF(), in.readUTF()));
        }
        int size = in.readInt();
        byte[][] versions = new byte[size][];
        long[] reportedAt = new long[size];
        long[] firstReportedAt = new long[size];
        for (int place = 0; place < size; place++) {
            reportedAt[place] = in.readLong();
            firstReportedAt[place] = in.readLong();
            versions[place] = new byte[in.readInt()];
            in.readFully(versions[place]);
        }
        return new RecordedSource(versions, reportedAt, firstReportedAt, feeds);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(feeds.size());
        for (List<String> feed : feeds) {
            out.writeUTF(feed.get(0));
            out.writeUTF(feed.get(1));
        }
        out.writeInt(versions.length);
        for (int place = 0; place < versions.length; place++) {
            out.writeLong(reportedAt[place]);
            out.writeLong(firstReportedAt[place]);
            out.writeInt(versions[place].length);
            out.write(versions[place]);
        }
    }

    /** The name of a body's feed: that of its field. */
    private static String feedOf(StationRecord version) {
        return version.getBodyCase().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Source and feed of each feed it holds, in the order of their first records as they were given. */
    List<List<String>> feeds() {
        return feeds;
    }

    int size() {
        return versions.length;
    }

    /** Epoch seconds at which the version was reported. */
    long reportedAt(int place) {
        return reportedAt[place];
    }

    /** Epoch seconds at which the record's first version was reported. */
    long firstReportedAt(int place) {
        return firstReportedAt[place];
    }

    /** Epoch seconds of the last report. */
    long end() {
        return reportedAt[reportedAt.length - 1];
    }

    /** The first place reported at or after {@code epochSecond}. */
    int placeOf(long epochSecond) {
        int found = Arrays.binarySearch(reportedAt, epochSecond);
        if (found < 0) {
            return -found - 1;
        }
        while (found > 0 && reportedAt[found - 1] == epochSecond) {
            found--;
        }
        return found;
    }

    /** The version as it was recorded. */
    StationRecord version(int place) {
        try {
            return StationRecord.parseFrom(versions[place]);
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("place: " + place + " (expected: bytes written by this class)", impossible);
        }
    }
}
