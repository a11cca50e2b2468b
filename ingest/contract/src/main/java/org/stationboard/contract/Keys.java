package org.stationboard.contract;

import org.stationboard.contract.v1.Grain;

/** Keys of the published topics, as text: parts joined by {@code |}, which no id may contain. */
public final class Keys {
    private Keys() {}

    /** Key of a figure: {@code unit|indicator|D|start}; grain D for days, M for minutes. */
    public static String figure(String unitId, String indicator, Grain grain, long start) {
        return unitId + '|' + indicator + '|' + (grain == Grain.DAY ? 'D' : 'M') + '|' + start;
    }

    /** Key of a partition's tick marker. */
    public static String marker(int partition) {
        return "marker|" + partition;
    }

    /** Key of a partition's pulse. */
    public static String pulse(int partition) {
        return "pulse|" + partition;
    }

    /** Key of verdicts and alerts. */
    public static String judged(String unitId, String standardId) {
        return unitId + '|' + standardId;
    }

    /** Key of a feed's state. */
    public static String feed(String source, String feed, String logKey) {
        return source + '|' + feed + '|' + logKey;
    }
}
