package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stationboard.gateway.OrgRegister;

/** Real cases counted twice: by the engine, and by a loop over the file that knows nothing of it. */
final class ChicagoTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/uuuu H:mm");

    @Test
    void countsOpenedAndSolvedCasesAsAPlainLoopDoes() throws Exception {
        Path file = RealRecords.fileOrSkip("cases/chicago-crimes-sample-2017_2019.csv.gz");
        OrgRegister city = RealRecords.city();
        EngineRun run = new EngineRun(city, 1440);
        run.replay(RealRecords.read(RealRecords.forTests("chicago"), file, city));
        run.finish();

        Map<LocalDate, Long> opened = new TreeMap<>();
        Map<LocalDate, List<Long>> solved = new TreeMap<>();
        Map<LocalDate, Long> thefts = new TreeMap<>();
        long outside = 0;
        for (Map<String, String> row : PlainCsv.rows(file)) {
            LocalDate day = LocalDate.parse(PlainCsv.cell(row, "date"), TIME);
            long one = PlainCsv.cell(row, "arrest").equals("TRUE") ? 1 : 0;
            opened.merge(day, 1L, Long::sum);
            solved.merge(day, List.of(one, 1L), (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
            if (PlainCsv.cell(row, "primary_type").equals("THEFT")) {
                thefts.merge(day, 1L, Long::sum);
            }
            outside += PlainCsv.cell(row, "primary_type").equals("HOMICIDE") ? 1 : 0;
        }

        assertThat(run.letters()).isEmpty();
        assertThat(run.counts("cases.opened")).isEqualTo(opened);
        assertThat(run.byDay("cases.solved")).isEqualTo(solved);
        assertThat(run.total("cases.solved")).containsExactly(5_062L, 25_000L); // 20.2 %
        assertThat(run.counts("cases.category.theft")).isEqualTo(thefts);
        assertThat(run.total("cases.outside-remit")).containsExactly(outside, 25_000L);
    }
}
