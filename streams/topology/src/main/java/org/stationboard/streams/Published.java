package org.stationboard.streams;

import java.util.Optional;
import java.util.Set;

/** A value on its way to a topic, with the partition it must go to: a task writes to its own partition number. */
final class Published {
    private final Optional<Set<Integer>> partitions;
    private final byte[] value;

    /** @param partitions that one partition, in the form the partitioner answers with */
    Published(Optional<Set<Integer>> partitions, byte[] value) {
        this.partitions = partitions;
        this.value = value;
    }

    Optional<Set<Integer>> partitions() {
        return partitions;
    }

    byte[] value() {
        return value;
    }
}
