package org.stationboard.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page of evidence ends: the sort key of its last version. As text {@code unit.day.partition.offset}. */
record EvidenceCursor(int unit, int dayFrom, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\.(-?\\d{1,9})\\.(\\d{1,5})\\.(-?\\d{1,18})");

    /** Before every version. */
    static final EvidenceCursor START = new EvidenceCursor(0, 0, 0, -1);

    static EvidenceCursor parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "after: not understood (expected: the value of next from the page before)");
        }
        return new EvidenceCursor(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Long.parseLong(parts.group(4)));
    }

    String text() {
        return unit + "." + dayFrom + "." + partition + "." + offset;
    }
}
