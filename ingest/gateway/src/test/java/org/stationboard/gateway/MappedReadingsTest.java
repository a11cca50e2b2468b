package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;

/** What mapping files say of devices, of times inside other values, of snapshots and of numbers. */
class MappedReadingsTest {
    private static final StationDirectory STATIONS = StationDirectory.of(RepositoryFiles.shippedRegister());
    private static final String DOORS = """
            name: doors
            version: 1
            source: doors
            body: reading
            input: {format: csv, delimiter: ",", header: true, charsets: [UTF-8], zone: Asia/Shanghai}
            id: {line: true}
            unit: {column: station}
            times:
              measured: {column: measured, format: "uuuu-MM-dd HH:mm"}
              received: {column: received, format: "uuuu-MM-dd HH:mm", otherwise: measured}
            occurredAt: measured
            reportedAt: received
            sets:
              reading.count: {column: passes}
              reading.level: {column: filled, scale: 1}
            tables:
              device:
                column: door
                sets: [reading.deviceId, reading.kind]
                rows: {"North": [door-1, DOOR]}
            """;
    private static final String CASES = """
            name: cases
            version: 1
            source: cases
            body: case
            input: {format: csv, delimiter: ",", header: true, charsets: [UTF-8], zone: Asia/Shanghai}
            id: {column: id}
            unit: {column: station}
            times:
              opened: {column: note, find: "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z", format: "uuuu-MM-dd'T'HH:mm:ssX", wall: America/New_York, otherwise: snapshot}
              snapshot: {column: "@file", find: "[0-9-]{10}$", format: uuuu-MM-dd, spread: {from: "06:00", to: "06:00:01"}}
            occurredAt: opened
            reportedAt: opened
            recordVersion: {time: snapshot}
            sets:
              case.openedAt: {time: opened}
              case.kind: CRIMINAL
              case.category: theft
              case.solved: true
            """;

    @TempDir
    Path folder;

    private final List<RowRefusal> refused = new ArrayList<>();

    private List<Reading> readings(Mapping mapping, Path file) {
        List<Reading> readings = new ArrayList<>();
        mapping.readings(file, STATIONS, refused::add).forEach(readings::add);
        return readings;
    }

    private static Mapping mapping(String yaml) {
        return Mapping.parse(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant shanghai(String wall) {
        return LocalDateTime.parse(wall).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }

    @Test
    void makesOneReadingOfARowWithBothItsClocks() throws IOException {
        Path file = Files.writeString(folder.resolve("may.csv"), """
                station,door,measured,received,passes,filled
                990101,North,2026-05-01 08:00,2026-05-01 08:07,12,3.46
                990101,North,2026-05-01 08:05,,,-1
                """);
        List<Reading> readings = readings(mapping(DOORS), file);
        assertThat(refused).isEmpty();
        assertThat(readings).hasSize(2);
        Reading first = readings.get(0);
        assertThat(first.getDeviceId()).isEqualTo("door-1");
        assertThat(first.getKind()).isEqualTo(DeviceKind.DOOR);
        assertThat(first.getUnitId()).isEqualTo("990101");
        assertThat(first.getMeasuredAt().getSeconds())
                .isEqualTo(shanghai("2026-05-01T08:00").getEpochSecond());
        assertThat(first.getReceivedAt().getSeconds())
                .isEqualTo(shanghai("2026-05-01T08:07").getEpochSecond());
        assertThat(first.getCount()).isEqualTo(12);
        assertThat(first.getLevel()).isEqualTo(35);
        assertThat(readings.get(1).hasCount()).isFalse();
        assertThat(readings.get(1).getLevel()).isEqualTo(-10);
        assertThat(readings.get(1).getReceivedAt()).isEqualTo(readings.get(1).getMeasuredAt());
    }

    @Test
    void refusesRowsWithoutDeviceOrWithAValueThatIsNoNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("may.csv"), """
                station,door,measured,received,passes,filled
                990101,South,2026-05-01 08:00,,1,1
                990101,North,2026-05-01 08:00,,many,1
                990101,North,2026-05-01 08:00,,1e400,1
                990101,North,2026-05-01 08:00,,99999999999999999999,1
                990999,North,2026-05-01 08:00,,1,1
                """);
        assertThat(readings(mapping(DOORS), file)).isEmpty();
        assertThat(refused)
                .containsExactly(
                        new RowRefusal("may", 2, Reject.MALFORMED, "tables.device"),
                        new RowRefusal("may", 3, Reject.MALFORMED, "reading.count"),
                        new RowRefusal("may", 4, Reject.MALFORMED, "reading.count"),
                        new RowRefusal("may", 5, Reject.MALFORMED, "reading.count"),
                        new RowRefusal("may", 6, Reject.UNKNOWN_UNIT, "unit"));
    }

