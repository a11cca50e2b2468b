package org.stationboard.api.view;

/** Where a unit's values come from and when they last changed. */
final class UnitTrace {
    private int partition = -1;
    private long alarmsAt = Long.MIN_VALUE;
    private long disputesAt = Long.MIN_VALUE;

    /** A value of that indicator came from the partition at {@code at}, epoch milliseconds. */
    void note(String indicator, int from, long at) {
        partition = from;
        if (indicator.startsWith("alarms")) {
            alarmsAt = Math.max(alarmsAt, at);
        } else {
            disputesAt = Math.max(disputesAt, at);
        }
    }

    /** Partition of the log, -1 before anything came. */
    int partition() {
        return partition;
    }

    /** When its alarms (or disputes) last changed; {@link Long#MIN_VALUE} before anything came. */
    long changedAt(boolean ofAlarms) {
        return ofAlarms ? alarmsAt : disputesAt;
    }
}
