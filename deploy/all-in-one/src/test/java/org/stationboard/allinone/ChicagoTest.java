package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stationboard.gateway.OrgRegister;

/** Real cases counted twice: by the engine, and by a loop over the file that knows nothing of it. */
final class ChicagoTest {
    @Test
    void countsOpenedAndSolvedCasesAsAPlainLoopDoes() throws Exception {
        Path file = RealRecords.fileOrSkip("cases/chicago-crimes-sample-2017_2019.csv.gz");
        OrgRegister city = RealRecords.city();
        EngineRun run = new EngineRun(city, 1440);
        run.replay(RealRecords.read(RealRecords.forTests("chicago"), file, city));
        run.finish();

        List<Map<String, String>> rows = PlainCsv.rows(file);
        ChicagoCases plain = ChicagoCases.of(rows);
        long outside = rows.stream()
                .filter(row -> PlainCsv.cell(row, "primary_type").equals("HOMICIDE"))
                .count();

        assertThat(run.letters()).isEmpty();
        assertThat(run.counts("cases.opened")).isEqualTo(plain.opened());
        assertThat(run.byDay("cases.solved")).isEqualTo(plain.solved());
        assertThat(run.total("cases.solved")).containsExactly(5_062L, 25_000L); // 20.2 %
        assertThat(run.counts("cases.category.theft")).isEqualTo(plain.thefts());
        assertThat(run.total("cases.outside-remit")).containsExactly(outside, 25_000L);
    }
}
