package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.OrgRegister;

/** Two snapshots of one feed of cases: what the second adds and corrects, and what it leaves alone. */
final class CharlottesvilleTest {
    private static OrgRegister city;
    private static List<StationRecord> first;
    private static List<StationRecord> second;
    private static EngineRun run;

    @BeforeAll
    static void replayOnce() throws Exception {
        city = RealRecords.city();
        first = read(RealRecords.DEMO_DATA.resolve(CharlottesvilleCases.FIRST));
        second = read(RealRecords.DEMO_DATA.resolve(CharlottesvilleCases.SECOND));
        run = new EngineRun(city, 1440);
        run.replay(first);
        run.replay(second);
        run.finish();
    }

    private static List<StationRecord> read(Path file) throws Exception {
        return RealRecords.read(RealRecords.shipped("charlottesville"), file, city);
    }

    private static Map<String, LocalDate> days(String file) throws Exception {
        return CharlottesvilleCases.days(PlainCsv.rows(RealRecords.DEMO_DATA.resolve(file)));
    }

    @Test
    void correctsWhatBothHoldAndKeepsWhatFellOutOfTheSpan() throws Exception {
        Map<String, LocalDate> before = days(CharlottesvilleCases.FIRST);
        Map<String, LocalDate> after = days(CharlottesvilleCases.SECOND);
        assertThat(minus(after.keySet(), before.keySet())).hasSize(2_200);
        assertThat(minus(before.keySet(), after.keySet())).hasSize(2_932);
        Map<String, LocalDate> both = new HashMap<>(before);
        both.putAll(after);
        assertThat(run.counts("cases.opened")).isEqualTo(perDay(both));
        assertThat(run.letters()).isEmpty();
        assertThat(changed(first, second)).isEqualTo(28_045);
    }

    @Test
    void givesTheSameFiguresInTheOppositeOrder() {
        EngineRun backward = new EngineRun(city, 1440);
        backward.replay(second);
        backward.replay(first);
        backward.finish();
        assertThat(run.dayFigures()).hasSizeGreaterThan(10_000).isEqualTo(backward.dayFigures());
    }

    @Test
    void readsTheFullFilesLikeTheirCuts() throws Exception {
        assertThat(read(RealRecords.fileOrSkip("cases/" + CharlottesvilleCases.FIRST)))
                .isEqualTo(first);
        assertThat(read(RealRecords.fileOrSkip("cases/" + CharlottesvilleCases.SECOND)))
                .isEqualTo(second);
    }

    private static Map<LocalDate, Long> perDay(Map<String, LocalDate> incidents) {
        Map<LocalDate, Long> counts = new TreeMap<>();
        incidents.values().forEach(day -> counts.merge(day, 1L, Long::sum));
        return counts;
    }

    private static Set<String> minus(Set<String> from, Set<String> taken) {
        Set<String> rest = new HashSet<>(from);
        rest.removeAll(taken);
        return rest;
    }

    private static long changed(List<StationRecord> first, List<StationRecord> second) {
        Map<String, StationRecord> before = new HashMap<>();
        first.forEach(record -> before.put(record.getRecordId(), record));
        return second.stream()
                .filter(record -> before.containsKey(record.getRecordId()))
                .filter(record -> !before.getOrDefault(record.getRecordId(), record)
                        .getCase()
                        .getOpenedAt()
                        .equals(record.getCase().getOpenedAt()))
                .count();
    }
}
