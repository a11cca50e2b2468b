package org.stationboard.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LedgerPagesTest {
    private final LedgerPages pages = new LedgerPages();
    private final Map<String, byte[]> plain = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(5);
    /** Every row ever written, in order. */
    private final List<Row> changelog = new ArrayList<>();

    @Test
    void holdsTheNewestValueOfEveryId() {
        change(20_000, 20_000);
        assertSameAsPlain(pages);
        change(30_000, 20_000);
        assertSameAsPlain(pages);
        assertThat(pages.size()).isEqualTo(plain.size());
        assertThat(pages.get(bytes("never"))).isNull();
    }

    @Test
    void entriesOfOneCommitAreWrittenAsWholePages() {
        for (int i = 0; i < 1024; i++) {
            put("new/" + i, value());
        }
        assertThat(drain()).isEqualTo(4);
        put("new/1", value());
        assertThat(drain()).as("one entry of a page alone").isEqualTo(1);
        assertThat(changelog.get(4).value.length).isLessThan(100);
        assertThat(drain()).isZero();
    }

    @Test
    void theChangelogReadInOrderGivesTheSameLedger() {
        for (int commit = 0; commit < 200; commit++) {
            change(1 + random.nextInt(400), 40_000);
            drain();
        }
        assertSameAsPlain(restored(changelog));
    }

    @Test
    void aCompactedChangelogGivesTheSameLedger() {
        for (int commit = 0; commit < 200; commit++) {
            change(1 + random.nextInt(400), 40_000);
            drain();
        }
        assertThat(compacted(changelog).size()).isLessThan(changelog.size());
        assertSameAsPlain(restored(compacted(changelog)));
    }

    @Test
    void aChangelogOfWhichThePastAloneIsCompactedGivesTheSameLedger() {
        for (int commit = 0; commit < 200; commit++) {
            change(1 + random.nextInt(400), 40_000);
            drain();
        }
        List<Row> rows = compacted(changelog.subList(0, changelog.size() / 2));
        rows.addAll(changelog.subList(changelog.size() / 2, changelog.size()));
        assertSameAsPlain(restored(rows));
    }

    @Test
    void correctionsSpreadOverAllHistoryAreWrittenOneByOneAndRestored() {
        for (int i = 0; i < 50_000; i++) {
            put("id/" + i, value());
        }
        drain();
        int before = changelog.size();
        for (int i = 0; i < 50_000; i += 137) {
            put("id/" + i, value());
        }
        assertThat(drain()).isEqualTo(365);
        assertThat(changelog.subList(before, changelog.size())).allMatch(row -> row.key[0] == 1);
        assertSameAsPlain(restored(changelog));
        assertSameAsPlain(restored(compacted(changelog)));
    }

    @Test
    void aRestoredLedgerGoesOnWhereTheOtherStopped() {
        change(10_000, 10_000);
        drain();
        LedgerPages second = restored(changelog);
        LedgerPages first = pages;
        int written = changelog.size();
        change(5_000, 20_000);
        drain();
        plain.forEach((id, value) -> {
            if (!Arrays.equals(second.get(bytes(id)), value)) {
                second.put(bytes(id), value);
            }
        });
        List<Row> rows = new ArrayList<>(changelog.subList(0, written));
        second.drain((key, value) -> rows.add(new Row(key, value)));
        assertSameAsPlain(restored(rows));
        assertSameAsPlain(first);
        assertThat(second.size()).isEqualTo(first.size());
    }

    @Test
    void aStandbyThatFollowsTheChangelogHoldsTheSameAtEachCommit() {
        LedgerPages standby = new LedgerPages();
        int read = 0;
        for (int commit = 0; commit < 100; commit++) {
            change(1 + random.nextInt(500), 5_000);
            drain();
            for (; read < changelog.size(); read++) {
                standby.restore(changelog.get(read).key, changelog.get(read).value);
            }
            assertThat(standby.size()).isEqualTo(plain.size());
        }
        assertSameAsPlain(standby);
    }

    @Test
    void neitherHalfOfTheHashIsSharedAmongIdsThatLookAlike() {
        Set<Long> low = new HashSet<>();
        Set<Long> high = new HashSet<>();
        int ids = 0;
        for (String source : new String[] {"calls/", "cases/2025-", "quarrels/A0000"}) {
            for (int number = 0; number < 50_000; number++, ids++) {
                byte[] id = bytes(source + number);
                low.add(IdHash.low(id));
                high.add(IdHash.high(id));
            }
        }
        assertThat(low).hasSize(ids);
        assertThat(high).hasSize(ids);
    }

    @Test
    void eachBitOfAnIdTurnsHalfTheBitsOfItsHash() {
        long turned = 0;
        int looks = 0;
        for (int number = 0; number < 2_000; number++) {
            byte[] id = bytes("calls/" + (100_000_000 + number));
            byte[] other = id.clone();
            other[number % id.length] ^= (byte) (1 << (number % 7));
            turned += Long.bitCount(IdHash.low(id) ^ IdHash.low(other));
            turned += Long.bitCount(IdHash.high(id) ^ IdHash.high(other));
            looks += 2;
        }
        assertThat((double) turned / looks).isBetween(31.5, 32.5);
    }

    private void change(int times, int ids) {
        for (int i = 0; i < times; i++) {
            put("made/" + random.nextInt(ids), value());
        }
    }

    private void put(String id, byte[] value) {
        pages.put(bytes(id), value);
        plain.put(id, value);
    }

    private byte[] value() {
        byte[] value = new byte[1 + random.nextInt(random.nextInt(50) == 0 ? 900 : 80)];
        random.nextBytes(value);
        return value;
    }

    private int drain() {
        int before = changelog.size();
        pages.drain((key, value) -> changelog.add(new Row(key, value)));
        return changelog.size() - before;
    }

    private static LedgerPages restored(List<Row> rows) {
        LedgerPages restored = new LedgerPages();
        rows.forEach(row -> restored.restore(row.key, row.value));
        return restored;
    }

    /** What a broker leaves of a topic: of each key the newest value, in its place. */
    private static List<Row> compacted(List<Row> rows) {
        Map<String, Row> newest = new LinkedHashMap<>();
        for (Row row : rows) {
            String key = Arrays.toString(row.key);
            newest.remove(key);
            newest.put(key, row);
        }
        return new ArrayList<>(newest.values());
    }

    private void assertSameAsPlain(LedgerPages found) {
        plain.forEach((id, value) -> assertThat(found.get(bytes(id))).as(id).isEqualTo(value));
        int[] values = new int[1];
        found.forEachValue((bytes, from, to) -> values[0]++);
        assertThat(values[0]).isEqualTo(plain.size());
        assertThat(found.size()).isEqualTo(plain.size());
    }

    private static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Row {
        private final byte[] key;
        private final byte[] value;

        Row(byte[] key, byte[] value) {
            this.key = key;
            this.value = value;
        }
    }
}