    @Test
    void readsATimeInsideAValueAndTheDayOfASnapshotInTheFilesName() throws IOException {
        Path file = Files.writeString(folder.resolve("cases-2026-05-20.csv"), """
                id,station,note
                7,990101,opened 2026-05-19T14:00:00Z at the desk
                8,990101,no time
                """);
        List<StationRecord> cases = new ArrayList<>();
        mapping(CASES).read(file, STATIONS, refused::add).forEach(cases::add);
        long snapshot = shanghai("2026-05-20T06:00").getEpochSecond();
        assertThat(refused).isEmpty();
        assertThat(cases).extracting(StationRecord::getVersion).containsExactly(snapshot, snapshot);
        // 14:00 in Greenwich is 10:00 in New York, and so 10:00 here.
        assertThat(cases.get(0).getCase().getOpenedAt().getSeconds())
                .isEqualTo(shanghai("2026-05-19T10:00").getEpochSecond());
        assertThat(cases.get(1).getCase().getOpenedAt().getSeconds()).isEqualTo(snapshot);
        assertThat(cases.get(0).getCase().getSolved()).isTrue();
    }

    @Test
    void keepsRecordsAndReadingsApart() {
        assertThatThrownBy(() -> mapping(CASES).readings(folder, STATIONS, refused::add))
                .hasMessage("body: case (expected: reading)");
        assertThatThrownBy(() -> mapping(DOORS).read(folder, STATIONS, refused::add))
                .hasMessage("body: reading (expected: a mapping of records)");
        assertThat(mapping(DOORS).ofReadings()).isTrue();
    }

    @Test
    void letsNoColumnsTextIntoARecord() {
        String faulty = CASES.replace("case.category: theft", "case.category: {column: note}")
                .replace("otherwise: snapshot", "otherwise: snapshots")
                .replace("find: \"[0-9-]{10}$\"", "find: \"[0-9\"")
                .replace("body: case", "body: feed-mark");
        MappingException thrown = catchThrowableOfType(MappingException.class, () -> mapping(faulty));
        assertThat(thrown.getMessage())
                .contains("body: \"feed-mark\" (expected: one of reading, alarm, dispute, case,")
                .contains("times.opened.otherwise: \"snapshots\"")
                .contains("times.snapshot.find: \"[0-9\" (expected: a regular expression)");
        MappingException text = catchThrowableOfType(
                MappingException.class,
                () -> mapping(CASES.replace("case.category: theft", "case.category: {column: note}")));
        assertThat(text.getMessage()).contains("sets.case.category: a column (expected: a constant:");
    }

    @Test
    void givesEveryReadingOfTheShippedFiles() throws IOException {
        Path data = RepositoryFiles.demoData();
        Mapping bath = Mapping.load(data.resolve("mappings/bath.yaml"));
        List<Reading> october = readings(bath, data.resolve("bath-parking-2015-10.csv.gz"));
        List<Reading> december = readings(bath, data.resolve("bath-parking-2015-12.csv.gz"));
        assertThat(october).hasSize(59_884);
        assertThat(december).hasSize(59_633);
        assertThat(october)
                .extracting(Reading::getDeviceId)
                .containsOnly("bath-1", "bath-2", "bath-3", "bath-4", "bath-5", "bath-6", "bath-7", "bath-8");
        assertThat(ahead(october)).isEqualTo(1_207);
        assertThat(ahead(december)).isEqualTo(512);
        List<Reading> detectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve("nab-realTraffic"))) {
            for (Path file : files.sorted().toList()) {
                detectors.addAll(readings(Mapping.load(data.resolve("mappings/nab.yaml")), file));
            }
        }
        assertThat(detectors.stream().map(Reading::getDeviceId).distinct()).hasSize(7);
        assertThat(refused).isEmpty();
    }

    @Test
    void givesTheFullFilesTheReadingsOfTheCutOnes() throws IOException {
        Path full = RepositoryFiles.testDataOrSkip().resolve("sensors");
        Path data = RepositoryFiles.demoData();
        Mapping bath = Mapping.load(data.resolve("mappings/bath.yaml"));
        String december = "bath-parking-2015-12.csv.gz";
        assertThat(readings(bath, full.resolve(december))).isEqualTo(readings(bath, data.resolve(december)));
        Mapping nab = Mapping.load(data.resolve("mappings/nab.yaml"));
        assertThat(readings(nab, full.resolve("nab-realTraffic/speed_7578.csv")))
                .isEqualTo(readings(nab, data.resolve("nab-realTraffic/speed_7578.csv.gz")));
    }

    private static long ahead(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.getMeasuredAt().getSeconds()
                        > reading.getReceivedAt().getSeconds())
                .count();
    }
}
