package org.stationboard.streams;

import java.util.Optional;
import java.util.Set;

/**
 * A value on its way to a topic, with the partition it must go to: a task writes to its own partition number.
 *
 * @param partitions that one partition, in the form the partitioner answers with
 */
record Published(Optional<Set<Integer>> partitions, byte[] value) {}
