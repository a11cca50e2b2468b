package org.stationboard.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    @Test
    void hidesSmallCountsAndWhatWouldGiveThemAway() {
        assertThat(Suppression.row(List.of(12L, 3L, 40L, 9L))).containsExactly(12L, null, 40L, null);
        assertThat(Suppression.row(List.of(12L, 3L, 4L, 9L))).containsExactly(12L, null, null, 9L);
        assertThat(Suppression.row(List.of(12L, 1L, 1L, 9L))).containsExactly(12L, null, null, null);
        assertThat(Suppression.row(List.of(12L, 0L, 5L))).containsExactly(12L, 0L, 5L);
        assertThat(Suppression.row(List.of(3L, 0L))).containsExactly(null, 0L);
    }

    /** Whoever knows the total and every count that is shown learns only what two or more hidden ones are together. */
    @Test
    void noTotalGivesASmallCountAway() {
        SplittableRandom chance = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            List<Long> counts = new ArrayList<>();
            for (int n = chance.nextInt(1, 8); n > 0; n--) {
                counts.add((long) chance.nextInt(chance.nextInt(1, 30)));
            }
            long total = counts.stream().mapToLong(Long::longValue).sum();
            List<Long> shown = Suppression.row(counts);
            if (Suppression.small(total)) {
                continue; // The total itself is hidden, and all with it.
            }
            long hidden = shown.stream().filter(count -> count == null).count();
            long rest = total
                    - shown.stream()
                            .filter(count -> count != null)
                            .mapToLong(Long::longValue)
                            .sum();
            assertThat(shown).filteredOn(count -> count != null).noneMatch(Suppression::small);
            if (hidden > 0) {
                assertThat(hidden).as(counts.toString()).isGreaterThan(1);
                assertThat(rest).as(counts.toString()).isGreaterThanOrEqualTo(Suppression.SMALLEST);
            }
        }
    }
}
