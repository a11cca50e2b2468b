package org.stationboard.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stationboard.contract.v1.Verdict;

/** Where a page of verdicts ends: the sort key of its last one. As text {@code tick.unit.standard}. */
public record VerdictCursor(long tick, String unitId, String standardId) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,10})\\.([^.]{1,40})\\.(.{1,40})");
    /** Before every verdict. */
    static final VerdictCursor START = new VerdictCursor(Integer.MAX_VALUE, "", "");

    /** After that verdict. */
    public static VerdictCursor after(Verdict last) {
        return new VerdictCursor(last.getTick(), last.getUnitId(), last.getStandardId());
    }

    /**
     * From its text.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static VerdictCursor parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("after: not a cursor (expected: next of the page before)");
        }
        return new VerdictCursor(Long.parseLong(parts.group(1)), parts.group(2), parts.group(3));
    }

    /** As a request gives it back. */
    public String text() {
        return tick + "." + unitId + "." + standardId;
    }
}
