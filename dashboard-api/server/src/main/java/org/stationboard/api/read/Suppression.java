package org.stationboard.api.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which counts of a row may be shown where their total is: none from 1 to 4, and none that the total and the others would
 * give away. Zero names nobody and is shown. Pure.
 */
public final class Suppression {
    /** The smallest count that may be shown. */
    public static final long SMALLEST = 5;

    private Suppression() {}

    /**
     * The row with what may not be shown left out. What is hidden together is at least two counts, and at least five, so
     * that neither one of them nor their sum is a small number; the smallest that are left are hidden until it is so.
     */
    public static List<@Nullable Long> row(List<Long> counts) {
        boolean[] hidden = new boolean[counts.size()];
        int number = 0;
        long together = 0;
        for (int i = 0; i < counts.size(); i++) {
            hidden[i] = small(counts.get(i));
            number += hidden[i] ? 1 : 0;
            together += hidden[i] ? counts.get(i) : 0;
        }
        while (number > 0 && (number < 2 || together < SMALLEST)) {
            int next = smallestShown(counts, hidden);
            if (next < 0) {
                break;
            }
            hidden[next] = true;
            number++;
            together += counts.get(next);
        }
        List<@Nullable Long> shown = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            shown.add(hidden[i] ? null : counts.get(i));
        }
        return shown;
    }

    /** Whether the total itself may be shown. */
    public static boolean small(long count) {
        return count > 0 && count < SMALLEST;
    }

    /** The smallest count above nothing that is still shown; zeros hide nothing. */
    private static int smallestShown(List<Long> counts, boolean[] hidden) {
        int smallest = -1;
        for (int i = 0; i < counts.size(); i++) {
            boolean candidate = !hidden[i] && counts.get(i) > 0;
            if (candidate && (smallest < 0 || counts.get(i) < counts.get(smallest))) {
                smallest = i;
            }
        }
        return smallest;
    }
}
