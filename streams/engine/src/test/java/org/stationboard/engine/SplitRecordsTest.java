package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.engine.SplitRecords.Split;
import org.stationboard.engine.SplitRecords.Standing;

class SplitRecordsTest {
    @Test
    void anIdAliveUnderTwoLogKeysIsSplit() {
        assertThat(SplitRecords.among(List.of(
                        new Standing("a/1", 0, "north", 3, 9, false),
                        new Standing("a/2", 0, "north", 1, 9, false),
                        new Standing("a/1", 1, "south", 4, 9, false))))
                .containsExactly(new Split("a/1", List.of("north", "south")));
    }

    @Test
    void aMoveThatTookTheOldOneBackIsNoSplitInAnyOrder() {
        Standing old = new Standing("a/1", 0, "north", 3, 9, false);
        Standing withdrawn = new Standing("a/1", 0, "north", 4, 1, true);
        Standing moved = new Standing("a/1", 1, "south", 4, 2, false);
        assertThat(SplitRecords.among(List.of(old, withdrawn, moved))).isEmpty();
        assertThat(SplitRecords.among(List.of(moved, withdrawn, old, withdrawn)))
                .isEmpty();
    }

    @Test
    void logKeysOfOnePartitionShareALedgerWhereTheNewerVersionTakesTheOldOneOut() {
        assertThat(SplitRecords.among(List.of(
                        new Standing("a/1", 0, "north", 3, 9, false), new Standing("a/1", 0, "south", 4, 9, false))))
                .isEmpty();
    }

    @Test
    void ofTwoWithTheSameVersionTheLargerDigestDecidesAsUnsigned() {
        Standing alive = new Standing("a/1", 0, "north", 3, -1, false);
        Standing withdrawn = new Standing("a/1", 0, "north", 3, 1, true);
        Standing moved = new Standing("a/1", 1, "south", 4, 2, false);
        assertThat(SplitRecords.among(List.of(withdrawn, alive, moved))).hasSize(1);
        assertThat(SplitRecords.among(List.of(alive, moved, withdrawn))).hasSize(1);
    }
}
