package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellRowTest {
    /** From days one behind the other to minutes far apart; 0: close together in the middle, ever farther outside. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 1000})
    void everyCellIsFoundWhereASortedMapHasIt(int apart) {
        SplittableRandom random = new SplittableRandom(apart);
        CellRow row = new CellRow(true);
        TreeMap<Long, Long> plain = new TreeMap<>();
        for (int step = 0; step < 5_000; step++) {
            long start = place(random.nextLong(-200, 200), apart);
            if (random.nextInt(4) > 0) {
                row.add(row.findOrOpen(start), 1, 0);
                plain.merge(start, 1L, Long::sum);
            } else if (row.find(start) >= 0) {
                row.close(row.find(start), 1);
                plain.remove(start);
            }
            long asked = place(random.nextLong(-210, 210), apart) + random.nextInt(2);
            int found = row.find(asked);
            assertThat(found >= 0).as("step %d", step).isEqualTo(plain.containsKey(asked));
            assertThat(found < 0 ? -found - 1 : found)
                    .isEqualTo(plain.headMap(asked).size());
            assertThat(row.size()).isEqualTo(plain.size());
        }
        plain.forEach((start, count) -> assertThat(row.n(row.find(start))).isEqualTo(count));
    }

    private static long place(long number, int apart) {
        return apart == 0 ? number * number * number : number * apart;
    }

    @Test
    void whatLiesBeforeAllTimeHasTheFirstPlace() {
        CellRow row = new CellRow(false);
        row.findOrOpen(5);
        row.findOrOpen(6);
        assertThat(row.firstFrom(Long.MIN_VALUE)).isZero();
        assertThat(row.firstFrom(Long.MAX_VALUE)).isEqualTo(2);
    }
}
