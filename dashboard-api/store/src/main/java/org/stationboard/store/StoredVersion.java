package org.stationboard.store;

import com.google.protobuf.ByteString;

/**
 * One version of a record as it stands on the log.
 *
 * @param record the record's bytes as they were taken, a {@code StationRecord}
 * @param partition partition of station-records
 * @param offset offset in that partition
 * @param tick epoch minute of the last tick before it on that partition; 0 = before the first
 */
public record StoredVersion(String recordId, long version, ByteString record, int partition, long offset, long tick) {}
