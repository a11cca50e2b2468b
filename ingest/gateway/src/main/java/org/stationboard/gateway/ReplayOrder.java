package org.stationboard.gateway;

import java.util.Iterator;
import org.stationboard.contract.v1.StationRecord;

/**
 * In which order a replay sends what it has read.
 *
 * @param kind by reporting time, as in the files, or shuffled
 * @param seed of the shuffle, else 0
 */
public record ReplayOrder(Kind kind, long seed) {
    /** By reporting time; the order of the files where times are equal. */
    public static final ReplayOrder TIME = new ReplayOrder(Kind.TIME, 0);
    /** As in the files: nothing is held in memory. */
    public static final ReplayOrder FILE = new ReplayOrder(Kind.FILE, 0);

    private static final String SHUFFLE = "shuffle:";

    /** The orders there are. */
    public enum Kind {
        TIME,
        FILE,
        SHUFFLE
    }

    /** Reads {@code time}, {@code file} or {@code shuffle:SEED}. */
    public static ReplayOrder parse(String text) {
        if (text.equals("time")) {
            return TIME;
        }
        if (text.equals("file")) {
            return FILE;
        }
        if (text.startsWith(SHUFFLE) && text.substring(SHUFFLE.length()).matches("-?[0-9]{1,18}")) {
            return new ReplayOrder(Kind.SHUFFLE, Long.parseLong(text.substring(SHUFFLE.length())));
        }
        throw new IllegalArgumentException("order: \"" + text + "\" (expected: time, file or shuffle:SEED)");
    }

    Iterator<StationRecord> of(RecordPile pile) {
        return switch (kind) {
            case TIME -> pile.byTime();
            case FILE -> pile.asPut();
            case SHUFFLE -> pile.shuffled(seed);
        };
    }
}
