package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.stationboard.gateway.OrgRegister;

/** Real calls counted twice: by the engine, and by a loop over the file that knows nothing of it. */
final class WinstonSalemTest {
    private static final Pattern TYPE = Pattern.compile("^ {6}\"([^\"]+)\": \\[([a-z0-9-]+),", Pattern.MULTILINE);
    private static final Path CUT = RealRecords.DEMO_DATA.resolve("winston-salem-calls-2017-09_2018-12.csv.gz");

    @Test
    void countsCallsByDayAndTypeAsAPlainLoopDoes() throws Exception {
        assertCounts(CUT);
    }

    @Test
    void countsTheFullFileLikeItsCut() throws Exception {
        assertCounts(RealRecords.fileOrSkip("calls/winston-salem-calls-2017-09_2018-12.csv.gz"));
    }

    private static void assertCounts(Path file) throws Exception {
        OrgRegister city = RealRecords.city();
        EngineRun run = new EngineRun(city, 1440);
        run.replay(RealRecords.read(RealRecords.shipped("winston-salem"), file, city));
        run.finish();

        Map<String, String> codes = codes();
        Map<LocalDate, Long> days = new TreeMap<>();
        Map<String, Map<LocalDate, Long>> types = new TreeMap<>();
        for (Map<String, String> row : PlainCsv.rows(file)) {
            LocalDate day =
                    LocalDate.parse(PlainCsv.cell(row, "incident_date_time").substring(0, 10));
            days.merge(day, 1L, Long::sum);
            String type = PlainCsv.cell(row, "call_type").replaceAll("\\s+", " ");
            types.computeIfAbsent(codes.getOrDefault(type, "other"), code -> new TreeMap<>())
                    .merge(day, 1L, Long::sum);
        }

        assertThat(days.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(189_932);
        assertThat(run.counts("alarms")).isEqualTo(days);
        assertThat(run.indicators("alarms.category."))
                .isEqualTo(
                        types.keySet().stream().map("alarms.category."::concat).toList());
        types.forEach((code, counts) ->
                assertThat(run.counts("alarms.category." + code)).as(code).isEqualTo(counts));
        assertThat(run.letters()).isEmpty();
        assertThat(days).doesNotContainKeys(LocalDate.of(2018, 2, 9), LocalDate.of(2018, 9, 30));
        assertThat(List.of(LocalDate.of(2016, 2, 29), LocalDate.of(2017, 2, 9))).allMatch(days::containsKey);
    }

    /** Types and their codes, as the mapping's text lists them. */
    private static Map<String, String> codes() throws Exception {
        Map<String, String> codes = new HashMap<>();
        Matcher found = TYPE.matcher(RealRecords.text(RealRecords.DEMO_DATA.resolve("mappings/winston-salem.yaml")));
        while (found.find()) {
            codes.put(found.group(1), found.group(2));
        }
        return codes;
    }
}
