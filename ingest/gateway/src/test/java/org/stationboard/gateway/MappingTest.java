package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.StationRecord;

class MappingTest {
    private static final StationDirectory STATIONS = StationDirectory.of(RepositoryFiles.shippedRegister());
    private static final String SMALL = """
            name: small
            version: 2
            source: desk
            body: alarm
            input: {format: csv, delimiter: ",", header: true, quote: '"', charsets: [UTF-8, windows-1252], zone: Asia/Shanghai}
            id: {line: true}
            unit: {column: station}
            times:
              called: {column: called, format: ["uuuu-MM-dd HH:mm", "uuuu-MM-dd'T'HH:mm:ssXXX"]}
            occurredAt: called
            reportedAt: called
            recordVersion: {time: called}
            sets:
              alarm.channel: phone
              alarm.calledAt: {time: called}
              alarm.concludedAt: {time: called, plusDays: 1}
            tables:
              kind:
                column: kind
                sets: [alarm.category, alarm.family, alarm.crime]
                rows:
                  "THEFT  OF BICYCLE": [bicycle, THEFT_ROBBERY_FRAUD, true]
            choose:
              column: note
              cases:
                - {values: [urgent], sets: {alarm.priority: 1}}
              otherwise: {sets: {alarm.priority: 3}}
            """;

    @TempDir
    Path folder;

    private final List<RowRefusal> refused = new ArrayList<>();

    private List<StationRecord> read(Mapping mapping, Path file) {
        List<StationRecord> records = new ArrayList<>();
        mapping.read(file, STATIONS, refused::add).forEach(records::add);
        return records;
    }

    private List<StationRecord> read(String csv) throws IOException {
        Path file = Files.writeString(folder.resolve("day one.csv"), csv);
        return read(Mapping.parse(SMALL.getBytes(StandardCharsets.UTF_8)), file);
    }

    private static Mapping shipped(String name) throws IOException {
        return Mapping.load(RepositoryFiles.demoData().resolve("mappings/" + name + ".yaml"));
    }

    @Test
    void isKnownByNameVersionAndDigest() throws IOException {
        Mapping mapping = shipped("consumidor");
        assertThat(mapping.name()).isEqualTo("consumidor");
        assertThat(mapping.version()).isEqualTo(1);
        assertThat(mapping.label()).matches("consumidor@[0-9a-f]{64}");
        assertThat(mapping.feed()).isEqualTo("dispute");
    }

    @Test
    void mapsColumnsTimesTablesAndChoices() throws IOException {
        List<StationRecord> records =
                read("station,called,kind,note\n990101, 2026-01-31 08:15 , THEFT OF   BICYCLE ,urgent\n");
        assertThat(refused).isEmpty();
        assertThat(records).hasSize(1);
        StationRecord record = records.get(0);
        long called = Instant.parse("2026-01-31T00:15:00Z").getEpochSecond();
        assertThat(record.getRecordId()).isEqualTo("desk/day one:2");
        assertThat(record.getUnitId()).isEqualTo("990101");
        assertThat(record.getVersion()).isEqualTo(called);
        assertThat(record.getOccurredAt().getSeconds()).isEqualTo(called);
        assertThat(record.getReportedAt().getSeconds()).isEqualTo(called);
        assertThat(record.getAlarm().getCategory()).isEqualTo("bicycle");
        assertThat(record.getAlarm().getFamily()).isEqualTo(AlarmFamily.THEFT_ROBBERY_FRAUD);
        assertThat(record.getAlarm().getCrime()).isTrue();
        assertThat(record.getAlarm().getPriority()).isEqualTo(1);
        assertThat(record.getAlarm().getConcludedAt().getSeconds()).isEqualTo(called + 86_400);
    }

    @Test
    void readsATimeWithAnOffsetAsAnInstant() throws IOException {
        StationRecord record = read("station,called,kind,note\n990101,2026-01-31T08:15:00-05:00,THEFT OF BICYCLE,\n")
                .get(0);
        assertThat(Instant.ofEpochSecond(record.getOccurredAt().getSeconds())).isEqualTo("2026-01-31T13:15:00Z");
        assertThat(record.getAlarm().getPriority()).isEqualTo(3);
    }

