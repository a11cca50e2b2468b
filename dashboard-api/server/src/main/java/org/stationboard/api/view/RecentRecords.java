package org.stationboard.api.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Parameters;

/**
 * The newest versions of the records that stand at the end of the log: enough to say how old an open call is and what a
 * shift left behind, which no daily figure can. Bounded by count and by age; says itself from when on it is whole. Keeps
 * of a record its unit, codes and times and nothing else. Not thread-safe. Times are epoch seconds.
 */
public final class RecentRecords {
    /** Most records that are kept: at 30 a station and day those of 200 stations for a week. */
    private static final int MOST = 50_000;
    /** How long a record is kept after it was last reported: three shifts and more. */
    private static final long KEPT_SECONDS = 2 * 86_400L;

    private final RecentReader reader;
    private final Map<String, Recent> records = new LinkedHashMap<>();
    private final Map<Integer, Long> wholeFrom = new HashMap<>();
    private final DeviceWindows devices = new DeviceWindows();
    /** Reporting time of the newest record that more than {@link #MOST} others pushed out. */
    private long pushedOut = Long.MIN_VALUE;
    /** Records reported before this were too old to keep. */
    private long cleared = Long.MIN_VALUE;

    private long changes;

    RecentRecords(ZoneId zone) {
        reader = new RecentReader(Parameters.of(zone));
    }

    /** A record of the log; {@code offset} is its place in the partition. */
    void take(int partition, long offset, StationRecord taken) {
        if (offset == 0) {
            wholeFrom.put(partition, Long.MIN_VALUE);
        }
        if (taken.hasControl()) {
            if (taken.getControl().hasTick()) {
                wholeFrom.putIfAbsent(partition, taken.getControl().getTick().getMinute() * 60);
            }
            return;
        }
        if (taken.hasDeviceSummary()) {
            changes += devices.take(taken) ? 1 : 0;
            return;
        }
        Optional<Recent> read = reader.read(taken);
        if (read.isEmpty()) {
            return;
        }
        Recent recent = read.get();
        String key = partition + "/" + taken.getRecordId();
        Recent held = records.get(key);
        if (held == null || recent.newerThan(held)) {
            records.remove(key);
            records.put(key, recent);
            changes++;
            bound();
        }
    }

    private void bound() {
        if (records.size() > MOST) {
            Iterator<Recent> oldest = records.values().iterator();
            pushedOut = Math.max(pushedOut, oldest.next().reported());
            oldest.remove();
        }
    }

    /** Moves to another time and forgets what is too old by then. */
    void moveTo(long now) {
        long limit = now - KEPT_SECONDS;
        if (limit != cleared) {
            cleared = limit;
            changes += records.values().removeIf(recent -> recent.reported() < limit) ? 1 : 0;
        }
    }

    /** Rises with everything that is taken or forgotten. */
    long changes() {
        return changes;
    }

    /** From when on every record that was reported is here; empty before that is known of so many partitions. */
    OptionalLong wholeFrom(int partitions) {
        if (wholeFrom.isEmpty() || wholeFrom.size() < partitions) {
            return OptionalLong.empty();
        }
        long from = Math.max(pushedOut, cleared);
        for (long partition : wholeFrom.values()) {
            from = Math.max(from, partition);
        }
        return OptionalLong.of(from);
    }

    /** Gives every record to the visitor, those reported last at the end. */
    public void forEach(Consumer<Recent> visitor) {
        records.values().forEach(visitor);
    }

    /** The calls that are open on that local day; a desk's facts about a call have the call's own category where they have none. */
    public List<Recent> openCalls(long day) {
        List<Recent> calls = new ArrayList<>();
        records.forEach((key, recent) -> {
            if (recent.openOn(day) != Recent.Open.NO) {
                calls.add(recent.category().isEmpty() ? described(key, recent) : recent);
            }
        });
        return calls;
    }

    private Recent described(String key, Recent desk) {
        String partition = key.substring(0, key.indexOf('/') + 1);
        Recent call = records.get(partition + desk.about());
        return call == null ? desk : desk.describedBy(call);
    }

    /** The devices' newest windows. */
    public DeviceWindows devices() {
        return devices;
    }
}
