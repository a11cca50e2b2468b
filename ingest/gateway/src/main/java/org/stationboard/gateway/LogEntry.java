package org.stationboard.gateway;

/**
 * A checked record on its way into the log.
 *
 * @param key UTF-8 bytes of the log key
 * @param value the record's Protobuf bytes
 * @param receivedAt milliseconds since 1970: the Kafka timestamp
 * @param reportedMinute epoch minute in which its source reported it: the tick that must stand before it under a log
 *     clock driven by a replay
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared; copies would cost on the hot path.
record LogEntry(byte[] key, byte[] value, long receivedAt, long reportedMinute) {}
