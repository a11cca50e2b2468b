package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.OrgRegister;

/** Two snapshots of one feed of cases: what the second adds and corrects, and what it leaves alone. */
final class CharlottesvilleTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss");
    private static final String FIRST = "charlottesville-reports-snapshot-2018-07-21.csv.gz";
    private static final String SECOND = "charlottesville-reports-snapshot-2018-11-26.csv.gz";

    @Test
    void correctsWhatBothHoldAndKeepsWhatFellOutOfTheSpan() throws Exception {
        Path folder = RealRecords.DEMO_DATA;
        OrgRegister city = RealRecords.city();
        List<StationRecord> first =
                RealRecords.read(RealRecords.shipped("charlottesville"), folder.resolve(FIRST), city);
        List<StationRecord> second =
                RealRecords.read(RealRecords.shipped("charlottesville"), folder.resolve(SECOND), city);
        EngineRun run = new EngineRun(city, 1440);
        run.replay(first);
        run.replay(second);
        run.finish();

        Map<String, LocalDate> before = days(folder.resolve(FIRST));
        Map<String, LocalDate> after = days(folder.resolve(SECOND));
        assertThat(minus(after.keySet(), before.keySet())).hasSize(2_200);
        assertThat(minus(before.keySet(), after.keySet())).hasSize(2_932);
        Map<String, LocalDate> both = new HashMap<>(before);
        both.putAll(after);
        assertThat(run.counts("cases.opened")).isEqualTo(perDay(both));
        assertThat(run.letters()).isEmpty();
        assertThat(changed(first, second)).isEqualTo(28_045);
    }

    @Test
    void givesTheSameFiguresInTheOppositeOrder() throws Exception {
        OrgRegister city = RealRecords.city();
        EngineRun forward = new EngineRun(city, 1440);
        EngineRun backward = new EngineRun(city, 1440);
        for (String file : List.of(FIRST, SECOND)) {
            forward.replay(RealRecords.read(
                    RealRecords.shipped("charlottesville"), RealRecords.DEMO_DATA.resolve(file), city));
        }
        for (String file : List.of(SECOND, FIRST)) {
            backward.replay(RealRecords.read(
                    RealRecords.shipped("charlottesville"), RealRecords.DEMO_DATA.resolve(file), city));
        }
        forward.finish();
        backward.finish();
        assertThat(forward.dayFigures()).hasSizeGreaterThan(10_000).isEqualTo(backward.dayFigures());
    }

    @Test
    void readsTheFullFilesLikeTheirCuts() throws Exception {
        OrgRegister city = RealRecords.city();
        for (String file : List.of(FIRST, SECOND)) {
            Path full = RealRecords.fileOrSkip("cases/" + file);
            assertThat(RealRecords.read(RealRecords.shipped("charlottesville"), full, city))
                    .isEqualTo(RealRecords.read(
                            RealRecords.shipped("charlottesville"), RealRecords.DEMO_DATA.resolve(file), city));
        }
    }

    /** Of each incident its local day in Virginia. */
    private static Map<String, LocalDate> days(Path file) throws Exception {
        Map<String, LocalDate> days = new HashMap<>();
        for (Map<String, String> row : PlainCsv.rows(file)) {
            days.put(
                    PlainCsv.cell(row, "IncidentID"),
                    LocalDateTime.parse(PlainCsv.cell(row, "DateReported").substring(0, 19), TIME)
                            .atOffset(ZoneOffset.UTC)
                            .atZoneSameInstant(ZoneId.of("America/New_York"))
                            .toLocalDate());
        }
        return days;
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
