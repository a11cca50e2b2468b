package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.OrgRegister;

/** Real calls counted twice: by the engine, and by a loop over the file that knows nothing of it. */
final class WinstonSalemTest {
    private static final Path CUT = RealRecords.DEMO_DATA.resolve(WinstonSalemCalls.FILE);

    private static OrgRegister city;
    private static List<StationRecord> records;
    private static WinstonSalemCalls plain;

    @BeforeAll
    static void readOnce() throws Exception {
        city = RealRecords.city();
        records = RealRecords.read(RealRecords.shipped("winston-salem"), CUT, city);
        plain = WinstonSalemCalls.of(PlainCsv.rows(CUT));
    }

    @Test
    void countsCallsByDayAndTypeAsAPlainLoopDoes() {
        EngineRun run = new EngineRun(city, 1440);
        run.replay(records);
        run.finish();

        assertThat(plain.days().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(WinstonSalemCalls.ROWS);
        assertThat(run.counts("alarms")).isEqualTo(plain.days());
        assertThat(run.indicators("alarms.category."))
                .isEqualTo(plain.types().keySet().stream()
                        .map("alarms.category."::concat)
                        .toList());
        plain.types()
                .forEach((code, counts) -> assertThat(run.counts("alarms.category." + code))
                        .as(code)
                        .isEqualTo(counts));
        assertThat(run.letters()).isEmpty();
        assertThat(plain.days()).doesNotContainKeys(LocalDate.of(2018, 2, 9), LocalDate.of(2018, 9, 30));
        assertThat(List.of(LocalDate.of(2016, 2, 29), LocalDate.of(2017, 2, 9))).allMatch(plain.days()::containsKey);
    }

    /** Record by record: so what the engine makes of the cut is what it makes of the full file. */
    @Test
    void readsTheFullFileLikeItsCut() throws Exception {
        Path full = RealRecords.fileOrSkip("calls/" + WinstonSalemCalls.FILE);
        assertThat(RealRecords.read(RealRecords.shipped("winston-salem"), full, city))
                .isEqualTo(records);
        assertThat(WinstonSalemCalls.of(PlainCsv.rows(full))).isEqualTo(plain);
    }
}