    @Test
    void refusesRowsThatDoNotFitByFileAndLineAlone() throws IOException {
        String csv = """
                \uFEFFstation,called,kind,note
                990101,2026-02-30 08:15,THEFT OF BICYCLE,x

                990101,2026-01-31 08:15,"MUSIC
                TOO LOUD",x
                nowhere,2026-01-31 08:15,THEFT OF BICYCLE,x
                \s\s
                990101,,THEFT OF BICYCLE,x
                990101,2026-01-31 08:15,THEFT OF BICYCLE,x""";
        assertThat(read(csv.replace("\n", "\r\n")))
                .extracting(StationRecord::getRecordId)
                .containsExactly("desk/day one:9");
        assertThat(refused)
                .containsExactly(
                        new RowRefusal("day one", 2, Reject.MALFORMED, "times.called"),
                        new RowRefusal("day one", 4, Reject.MALFORMED, "tables.kind"),
                        new RowRefusal("day one", 6, Reject.UNKNOWN_UNIT, "unit"),
                        new RowRefusal("day one", 8, Reject.MALFORMED, "times.called"));
    }

    @Test
    void triesCharsetsOnTheWholeFile() throws IOException {
        Path file = folder.resolve("calls.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("station,called,kind,note\n990101,2026-01-31 08:15,THEFT OF BICYCLE,\u00e9\n"
                    .getBytes(java.nio.charset.Charset.forName("windows-1252")));
        }
        assertThat(read(Mapping.parse(SMALL.getBytes(StandardCharsets.UTF_8)), file))
                .extracting(StationRecord::getRecordId)
                .containsExactly("desk/calls:2");
    }

    @Test
    void saysWhichColumnIsAbsent() {
        assertThatThrownBy(() -> read("station,called,kind\n"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no column \"note\" (expected: one, for choose.column)");
    }

    @Test
    void readsRecordsInJsonAsTheyAre() throws IOException {
        StationRecord record =
                StationRecord.newBuilder().setRecordId("x/1").setVersion(4).build();
        Path file = Files.writeString(folder.resolve("more.ndjson"), RecordJson.print(record) + "\nnonsense\n");
        assertThat(read(Mapping.parse(SMALL.getBytes(StandardCharsets.UTF_8)), file))
                .containsExactly(record);
        assertThat(refused).containsExactly(new RowRefusal("more.ndjson", 2, Reject.MALFORMED, ""));
    }

    @Test
    void listsEveryFaultOfAMappingFile() {
        String faulty = SMALL.replace("source: desk", "source: The Desk")
                .replace("alarm.channel: phone", "alarm.chanel: phone")
                .replace("recordVersion: {time: called}", "recordVersion: {time: colled}")
                .replace("THEFT_ROBBERY_FRAUD, true", "THEFT, true")
                .replace("id: {line: true}", "id: {line: true}\nremark: x")
                .replace("[\"uuuu-MM-dd HH:mm\", ", "[\"uuuu-MM-dd\", ");
        MappingException thrown = catchThrowableOfType(
                MappingException.class, () -> Mapping.parse(faulty.getBytes(StandardCharsets.UTF_8)));
        assertThat(thrown.getMessage())
                .contains("mapping: 6 faults")
                .contains("source: \"The Desk\" (expected: a code")
                .contains("sets.alarm.chanel: alarm.chanel (expected: the path of a field of the contract)")
                .contains("recordVersion.time: \"colled\" (expected: the name of a time: [called])")
                .contains("tables.kind.rows.THEFT  OF BICYCLE[1]: \"THEFT\"")
                .contains("remark: unknown key")
                .contains("times.called.spread: absent");
    }

    @Test
    void givesThePlainShareOfTheCutDisputes() throws IOException {
        Map<String, StationRecord> newest = new HashMap<>();
        for (Path file : disputes(RepositoryFiles.demoData())) {
            read(shipped("consumidor"), file).forEach(record -> newest.put(record.getRecordId(), record));
        }
        assertThat(refused).isEmpty();
        assertRate(newest);
    }

    @Test
    void givesTheExpectedShareOfTheFullDisputes() throws IOException {
        Map<String, StationRecord> newest = new HashMap<>();
        for (Path file : disputes(RepositoryFiles.testDataOrSkip().resolve("disputes"))) {
            read(shipped("consumidor"), file).forEach(record -> newest.put(record.getRecordId(), record));
        }
        assertThat(refused).isEmpty();
        assertRate(newest);
    }

    private static List<Path> disputes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("br-consumidor"))
                    .sorted()
                    .toList();
        }
    }

    private static void assertRate(Map<String, StationRecord> newest) {
        assertThat(newest).hasSize(22_492);
        assertThat(outcomes(newest, DisputeOutcome.SUCCESS)).isEqualTo(10_120);
        assertThat(outcomes(newest, DisputeOutcome.SUCCESS) + outcomes(newest, DisputeOutcome.FAILURE))
                .isEqualTo(17_162);
        assertThat(newest.values())
                .filteredOn(record -> record.getDispute().getClosedWithout() == ClosedWithout.NO_VERDICT)
                .hasSize(5_330);
    }

    private static long outcomes(Map<String, StationRecord> newest, DisputeOutcome outcome) {
        return newest.values().stream()
                .filter(record -> record.getDispute().getAttemptsCount() > 0)
                .filter(record -> record.getDispute().getAttempts(0).getOutcome() == outcome)
                .count();
    }

    @Test
    void makesOneVersionForEachStepThatIsDone() throws IOException {
        Path file = disputes(RepositoryFiles.demoData()).get(0);
        List<StationRecord> versions = read(shipped("consumidor"), file).stream()
                .filter(record -> record.getRecordId().endsWith(":1"))
                .toList();
        assertThat(versions).extracting(StationRecord::getVersion).containsExactly(1L, 2L, 3L);
        assertThat(versions.get(0).getDispute().getAttemptsCount()).isZero();
        assertThat(versions.get(0).getDispute().getKind()).isEqualTo("telecom");
        assertThat(versions.get(1).getDispute().getAttempts(0).hasStartedAt()).isTrue();
        assertThat(versions.get(1).getDispute().getAttempts(0).hasConcludedAt()).isFalse();
        assertThat(versions.get(2).getDispute().getAttempts(0).getOutcome()).isEqualTo(DisputeOutcome.SUCCESS);
        assertThat(versions.get(2).getReportedAt())
                .isEqualTo(versions.get(2).getDispute().getAttempts(0).getConcludedAt());
    }

    @Test
    void mapsEveryCallOfTheCutFile() throws IOException {
        Path file = RepositoryFiles.demoData().resolve("winston-salem-calls-2017-09_2018-12.csv.gz");
        Set<String> ids = new HashSet<>();
        Set<String> units = new HashSet<>();
        Set<String> categories = new HashSet<>();
        for (StationRecord record : shipped("winston-salem").read(file, STATIONS, refused::add)) {
            ids.add(record.getRecordId());
            units.add(record.getUnitId());
            categories.add(record.getAlarm().getCategory());
        }
        assertThat(refused).isEmpty();
        assertThat(ids).hasSize(189_932);
        assertThat(units).hasSize(136);
        assertThat(categories).hasSizeGreaterThan(70).allMatch(Codes::code);
    }

    /** The calls of both are compared whole where the engine counts them. */
    @Test
    void givesTheFullFilesTheStationsOfTheCutOnes() throws IOException {
        Path full = RepositoryFiles.testDataOrSkip();
        assertThat(units("consumidor", disputes(full.resolve("disputes")).get(3)))
                .isEqualTo(
                        units("consumidor", disputes(RepositoryFiles.demoData()).get(3)));
    }

    private Map<String, String> units(String mapping, Path file) throws IOException {
        Map<String, String> units = new HashMap<>();
        for (StationRecord record : shipped(mapping).read(file, STATIONS, refused::add)) {
            units.put(record.getRecordId(), record.getUnitId());
        }
        return units;
    }
}
