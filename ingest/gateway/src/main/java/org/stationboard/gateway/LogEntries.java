package org.stationboard.gateway;

import com.google.protobuf.util.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stationboard.contract.ContentDigest;
import org.stationboard.contract.v1.StationRecord;

/** Makes log entries of checked records: receive time, content digest, log key. Safe for use by many threads. */
final class LogEntries {
    private final CurrentRegister current;
    private final Clock clock;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    LogEntries(CurrentRegister current, Clock clock) {
        this.current = current;
        this.clock = clock;
    }

    /**
     * The entry of a record; of a mark for a unit above a log key, one for each log key below, under ids of their own and
     * without versions, since nobody said how many of them fell to each.
     */
    List<LogEntry> of(StationRecord record) {
        OrgRegister register = current.get();
        if (record.getBodyCase() == StationRecord.BodyCase.FEED_MARK) {
            Collection<String> below = register.logKeysUnder(record.getUnitId());
            if (below.size() > 1) {
                return below.stream()
                        .map(key -> entry(copy(register, record, key), key))
                        .toList();
            }
            if (below.size() == 1) {
                return List.of(entry(record, below.iterator().next()));
            }
        }
        return List.of(entry(record, register.logKey(record.getUnitId())));
    }

    private static StationRecord copy(OrgRegister register, StationRecord mark, String logKey) {
        return mark.toBuilder()
                .setRecordId(mark.getRecordId() + '/' + logKey)
                .setUnitId(register.headOf(logKey))
                .setFeedMark(mark.getFeedMark().toBuilder().clearVersions())
                .build();
    }

    private LogEntry entry(StationRecord record, String logKey) {
        long now = clock.millis();
        byte[] value = record.toBuilder()
                .setReceivedAt(Timestamps.fromMillis(now))
                .setContentDigest(ContentDigest.of(record))
                .build()
                .toByteArray();
        byte[] key = keys.computeIfAbsent(logKey, text -> text.getBytes(StandardCharsets.UTF_8));
        return new LogEntry(
                key, value, now, Math.floorDiv(record.getReportedAt().getSeconds(), 60L));
    }
}
