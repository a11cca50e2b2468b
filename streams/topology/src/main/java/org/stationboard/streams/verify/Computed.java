package org.stationboard.streams.verify;

import com.google.protobuf.MessageLite;
import org.stationboard.contract.Topic;

/**
 * A value the engine gives, as recomputed.
 *
 * @param topic where it must stand
 * @param offset of the record of the log that led to it
 */
public record Computed(Topic topic, String key, MessageLite value, long offset) {}
